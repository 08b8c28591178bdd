package command

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"

	"seatkeeper/storage/failure"
	"seatkeeper/ui/words"
)

// passphraseFlag is the flag of every command on locked backups. A passphrase is
// never an argument or in the environment, where other programs could read it.
type passphraseFlag struct {
	PassphraseFile string `placeholder:"FILE" help:"usage.passphraseflag.passphrase-file"`
}

// passphrase opens locked backups. It is asked for when the first one needs it.
type passphrase struct {
	s     *session
	known string
	asked bool // on the terminal, so that another one may be asked for
}

// passphrase returns the one of the file that the flag names, or one that is not
// known yet.
func (s *session) passphrase(flag passphraseFlag) (*passphrase, error) {
	p := &passphrase{s: s}
	var err error
	switch {
	case flag.PassphraseFile == "":
	case flag.PassphraseFile == "-" && s.isTerminal():
		// Typed there, it should not be seen either.
	case flag.PassphraseFile == "-":
		if p.known, err = s.line(); errors.Is(err, io.EOF) {
			err = nil // none was given
		}
		if err == nil {
			err = checkPassphrase(p.known)
		}
	default:
		p.known, err = s.readPassphrase(flag.PassphraseFile)
	}
	return p, err
}

// newPassphrase returns the one of the file, or one that is typed twice.
func (s *session) newPassphrase(flag passphraseFlag) (string, error) {
	p, err := s.passphrase(flag)
	if err == nil && p.known != "" {
		err = checkLength(p.known)
	}
	if err != nil || p.known != "" {
		return p.known, err
	}
	if !s.isTerminal() {
		return "", usageError(words.Say("command.passphrase-how"))
	}
	fmt.Fprintln(s.Stderr, words.Say("command.locked-warning"))
	first, err := s.ask(words.Say("command.passphrase-new"))
	if err != nil {
		return "", err
	}
	if err := checkPassphrase(first); err != nil {
		return "", err
	}
	if err := checkLength(first); err != nil {
		return "", err
	}
	second, err := s.ask(words.Say("command.passphrase-again"))
	if err == nil && second != first {
		err = failed(words.Say("command.passphrase-differs"))
	}
	return first, err
}

// open calls f with the passphrase; where f says that the file needs one, or
// another one than a file before it, it asks and calls f once more.
func (p *passphrase) open(path string, f func(passphrase string) error) error {
	err := f(p.known)
	isWrong := errors.Is(err, failure.ErrWrongPassphrase) && p.asked
	if !isWrong && !errors.Is(err, failure.ErrNeedsPassphrase) || !p.s.isTerminal() {
		return err
	}
	typed, askErr := p.s.ask(words.Say("command.passphrase-of", words.Args{"Path": words.Plain(path)}))
	if askErr == nil {
		askErr = checkPassphrase(typed)
	}
	if askErr != nil {
		return askErr
	}
	p.known, p.asked = typed, true
	return f(p.known)
}

// locked says in words that a file could not be opened for want of a passphrase;
// for any other error it returns "".
func locked(err error) string {
	switch {
	case errors.Is(err, failure.ErrNeedsPassphrase):
		return words.Say("command.needs-passphrase")
	case errors.Is(err, failure.ErrWrongPassphrase):
		return words.Say("command.wrong-passphrase")
	}
	return ""
}

