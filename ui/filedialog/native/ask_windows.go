package native

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// Ask asks for a file or a folder and returns its path, or nothing if the user chose
// nothing. window is the HWND, or 0. The end of the context closes the dialog. The error
// is [ErrUnavailable] or the context's.
func Ask(ctx context.Context, window uintptr, r Request) (string, error) {
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	type answer struct {
		path string
		err  error
	}
	came, thread := make(chan answer, 1), make(chan uint32, 1)
	go func() {
		runtime.LockOSThread() // and never unlocked: what the shell leaves in the thread ends with it
		thread <- windows.GetCurrentThreadId()
		path, err := show(window, r)
		came <- answer{path, err}
	}()
	id := <-thread
	select {
	case a := <-came:
		return a.path, a.err
	case <-ctx.Done():
	}
	// The dialog may only just be coming, and may have one of its own over it.
	again := time.NewTicker(100 * time.Millisecond)
	defer again.Stop()
	for {
		_, _, _ = enumThreadWindows.Call(uintptr(id), closeWindow, 0)
		select {
		case <-came:
			return "", ctx.Err()
		case <-again.C:
		}
	}
}

var (
	ole32              = windows.NewLazySystemDLL("ole32.dll")
	shell32            = windows.NewLazySystemDLL("shell32.dll")
	user32             = windows.NewLazySystemDLL("user32.dll")
	coCreateInstance   = ole32.NewProc("CoCreateInstance")
	itemFromName       = shell32.NewProc("SHCreateItemFromParsingName")
	enumThreadWindows  = user32.NewProc("EnumThreadWindows")
	postMessage        = user32.NewProc("PostMessageW")
	closeWindow        = syscall.NewCallback(postClose)
	classOpen          = guid("{DC1C5A9C-E88A-4DDE-A5A1-60F82A20AEF7}")
	classSave          = guid("{C0B4E2F3-BA21-4773-8DBA-335EC946EB8B}")
	interfaceDialog    = guid("{42F85136-DB7E-439C-85F1-E4075D135FC8}") // IFileDialog
	interfaceShellItem = guid("{43826D1E-E718-42EE-BC55-A1E261C37BFE}")
)

func guid(text string) *windows.GUID {
	g, err := windows.GUIDFromString(text)
	if err != nil {
		panic(err)
	}
	return &g
}

const messageClose = 0x10 // WM_CLOSE

func postClose(window, _ uintptr) uintptr {
	_, _, _ = postMessage.Call(window, messageClose, 0, 0)
	return 1 // and the next
}

// Of shobjidl_core.h: options, results, and the places of methods in their tables.
const (
	optionOverwrite    = 0x2        // FOS_OVERWRITEPROMPT
	optionNoChangeDir  = 0x8        // FOS_NOCHANGEDIR
	optionFolders      = 0x20       // FOS_PICKFOLDERS
	optionFilesOnly    = 0x40       // FOS_FORCEFILESYSTEM
	optionPathExists   = 0x800      // FOS_PATHMUSTEXIST
	optionFileExists   = 0x1000     // FOS_FILEMUSTEXIST
	optionNoTestCreate = 0x10000    // FOS_NOTESTFILECREATE: the dialog makes no file
	inProcess          = 0x1        // CLSCTX_INPROC_SERVER
	nameOfFile         = 0x80058000 // SIGDN_FILESYSPATH
	cancelled          = 0x800704C7 // HRESULT_FROM_WIN32(ERROR_CANCELLED)

	methodRelease      = 2
	methodShow         = 3
	methodSetFileTypes = 4
	methodSetOptions   = 9
	methodSetFolder    = 12
	methodSetFileName  = 15
	methodSetTitle     = 17
	methodSetOkLabel   = 18
	methodGetResult    = 20
	methodGetName      = 5 // of IShellItem
)

// object is something of COM: a pointer to a table of methods.
type object struct{ methods *[32]uintptr }

