package command

import (
	"errors"
	"fmt"
	"strings"

	"seatkeeper/storage/failure"
	"seatkeeper/ui/words"
)

// complaint is an error in words.
type complaint struct{ title, text, details string }

// complain says an error in words: where it is about a window that does not open and nobody
// looks at a terminal, also by the system's own means.
func (p Program) complain(err error, isWindow bool) {
	c := complaintOf(err)
	if c == (complaint{}) {
		return
	}
	printed := c.title
	if c.text != "" {
		printed += ".\n" + c.text
	}
	var usage usageError
	if errors.As(err, &usage) {
		printed += "\n" + words.Say("command.try-help")
	}
	fmt.Fprintf(p.Stderr, "seatkeeper: %s\n%s", printed, c.details)
	if isWindow && !p.IsTerminal && p.Alert != nil {
		p.Alert(words.Say("app.name"), strings.TrimSpace(c.title+"\n\n"+c.text))
	}
}

// complaintOf puts an error into words; none means that the user knows.
func complaintOf(err error) complaint {
	var plain failed
	if errors.As(err, &plain) {
		return complaint{title: string(plain)}
	}
	var usage usageError
	if errors.As(err, &usage) {
		return complaint{title: err.Error()}
	}
	doing := words.DoingRead
	var e explained
	if errors.As(err, &e) {
		doing = e.doing
	}
	said := words.Explain(doing, err)
	if said.Safe == "" && said.Next == "" && said.Cause != "" {
		// What the data rule out, or a slip of the pen: the reason says it all.
		return complaint{title: said.Cause}
	}
	c := complaint{title: said.Title, text: said.Text()}
	switch {
	case said.Kind == failure.KindCrash:
		c.details = "\n" + said.Details
	case said.Kind != failure.KindOther && said.Kind != failure.KindCancelled && said.Details != "":
		c.details = fmt.Sprintf("(%s)\n", words.Plain(said.Details))
	}
	return c
}
