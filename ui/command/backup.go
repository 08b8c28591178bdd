package command

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

type exportCommand struct {
	To    string `placeholder:"DIR" help:"Where the backup goes. Else the folder backup in the data folder."`
	Quiet bool   `short:"q" help:"Show no progress and no notes."`
}

// Run writes a backup and prints its path, alone, on stdout.
func (c exportCommand) Run(s *session) error {
	folder := c.To
	if folder != "" {
		var err error
		if folder, err = filepath.Abs(folder); err != nil {
			return failed(err.Error())
		}
	}
	return s.withStore(false, func(store *storage.Store) error {
		show, end := s.progress(c.Quiet)
		backup, err := storage.ExportBackup(s.ctx, store, storage.ExportOptions{Folder: folder, Progress: show})
		end()
		if err != nil && !errors.Is(err, storage.ErrNotConfirmed) {
			return explained{words.DoingExport, err}
		}
		if _, printErr := fmt.Fprintln(s.Stdout, backup.Path); printErr != nil {
			return failed(words.Say("command.not-printed", words.Args{"Path": words.Plain(backup.Path)}))
		}
		if err != nil {
			return explained{words.DoingExport, err}
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

type verifyCommand struct {
	Files []string `arg:"" name:"file" help:"Backup files."`
}

// Run checks files and prints a line for each.
func (c verifyCommand) Run(s *session) error {
	bad := false
	for _, path := range c.Files {
		report, err := storage.VerifyBackup(s.ctx, path, storage.ReadOptions{})
		verdict := words.Say("verify.ok", words.Args{
			"People": words.Count("people", report.Users), "Bookings": words.Count("bookings", int(report.Bookings)),
		})
		switch {
		case err != nil && s.ctx.Err() != nil:
			return explained{words.DoingRead, err}
		case err != nil:
			bad = true
			verdict = strings.Join(words.BadBackup(err), "; ")
		case !report.Checksummed:
			verdict = words.Say("verify.ok-no-checksum", words.Args{
				"People": words.Count("people", report.Users), "Bookings": words.Count("bookings", int(report.Bookings)),
			})
		}
		fmt.Fprintf(s.Stdout, "%s: %s\n", words.Plain(path), verdict)
	}
	if bad {
		return failed("") // each line has said it
	}
	return nil
}
