package command

import (
	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

type diffCommand struct {
	From string `arg:"" name:"file" help:"usage.diff.from"`
	To   string `arg:"" optional:"" name:"other" help:"usage.diff.to"`
	passphraseFlag
}

// Run compares two backups, or one with the present data. One passphrase opens both.
func (c diffCommand) Run(s *session) error {
	p, err := s.passphrase(c.passphraseFlag)
	if err != nil {
		return err
	}
	return s.withStore(false, func(store *storage.Store) error {
		var compared storage.Comparison
		err := p.open(c.From, func(passphrase string) (err error) {
			compared, err = storage.DiffBackups(s.ctx, store, c.From, c.To, storage.ReadOptions{Passphrase: passphrase})
			return err
		})
		if text := locked(err); text != "" {
			return failed(text)
		}
		if err != nil {
			return explained{words.DoingRead, err}
		}
		s.sayComparison(compared, words.Say("command.same"), "compare.numbers")
		return nil
	})
}
