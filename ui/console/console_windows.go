package console

import (
	"os"

	"golang.org/x/sys/windows"
)

var (
	kernel        = windows.NewLazySystemDLL("kernel32.dll")
	attachConsole = kernel.NewProc("AttachConsole")
	freeConsole   = kernel.NewProc("FreeConsole")
)

// attachParent is ATTACH_PARENT_PROCESS, see
// https://learn.microsoft.com/windows/console/attachconsole
const attachParent = ^uintptr(0)

// stream is one of the three that a program has.
type stream struct {
	number uint32    // as GetStdHandle knows it
	file   **os.File // where Go has it
	name   string    // of its end in the console
}

// standard returns the streams.
func standard() []stream {
	return []stream{
		{windows.STD_INPUT_HANDLE, &os.Stdin, "CONIN$"},
		{windows.STD_OUTPUT_HANDLE, &os.Stdout, "CONOUT$"},
		{windows.STD_ERROR_HANDLE, &os.Stderr, "CONOUT$"},
	}
}

// Attach has what the program prints appear in the console that it was started from, if
// there is one. What was sent to a file or another program stays with that.
func Attach() {
	var missing []stream
	for _, s := range standard() {
		if !s.isGiven() {
			missing = append(missing, s)
		}
	}
	if len(missing) == 0 {
		return
	}
	if attached, _, _ := attachConsole.Call(attachParent); attached == 0 {
		return // it was started by a click
	}
	for _, s := range missing {
		if file, err := os.OpenFile(s.name, os.O_RDWR, 0); err == nil {
			*s.file = file
			_ = windows.SetStdHandle(s.number, windows.Handle(file.Fd()))
		}
	}
}

// isGiven reports whether the stream leads anywhere. A program of windows may have got the
// number of its parent's, which is nothing to it.
func (s stream) isGiven() bool {
	handle, err := windows.GetStdHandle(s.number)
	if err != nil || handle == 0 || handle == windows.InvalidHandle {
		return false
	}
	kind, err := windows.GetFileType(handle)
	return err == nil && kind != windows.FILE_TYPE_UNKNOWN
}

// Leave lets the console go, so that Ctrl+C in it, or closing it, does not end the window.
func Leave() { _, _, _ = freeConsole.Call() }