// call calls a method. What its arguments point to stays where it is until it returns.
//
//go:uintptrescapes
func (o *object) call(method int, args ...uintptr) error {
	result, _, _ := syscall.SyscallN(o.methods[method], append([]uintptr{uintptr(unsafe.Pointer(o))}, args...)...)
	return check(result)
}

func check(result uintptr) error {
	if int32(result) < 0 {
		return windows.Errno(uint32(result))
	}
	return nil
}

// fileType is a COMDLG_FILTERSPEC.
type fileType struct{ name, pattern *uint16 }

func show(window uintptr, r Request) (path string, err error) {
	if err := windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED|windows.COINIT_DISABLE_OLE1DDE); err != nil {
		return "", fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	defer windows.CoUninitialize()
	class, options := classOpen, uintptr(optionNoChangeDir|optionFilesOnly|optionPathExists)
	switch r.Kind {
	case OpenFile:
		options |= optionFileExists
	case SaveFile:
		class, options = classSave, options|optionOverwrite|optionNoTestCreate
	case Folder:
		options |= optionFolders
	}
	var dialog *object
	result, _, _ := coCreateInstance.Call(uintptr(unsafe.Pointer(class)), 0, inProcess,
		uintptr(unsafe.Pointer(interfaceDialog)), uintptr(unsafe.Pointer(&dialog)))
	if err := check(result); err != nil {
		return "", fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	defer dialog.call(methodRelease)
	if err := dialog.prepare(r, options); err != nil {
		return "", fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	if err := dialog.call(methodShow, window); err != nil {
		if err == windows.Errno(cancelled) {
			return "", nil
		}
		return "", fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return dialog.chosen()
}

// prepare says what is asked for. A folder to begin in that is gone is no fault.
func (o *object) prepare(r Request, options uintptr) error {
	if err := o.call(methodSetOptions, options); err != nil {
		return err
	}
	for method, text := range map[int]string{methodSetTitle: r.Title, methodSetOkLabel: r.Confirm, methodSetFileName: r.Name} {
		if text == "" {
			continue
		}
		p, err := windows.UTF16PtrFromString(text)
		if err != nil {
			return err
		}
		if err := o.call(method, uintptr(unsafe.Pointer(p))); err != nil {
			return err
		}
	}
	if r.Folder != "" {
		if p, err := windows.UTF16PtrFromString(r.Folder); err == nil {
			var folder *object
			result, _, _ := itemFromName.Call(uintptr(unsafe.Pointer(p)), 0, uintptr(unsafe.Pointer(interfaceShellItem)), uintptr(unsafe.Pointer(&folder)))
			if check(result) == nil {
				_ = o.call(methodSetFolder, uintptr(unsafe.Pointer(folder)))
				_ = folder.call(methodRelease)
			}
		}
	}
	if r.Kind == Folder || len(r.Filters) == 0 {
		return nil
	}
	types := make([]fileType, len(r.Filters))
	for i, f := range r.Filters {
		patterns := []string{}
		for _, ending := range f.Endings {
			patterns = append(patterns, "*"+ending)
		}
		if len(patterns) == 0 {
			patterns = append(patterns, "*.*")
		}
		var err error
		if types[i].name, err = windows.UTF16PtrFromString(f.Name); err != nil {
			return err
		}
		if types[i].pattern, err = windows.UTF16PtrFromString(strings.Join(patterns, ";")); err != nil {
			return err
		}
	}
	err := o.call(methodSetFileTypes, uintptr(len(types)), uintptr(unsafe.Pointer(&types[0])))
	runtime.KeepAlive(types)
	return err
}

// chosen returns the path of what was chosen; what is no file of the file system, such
// as one in a camera, has none.
func (o *object) chosen() (string, error) {
	var item *object
	if err := o.call(methodGetResult, uintptr(unsafe.Pointer(&item))); err != nil {
		return "", fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	defer item.call(methodRelease)
	var name *uint16
	if err := item.call(methodGetName, nameOfFile, uintptr(unsafe.Pointer(&name))); err != nil {
		return "", ErrNotLocal
	}
	defer windows.CoTaskMemFree(unsafe.Pointer(name))
	return windows.UTF16PtrToString(name), nil
}
