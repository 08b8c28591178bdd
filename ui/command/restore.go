package command

import (
	"errors"
	"fmt"
	"strings"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/words"
)

type restoreCommand struct {
	File     string `arg:"" help:"usage.restore.file"`
	DryRun   bool   `help:"usage.restore.dry-run"`
	Yes      bool   `short:"y" help:"usage.officesremove.yes"`
	LeaveOut bool   `help:"usage.restore.leave-out"`
	Quiet    bool   `short:"q" help:"usage.restore.quiet"`
	passphraseFlag
}

// Run restores a backup: it says what would change, asks, and does it.
func (c restoreCommand) Run(s *session) error {
	p, err := s.passphrase(c.passphraseFlag)
	if err != nil {
		return err
	}
	return s.withStore(true, func(store *storage.Store) (err error) {
		show, end := s.progress(c.Quiet)
		var r *storage.Restore
		err = p.open(c.File, func(passphrase string) error {
			defer end()
			o := storage.RestoreOptions{LeaveOut: c.LeaveOut, Passphrase: passphrase, Progress: show}
			r, err = storage.PrepareRestore(s.ctx, store, c.File, o)
			return err
		})
		if err != nil {
			return s.restoreFailed(c.File, err)
		}
		isDone := false
		defer func() {
			switch closeErr := r.Close(); {
			case err != nil || closeErr == nil:
			case isDone: // a temporary file that stays is no failure of the restore
				fmt.Fprintln(s.Stderr, words.LeftBehind(closeErr))
			default:
				err = explained{words.DoingRestore, closeErr}
			}
		}()
		preview, err := r.Preview(s.ctx)
		if err != nil {
			return explained{words.DoingRestore, err}
		}
		s.sayPreview(preview)
		switch {
		case c.DryRun:
			return nil
		case preview.IsSame():
			return nil
		case !c.Yes && !s.agrees():
			return failed(words.Say("command.not-restored"))
		}
		restored, err := r.Apply(s.ctx)
		end()
		if err != nil {
			return explained{words.DoingRestore, err}
		}
		isDone = true
		fmt.Fprintln(s.Stdout, words.Say("command.restored", words.Args{"Path": words.Plain(restored.Safety.Path)}))
		return nil
	})
}

// agrees asks whether to go on. Only a word that means yes does.
func (s *session) agrees() bool { return s.agreesTo("command.restore-ask") }

// agreesTo asks a question, by its key.
func (s *session) agreesTo(question string) bool {
	if s.Stdin == nil {
		return false
	}
	fmt.Fprint(s.Stderr, words.Say(question)+" ")
	answer, err := s.line()
	if err != nil {
		fmt.Fprintln(s.Stderr)
		return false
	}
	answer = strings.ToLower(strings.TrimSpace(answer))
	return answer == words.Say("command.yes") || answer == words.Say("command.yes-short")
}

// sayPreview prints what the file holds, and a line for each kind of thing that
// would change.
func (s *session) sayPreview(p storage.RestorePreview) {
	fmt.Fprintln(s.Stdout, words.List(words.Count("people", p.Counts.Users), words.Bookings(p.Counts.Bookings, p.Counts.Released())))
	if text := words.Touched(p.Report); text != "" {
		fmt.Fprintln(s.Stdout, text)
	}
	if n := p.Left(); n > 0 {
		fmt.Fprintln(s.Stdout, words.Count("restore-left", int(n)))
		for _, l := range p.LeftOut {
			fmt.Fprintln(s.Stdout, "  "+words.Fault(l.Faults[0]))
		}
	}
	s.sayComparison(p.Comparison, words.Say("restore.same"), "restore.numbers")
}

// sayComparison prints a line for each kind of thing that differs, or the given
// words if nothing does. numbers is the key of what is said of each.
func (s *session) sayComparison(p storage.Comparison, same, numbers string) {
	if p.IsSame() {
		fmt.Fprintln(s.Stdout, same)
		return
	}
	line := func(what string, added, removed, changed int64) {
		if added+removed+changed > 0 {
			fmt.Fprintf(s.Stdout, "%s: %s\n", what, words.Say(numbers,
				words.Args{"Added": int(added), "Removed": int(removed), "Changed": int(changed)}))
		}
	}
	line(words.Count("restore-offices", int(p.Offices.Added+p.Offices.Removed+p.Offices.Changed)), p.Offices.Added, p.Offices.Removed, p.Offices.Changed)
	if len(p.Order) > 0 {
		fmt.Fprintln(s.Stdout, words.Order(p.Order))
	}
	line(words.Count("restore-desks", int(p.Desks.Added+p.Desks.Removed+p.Desks.Changed)), p.Desks.Added, p.Desks.Removed, p.Desks.Changed)
	line(words.Count("restore-people", int(p.People.Added+p.People.Removed+p.People.Changed)), p.People.Added, p.People.Removed, p.People.Changed)
	line(words.Count("restore-bookings", int(p.Bookings.Added+p.Bookings.Removed+p.Bookings.Changed)), p.Bookings.Added, p.Bookings.Removed, p.Bookings.Changed)
}

// restoreFailed says what is wrong with a file, a line for each fault.
func (s *session) restoreFailed(path string, err error) error {
	if text := locked(err); text != "" {
		return failed(words.Plain(path) + ": " + text)
	}
	var list *failure.FaultsError
	var newer *failure.NewerFormatError
	if !errors.As(err, &list) && !errors.As(err, &newer) {
		return explained{words.DoingRestore, err}
	}
	for _, text := range words.BadBackup(err) {
		fmt.Fprintf(s.Stderr, "%s: %s\n", words.Plain(path), text)
	}
	if list != nil && list.OnlyRecords {
		fmt.Fprintln(s.Stderr, words.Say("command.restore-rest"))
	}
	return failed(words.Say("command.refused"))
}
