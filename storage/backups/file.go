package backups

import (
	"context"
	"errors"
	"os"
	"time"

	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/format"
)

// State says how good a backup is, as far as that is known.
type State int

// The states of a backup.
const (
	Unchecked State = iota // nobody has read it whole since it last changed
	Checked                // read whole and found good, and not changed since
	Damaged                // see File.Err
	Newer                  // made by a newer version; see File.Err
)

// File is a backup as its name, its head and earlier checks tell it, without
// reading it whole.
type File struct {
	Path   string
	At     time.Time // when it was exported, in the zone of the store's clock
	Origin format.Origin
	Own    bool   // made by itself by this very store, so that retention may remove it
	App    string // what made it; empty where it is not known
	Bytes  int64
	Locked bool // encrypted with a passphrase: nothing is known of what it holds
	// HasCounts says whether Users and Bookings are known.
	HasCounts bool
	Users     int
	Bookings  int64 // released ones too
	Released  int64
	State     State
	CheckedAt time.Time // of the check that State comes from; zero where there was none
	Err       error     // a *FaultsError or *NewerFormatError where State tells of one
	// Newest says that this is the newest backup that is not known to be damaged. It
	// can't be deleted.
	Newest bool
	// ForUndo says that an open window goes back to it by Undo. It is not thinned, and
	// without it that step can't be undone.
	ForUndo bool
	// Renamed says that the file does not have the name that the program gives: somebody
	// has renamed it, or it is a copy, perhaps one of a program that synchronises folders.
	// Such a file is never thinned, and not copied to the second place.
	Renamed bool
}

// judge takes over what an earlier check has found.
func (b *File) judge(n fileNote) {
	b.CheckedAt, b.Err = n.Checked, n.err()
	switch {
	case n.isGood():
		b.State = Checked
	case n.Newer != "":
		b.State = Newer
	case b.Err != nil:
		b.State = Damaged
	}
}

// readHead takes over what the file says of itself at its start. It reports whether it
// is a backup at all.
func (b *File) readHead(store string) (isBackup bool) {
	h, err := format.ReadHead(b.Path)
	if !h.Report.ExportedAt.IsZero() {
		b.At = h.Report.ExportedAt
	}
	b.App = failure.Short(h.Report.App)
	b.Users, b.Bookings, b.Released, b.HasCounts = int(h.Counts["users"]), h.Counts["bookings"], h.Counts["released"], len(h.Counts) > 0
	if h.Report.Origin != format.OriginUser && b.Origin == format.OriginOther {
		b.Origin, b.Own = h.Report.Origin, h.Report.Store == store && !b.Renamed
	}
	if err == nil || b.State == Damaged || b.State == Newer {
		return h.IsBackup
	}
	b.State, b.Err = Damaged, err
	var newer *failure.NewerFormatError
	if errors.As(err, &newer) {
		b.State = Newer
	}
	return h.IsBackup
}

// Check verifies a backup like [format.VerifyBackup] and keeps the result in the store,
// where List finds it.
func (f *Folder) Check(ctx context.Context, path string, o backupfile.ReadOptions) (format.Report, error) {
	info, before := os.Stat(path)
	report, err := format.VerifyBackup(ctx, path, o)
	now, after := os.Stat(path)
	if before != nil || after != nil || now.Size() != info.Size() || !now.ModTime().Equal(info.ModTime()) {
		return report, err // it was changed meanwhile: nothing is known of what it is now
	}
	note := fileNote{Checked: f.Now()}
	var newer *failure.NewerFormatError
	var faults *failure.FaultsError
	switch {
	case err == nil:
	case errors.As(err, &newer):
		note.Newer, note.NewerApp = newer.Have, newer.App
	case errors.As(err, &faults):
		note.Faults, note.More, note.Records = faults.Faults, faults.More, faults.OnlyRecords
	default:
		return report, err // it could not be read, which says nothing about it
	}
	f.noteFile(ctx, path, note)
	return report, err
}
