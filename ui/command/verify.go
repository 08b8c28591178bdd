package command

import (
	"errors"
	"fmt"
	"strings"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/words"
)

type verifyCommand struct {
	Files []string `arg:"" optional:"" name:"file" help:"usage.verify.files"`
	All   bool     `help:"usage.verify.all"`
	Quiet bool     `short:"q" help:"usage.restore.quiet"`
	passphraseFlag
}

// Run checks files and prints a line for each.
func (c verifyCommand) Run(s *session) error {
	if !c.All && len(c.Files) == 0 {
		return usageError(words.Say("command.verify-what"))
	}
	p, err := s.passphrase(c.passphraseFlag)
	if err != nil {
		return err
	}
	v := verifying{session: s, passphrase: p, quiet: c.Quiet}
	if c.All {
		if err := s.withStore(false, v.all); err != nil {
			return err
		}
	}
	for _, path := range c.Files {
		err := v.one(path, func(o storage.ReadOptions) (storage.Report, error) { return storage.VerifyBackup(s.ctx, path, o) })
		if err != nil {
			return err
		}
	}
	if v.bad {
		return failed("") // each line has said it
	}
	return nil
}

// verifying is one run of the command.
type verifying struct {
	*session
	passphrase *passphrase
	quiet      bool
	bad        bool // one of the files was not found good
}

// all checks the backups of the data folder.
func (v *verifying) all(store *storage.Store) error {
	here, err := storage.ListAll(v.ctx, store)
	if err != nil {
		return explained{words.DoingRead, err}
	}
	if len(here.Backups) == 0 {
		fmt.Fprintln(v.Stdout, words.Say("command.no-backups", words.Args{"Path": words.Plain(store.Folder())}))
	}
	for _, b := range here.Backups {
		err := v.one(b.Path, func(o storage.ReadOptions) (storage.Report, error) {
			return storage.CheckBackup(v.ctx, store, b.Path, o)
		})
		if err != nil {
			return err
		}
	}
	there, err := v.place(store)
	if n := here.Others + there; n > 0 && err == nil {
		fmt.Fprintln(v.Stdout, words.Count("other-files", n))
	}
	return err
}

// place checks the copies in the second place, if that is there. It returns how many
// other files there are.
func (v *verifying) place(store *storage.Store) (others int, err error) {
	list, known, err := storage.ListPlace(v.ctx, store)
	if errors.Is(err, failure.ErrPlaceAway) {
		fmt.Fprintln(v.Stdout, words.Explain(words.DoingRead, err).Cause)
		return 0, nil
	}
	if err != nil {
		return 0, explained{words.DoingRead, err}
	}
	for _, b := range list.Backups {
		err := v.one(b.Path, func(o storage.ReadOptions) (storage.Report, error) {
			if o.Passphrase == "" {
				o.Passphrase = known.Passphrase
			}
			return storage.VerifyBackup(v.ctx, b.Path, o)
		})
		if err != nil {
			return 0, err
		}
	}
	return list.Others, nil
}

// one checks a file and prints its line. Its error is one of the whole command.
func (v *verifying) one(path string, check func(storage.ReadOptions) (storage.Report, error)) error {
	var report storage.Report
	show, end := v.progress(v.quiet)
	err := v.passphrase.open(path, func(passphrase string) (err error) {
		defer end()
		report, err = check(storage.ReadOptions{Passphrase: passphrase, Progress: show})
		return err
	})
	if err != nil && v.ctx.Err() != nil {
		return explained{words.DoingRead, err}
	}
	fmt.Fprintf(v.Stdout, "%s: %s\n", words.Plain(path), verdict(report, err))
	if text := words.Touched(report); text != "" && err == nil {
		fmt.Fprintln(v.Stdout, "  "+text)
	}
	v.bad = v.bad || err != nil
	return nil
}

// verdict says what a check has found.
func verdict(report storage.Report, err error) string {
	if err != nil {
		if text := locked(err); text != "" {
			return text
		}
		if said, ok := err.(failed); ok {
			return string(said)
		}
		return strings.Join(words.BadBackup(err), "; ")
	}
	holds := words.Args{
		"People": words.Count("people", report.Users), "Bookings": words.Bookings(report.Bookings, report.Released),
	}
	if !report.Checksummed {
		return words.Say("verify.ok-no-checksum", holds)
	}
	return words.Say("verify.ok", holds)
}
