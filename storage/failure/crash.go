package failure

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// CrashError is a fault of the program itself: something panicked. Its text is for
// those who mend the program, and holds nothing that people or files have brought in.
type CrashError struct {
	What  string // what the runtime says, or of which type the panic's value is
	Stack string
}

// NewCrash returns the error for what recover has returned. It must be called by the
// function that was deferred, or the stack tells nothing.
func NewCrash(value any) *CrashError {
	// An error or a text of ours may name a person or a file; the runtime's do not.
	what := fmt.Sprintf("a panic with a %T", value)
	if err, ok := value.(runtime.Error); ok {
		what = err.Error()
	}
	return &CrashError{What: what, Stack: string(debug.Stack())}
}

func (e *CrashError) Error() string { return e.What }

// Text returns all that is known of the crash.
func (e *CrashError) Text() string { return e.What + "\n\n" + e.Stack }

// rescue, deferred on a goroutine that works for another, makes a panic the error of
// that work. What has to be closed is then closed, which a crash would leave.
func Rescue(err *error) {
	if value := recover(); value != nil {
		*err = NewCrash(value)
	}
}
