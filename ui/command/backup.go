package command

import (
	"fmt"
	"path/filepath"

	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

type exportCommand struct {
	To     string `placeholder:"DIR" help:"usage.export.to"`
	Locked bool   `help:"usage.export.locked"`
	Quiet  bool   `short:"q" help:"usage.export.quiet"`
	passphraseFlag
}

// Run writes a backup and prints its path, alone, on stdout.
func (c exportCommand) Run(s *session) error {
	if c.PassphraseFile != "" && !c.Locked {
		return usageError(words.Say("command.passphrase-locks"))
	}
	folder := c.To
	if folder != "" {
		var err error
		if folder, err = filepath.Abs(folder); err != nil {
			return failed(err.Error())
		}
	}
	passphrase := ""
	if c.Locked {
		var err error
		if passphrase, err = s.newPassphrase(c.passphraseFlag); err != nil {
			return err
		}
	}
	return s.withStore(false, func(store *storage.Store) error {
		show, end := s.progress(c.Quiet)
		backup, err := storage.ExportBackup(s.ctx, store, storage.ExportOptions{Folder: folder, Passphrase: passphrase, Progress: show})
		end()
		if err := s.printPath(words.DoingExport, backup.Path, err); err != nil {
			return err
		}
		if backup.Left != "" {
			fmt.Fprintln(s.Stderr, words.Say("exported.left", words.Args{"Path": words.Plain(backup.Left)}))
		}
		if backup.Users == 0 && backup.Bookings == 0 && !c.Quiet {
			fmt.Fprintln(s.Stderr, words.Say("command.exported-nobody", words.Args{"Path": words.Plain(store.Folder())}))
		}
		return nil
	})
}
