//go:build cgo

package native

/*
#cgo CFLAGS: -x objective-c -fblocks -Wno-deprecated-declarations
#cgo LDFLAGS: -framework Cocoa
#include <stdlib.h>
#include <string.h>
#import <Cocoa/Cocoa.h>

static NSSavePanel *skPanel; // the one that is open; of the main thread

// skAsk shows a panel and returns, from another thread than the main one, the path that
// was chosen, or NULL. endings are separated by spaces.
static char *skAsk(uintptr_t window, int kind, const char *title, const char *confirm, const char *folder, const char *name, const char *endings) {
	__block char *path = NULL;
	dispatch_semaphore_t done = dispatch_semaphore_create(0);
	dispatch_async(dispatch_get_main_queue(), ^{
		NSSavePanel *panel = kind == 1 ? [NSSavePanel savePanel] : [NSOpenPanel openPanel];
		skPanel = panel;
		panel.message = [NSString stringWithUTF8String:title];
		panel.prompt = [NSString stringWithUTF8String:confirm];
		if (*folder) panel.directoryURL = [NSURL fileURLWithPath:[NSString stringWithUTF8String:folder]];
		if (*endings) panel.allowedFileTypes = [[NSString stringWithUTF8String:endings] componentsSeparatedByString:@" "];
		if (kind == 1) {
			panel.nameFieldStringValue = [NSString stringWithUTF8String:name];
			panel.canCreateDirectories = YES;
		} else {
			NSOpenPanel *open = (NSOpenPanel *)panel;
			open.canChooseFiles = kind == 0;
			open.canChooseDirectories = kind == 2;
			open.canCreateDirectories = kind == 2;
			open.allowsMultipleSelection = NO;
		}
		void (^ended)(NSModalResponse) = ^(NSModalResponse answer) {
			if (answer == NSModalResponseOK && panel.URL.isFileURL) path = strdup(panel.URL.fileSystemRepresentation);
			skPanel = nil;
			dispatch_semaphore_signal(done);
		};
		if (window) [panel beginSheetModalForWindow:(__bridge NSWindow *)(void *)window completionHandler:ended];
		else [panel beginWithCompletionHandler:ended];
	});
	dispatch_semaphore_wait(done, DISPATCH_TIME_FOREVER);
	return path;
}

static void skCancel(void) {
	dispatch_async(dispatch_get_main_queue(), ^{ [skPanel cancel:nil]; });
}
*/
import "C"

import (
	"context"
	"strings"
	"unsafe"
)

// Ask asks for a file or a folder and returns its path, or nothing if the user chose
// nothing. window is the NSWindow, or 0. The end of the context closes the panel. This
// file was written without a Mac at hand, and so it does as little as it can.
func Ask(ctx context.Context, window uintptr, r Request) (string, error) {
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	var endings []string
	if len(r.Filters) > 0 {
		for _, ending := range r.Filters[0].Endings {
			endings = append(endings, strings.TrimPrefix(ending, "."))
		}
	}
	var texts []*C.char
	for _, text := range []string{r.Title, r.Confirm, r.Folder, r.Name, strings.Join(endings, " ")} {
		texts = append(texts, C.CString(text))
	}
	came := make(chan string, 1)
	go func() {
		chosen := C.skAsk(C.uintptr_t(window), C.int(r.Kind), texts[0], texts[1], texts[2], texts[3], texts[4])
		came <- C.GoString(chosen) // of NULL it is ""
		C.free(unsafe.Pointer(chosen))
		for _, text := range texts {
			C.free(unsafe.Pointer(text))
		}
	}()
	select {
	case path := <-came:
		return path, nil
	case <-ctx.Done():
		C.skCancel()
		return "", ctx.Err()
	}
}
