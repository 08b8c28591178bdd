package command

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"seatkeeper/ui/words"
)

func TestAPanicEndsWithWordsAndNoNames(t *testing.T) {
	var none []string
	for name, crash := range map[string]func(){
		"a fault of the runtime": func() { _ = none[len(none)] },
		"an error":               func() { panic(errors.New("Ines Okafor")) },
		"a text":                 func() { panic("Ines Okafor") },
	} {
		var out, said bytes.Buffer
		code := Run([]string{"--data", t.TempDir()}, Program{Stdout: &out, Stderr: &said, OpenWindow: func(Opening) error {
			crash()
			return nil
		}})
		text := said.String()
		if code != exitFailed || !strings.Contains(text, words.Say("error.work")) || !strings.Contains(text, "crash_test.go") {
			t.Errorf("%s: %d, %s", name, code, text)
		}
		if strings.Contains(text, "Ines") || out.Len() > 0 {
			t.Errorf("%s: %s%s", name, text, out.String())
		}
	}
}
