package backups

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/datafolder"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/format"
	"seatkeeper/storage/regular"
)

// Listing is what lies where backups do.
type Listing struct {
	Backups []File // newest first
	Others  int    // files that end as backups do and are none
}

// List returns the backups of the data folder, also the automatic ones, newest
// first, with their times in the zone of the store's clock. The error is a [*failure.Error]; a
// folder that is not there holds none.
func (f *Folder) List(ctx context.Context) ([]File, error) {
	all, err := f.ListAll(ctx)
	return all.Backups, err
}

// ListAll is List, and counts what is no backup.
func (f *Folder) ListAll(ctx context.Context) (Listing, error) {
	store, err := f.store.ID(ctx)
	if err != nil {
		return Listing{}, err
	}
	notes, err := f.fileNotes(ctx)
	if err != nil {
		return Listing{}, err
	}
	l := lister{store: store, zone: f.Now().Location(), note: func(path string, info os.FileInfo) fileNote {
		key, _ := f.fileKey(path)
		if n := notes[key]; n.isOf(info) {
			return n
		}
		return fileNote{}
	}}
	list, err := l.list(ctx, f.Path)
	if err != nil {
		return list, err
	}
	needed, _, err := f.forUndo(ctx)
	if err != nil {
		return list, err
	}
	for i := range list.Backups {
		key, _ := f.fileKey(list.Backups[i].Path)
		list.Backups[i].ForUndo = needed[key]
	}
	if newest := newestGood(list.Backups, f.Now()); newest >= 0 {
		list.Backups[newest].Newest = true
	}
	return list, nil
}

// ListPlace lists what lies in the second place. Without one there is nothing; where it
// is away the error is ErrPlaceAway in a [*failure.Error].
func (f *Folder) ListPlace(ctx context.Context) (Listing, backupfile.ReadOptions, error) {
	settings, err := f.Settings(ctx)
	if err != nil || settings.Place == "" {
		return Listing{}, backupfile.ReadOptions{}, err
	}
	if err := findPlace(settings); err != nil {
		return Listing{}, backupfile.ReadOptions{}, err
	}
	store, err := f.store.ID(ctx)
	if err != nil {
		return Listing{}, backupfile.ReadOptions{}, err
	}
	l := lister{store: store, zone: f.Now().Location(), note: func(string, os.FileInfo) fileNote { return fileNote{} }}
	list, err := l.list(ctx, settings.Place)
	return list, backupfile.ReadOptions{Passphrase: settings.Passphrase}, err
}

// newestGood returns the index of the newest backup that is not known to be bad, or
// -1. Of those that say they are of a time to come, or were renamed, one counts only
// where there is no other. A locked one may never be opened again and does not count.
func newestGood(list []File, now time.Time) int {
	best, rank := -1, 0
	for i, b := range list {
		mine := 4
		if b.Renamed {
			mine -= 2
		}
		if b.At.After(now) {
			mine--
		}
		if !b.Locked && b.State != Damaged && b.State != Newer && mine > rank {
			best, rank = i, mine
		}
	}
	return best
}

// lister lists folders.
type lister struct {
	store string // which store's own backups are
	zone  *time.Location
	note  func(path string, info os.FileInfo) fileNote // what is known of a file
}

// list lists a folder of backups with its folder of automatic ones.
func (l lister) list(ctx context.Context, folder string) (all Listing, err error) {
	for _, sub := range []string{"", datafolder.AutoFolder} {
		if err := l.folder(ctx, filepath.Join(folder, sub), sub != "", &all); err != nil {
			return all, err
		}
	}
	slices.SortFunc(all.Backups, func(a, b File) int {
		if c := b.At.Compare(a.At); c != 0 {
			return c
		}
		return strings.Compare(b.Path, a.Path)
	})
	return all, nil
}

func (l lister) folder(ctx context.Context, folder string, isAuto bool, all *Listing) error {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return &failure.Error{Op: failure.OpList, Path: folder, Err: err}
	}
	for _, entry := range entries {
		if ctx.Err() != nil {
			return &failure.Error{Op: failure.OpList, Path: folder, Err: context.Cause(ctx)}
		}
		name := entry.Name()
		ends := strings.HasSuffix(name, backupfile.Ending) || strings.HasSuffix(name, backupfile.LockedEnding)
		if !ends || strings.HasPrefix(name, ".") || entry.IsDir() {
			continue
		}
		info, err := entry.Info()
		if err != nil {
			continue // it has just gone
		}
		if b, ok := l.file(filepath.Join(folder, name), info, isAuto); ok {
			all.Backups = append(all.Backups, b)
		} else {
			all.Others++
		}
	}
	return nil
}

// file returns a file as a backup. One with a name of ours is one, whatever is in it;
// any other must read as one.
func (l lister) file(path string, info os.FileInfo, isAuto bool) (b File, ok bool) {
	name := filepath.Base(path)
	parts := NamePattern.FindStringSubmatch(name)
	b = File{Path: path, Bytes: info.Size(), Locked: strings.HasSuffix(name, backupfile.LockedEnding), Renamed: parts == nil}
	if !info.Mode().IsRegular() {
		return b, false
	}
	b.At = info.ModTime() // where the name tells no time, or one that there is not
	if at, err := time.ParseInLocation(backupfile.NameFormat, timePattern.FindString(name), l.zone); err == nil {
		b.At = at
	}
	if isAuto {
		b.Origin = format.OriginOther
	}
	b.judge(l.note(path, info))
	isBackup := false
	if b.Locked {
		isBackup = !b.Renamed || isLocked(path)
	} else {
		isBackup = b.readHead(l.store)
	}
	b.At = b.At.In(l.zone)
	return b, isBackup || !b.Renamed
}

// isLocked reports whether a file begins as a locked backup does.
func isLocked(path string) bool {
	file, _, err := regular.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	start := make([]byte, len(backupfile.LockedStart))
	_, err = io.ReadFull(file, start)
	return err == nil && bytes.Equal(start, []byte(backupfile.LockedStart))
}
