package failure

import (
	"fmt"
	"time"
)

// Holder is who has a store open. What it says comes from a file that anybody may have
// written.
type Holder struct {
	Text     string    `json:"text"` // for whoever finds the file
	Computer string    `json:"computer"`
	User     string    `json:"user"`
	Since    time.Time `json:"since"`
}

// HeldError is a store on a network drive that is open in another program, on this
// computer or another. Holder is empty where that is not known. It is an ErrLocked.
type HeldError struct {
	Holder
	Here bool // on this computer
	Err  error
}

func (e *HeldError) Error() string {
	if e.Computer == "" {
		return e.Err.Error()
	}
	return fmt.Sprintf("%v: %s has it open on %s since %s", e.Err, e.User, e.Computer, e.Since.Format(time.RFC3339))
}

func (e *HeldError) Unwrap() error { return e.Err }