// isTerminal reports whether somebody can be asked.
func (s *session) isTerminal() bool {
	file, ok := s.Stdin.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// ask asks for a passphrase on the terminal, which does not show it.
func (s *session) ask(question string) (string, error) {
	terminal := int(s.Stdin.(*os.File).Fd())
	before, err := term.GetState(terminal)
	if err != nil {
		return "", failed(err.Error())
	}
	fmt.Fprint(s.Stderr, question+" ")
	text, err := until(s.ctx, func() (string, error) {
		typed, err := term.ReadPassword(terminal)
		return string(typed), err
	})
	fmt.Fprintln(s.Stderr)
	if s.ctx.Err() != nil {
		// Nobody else makes the terminal show what is typed again.
		_ = term.Restore(terminal, before)
		return "", failed(words.Say("command.stopped"))
	}
	if errors.Is(err, io.EOF) {
		return "", failed(words.Say("command.no-passphrase"))
	}
	if err != nil {
		return "", failed(err.Error())
	}
	return text, nil
}

// line reads a line of stdin, without its end. Where there is none the error is
// io.EOF.
func (s *session) line() (string, error) {
	if s.Stdin == nil {
		return "", io.EOF
	}
	if s.stdin == nil {
		s.stdin = bufio.NewReaderSize(s.Stdin, longestLine)
	}
	text, err := until(s.ctx, func() (string, error) { return firstLine(s.stdin) })
	if s.ctx.Err() != nil {
		return "", failed(words.Say("command.stopped"))
	}
	return text, err
}

// longestLine bounds a line that is read, in bytes.
const longestLine = 4096

// firstLine reads a line, without its end. Where there is none the error is io.EOF.
func firstLine(r *bufio.Reader) (string, error) {
	line, err := r.ReadSlice('\n')
	switch {
	case errors.Is(err, bufio.ErrBufferFull):
		return "", failed(words.Say("command.passphrase-unfit"))
	case err != nil && (!errors.Is(err, io.EOF) || len(line) == 0):
		return "", err
	}
	return strings.TrimSuffix(strings.TrimSuffix(string(line), "\n"), "\r"), nil
}

// until returns what f returns, or an empty answer when ctx ends before.
func until(ctx context.Context, f func() (string, error)) (string, error) {
	done := make(chan struct{})
	var answer string
	var failure error
	go func() {
		answer, failure = f()
		close(done)
	}()
	select {
	case <-done:
		return answer, failure
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
}

// readPassphrase reads the first line of a file. It may be a pipe, as a shell makes it
// of another program: to wait for that ends with the command.
func (s *session) readPassphrase(path string) (string, error) {
	text, err := until(s.ctx, func() (string, error) {
		file, err := os.Open(path)
		if err != nil {
			return "", err
		}
		defer file.Close()
		s.warnOfReaders(path, file)
		text, err := firstLine(bufio.NewReaderSize(file, longestLine))
		if errors.Is(err, io.EOF) {
			err = nil // none is in it
		}
		return text, err
	})
	var said failed
	var system *fs.PathError
	switch {
	case s.ctx.Err() != nil:
		return "", failed(words.Say("command.stopped"))
	case err == nil:
		text = strings.TrimPrefix(text, "\ufeff") // as an editor on Windows may begin it
		return text, checkPassphrase(text)
	case errors.As(err, &said):
		return "", said
	case errors.Is(err, fs.ErrNotExist):
		return "", failed(words.Say("command.no-passphrase-file", words.Args{"Path": words.Plain(path)}))
	case errors.As(err, &system):
		err = system.Err
	}
	return "", failed(words.Say("command.passphrase-unread", words.Args{"Path": words.Plain(path), "Error": words.Cause(err)}))
}

// warnOfReaders says that others than its owner may read a file of a passphrase.
// Windows has no such bits.
func (s *session) warnOfReaders(path string, file *os.File) {
	info, err := file.Stat()
	if err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o004 != 0 && runtime.GOOS != "windows" {
		fmt.Fprintln(s.Stderr, words.Say("command.passphrase-readable", words.Args{"Path": words.Plain(path)}))
	}
}

// checkPassphrase refuses what nobody could type again.
func checkPassphrase(text string) error {
	if text == "" {
		return failed(words.Say("command.no-passphrase"))
	}
	if !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
		return failed(words.Say("command.passphrase-unfit"))
	}
	return nil
}

// leastPassphrase is how many characters a new passphrase has at least, as in the
// window.
const leastPassphrase = 8

func checkLength(text string) error {
	if utf8.RuneCountInString(text) < leastPassphrase {
		return failed(words.Say("command.passphrase-short", words.Args{"Least": leastPassphrase}))
	}
	return nil
}
