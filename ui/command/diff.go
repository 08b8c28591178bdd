package command

import (
	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

type diffCommand struct {
	From string `arg:"" name:"file" help:"A backup."`
	To   string `arg:"" optional:"" name:"other" help:"Another one. Else the present data."`
}

// Run compares two backups, or one with the present data.
func (c diffCommand) Run(s *session) error {
	return s.withStore(false, func(store *storage.Store) error {
		compared, err := storage.DiffBackups(s.ctx, store, c.From, c.To, storage.ReadOptions{})
		if err != nil {
			return explained{words.DoingRead, err}
		}
		s.sayComparison(compared, words.Say("command.same"))
		return nil
	})
}
