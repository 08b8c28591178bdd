package backups

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/google/uuid"

	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/datafolder"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/regular"
)

// The second place is a folder on another drive, to which every backup is copied. It
// has the same form as the backup folder: exported backups in it, automatic ones in
// its folder auto. A small file tells it from an empty folder in which a drive is not
// mounted, and from another drive.

// PlaceFile is that file, and placeText what it says.
const PlaceFile = ".seatkeeper-place.json"

type placeText struct {
	Text string `json:"text"` // for whoever finds it
	ID   string `json:"id"`   // a UUID
}

var placePattern = regexp.MustCompile(`^\.\.seatkeeper-place\.json\d{1,20}$`)

// copyNote is what the store remembers of a copy in a second place.
type copyNote struct {
	Name   string    `json:"name"` // inside the place, with slashes
	At     time.Time `json:"at"`   // when the backup was exported
	Copied time.Time `json:"copied"`
	// Own says that the backup was made by itself by this store, so that retention
	// may remove its copy.
	Own  bool `json:"own,omitempty"`
	Gone bool `json:"gone,omitempty"` // by retention
	// Unconfirmed says that the copy is there and was found good, but that its folder
	// could not be brought to the disk.
	Unconfirmed bool  `json:"unconfirmed,omitempty"`
	Bytes       int64 `json:"bytes,omitempty"` // its size; 0 where an earlier version has not noted it
}

// ClaimPlace makes a folder the second place, or finds that it is one, and returns its
// ID.
func (f *Folder) ClaimPlace(ctx context.Context, folder string) (string, error) {
	if _, inside := f.fileKey(filepath.Join(folder, "x")); inside {
		return "", &failure.Error{Op: failure.OpMakeFolder, Path: folder, Err: ErrSamePlace}
	}
	id, err := readPlace(folder)
	if err == nil && id != "" {
		return id, nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", &failure.Error{Op: failure.OpMakeFolder, Path: folder, Err: err}
	}
	if _, err := os.Stat(folder); err != nil {
		return "", &failure.Error{Op: failure.OpMakeFolder, Path: folder, Err: err}
	}
	text := placeText{Text: "Seatkeeper copies its backups to this folder. Please leave this file here.", ID: uuid.NewString()}
	content, err := json.Marshal(text)
	if err != nil {
		return "", &failure.Error{Op: failure.OpWrite, Path: folder, Err: err}
	}
	content = append(content, '\n')
	p := &atomicfile.Publication{
		Files: f.Files, Folder: folder, Temps: placePattern, Need: int64(len(content)),
		Name: func(int) string { return PlaceFile },
		Write: func(temp io.Writer) error {
			_, err := temp.Write(content)
			return err
		},
		Check: func(_ context.Context, file io.Reader) error {
			back, err := io.ReadAll(io.LimitReader(file, maxPlaceFile))
			if err == nil && string(back) != string(content) {
				err = fmt.Errorf("%w: %d bytes of %d", failure.ErrBadWrite, len(back), len(content))
			}
			return err
		},
	}
	if _, err := p.Run(ctx); err != nil && !errors.Is(err, failure.ErrNotConfirmed) {
		if errors.Is(err, fs.ErrExist) { // another window was faster
			if id, readErr := readPlace(folder); readErr == nil {
				return id, nil
			}
		}
		return "", err
	}
	return text.ID, nil
}

// ErrSamePlace says that a second place is the folder of the backups itself.
var ErrSamePlace = errors.New("the backups are in that folder already")

const maxPlaceFile = 4096

// readPlace returns the ID of a second place. A folder without the file is none:
// the error is fs.ErrNotExist.
func readPlace(folder string) (string, error) {
	file, _, err := regular.Open(filepath.Join(folder, PlaceFile))
	if err != nil {
		return "", err
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, maxPlaceFile))
	if err != nil {
		return "", err
	}
	var text placeText
	if err := json.Unmarshal(content, &text); err != nil || uuid.Validate(text.ID) != nil {
		return "", fmt.Errorf("%w: its file %s can't be read", failure.ErrPlaceAway, PlaceFile)
	}
	return text.ID, nil
}

// findPlace returns nil where the second place is there, and else a [*failure.Error] with
// ErrPlaceAway.
func findPlace(b Settings) error {
	id, err := readPlace(b.Place)
	switch {
	case err == nil && id == b.PlaceID:
		return nil
	case err == nil:
		err = fmt.Errorf("%w: another drive or folder has its place", failure.ErrPlaceAway)
	case errors.Is(err, failure.ErrPlaceAway):
	default:
		err = fmt.Errorf("%w (%w)", failure.ErrPlaceAway, err)
	}
	return &failure.Error{Op: failure.OpCopy, Path: b.Place, Err: err}
}

// MayMakeNamed says whether a folder that a person has named may be made: a folder right
// in a second place may, as the mark there tells that its drive is the right one. The
// error is ErrPlaceAway in a [*failure.Error], where the folder is in the store's own second
// place and that has not its mark.
func (f *Folder) MayMakeNamed(ctx context.Context, folder string) (bool, error) {
	// Where the choices can't be read, what the store holds can still be rescued.
	if b, err := f.Settings(ctx); err == nil && b.Place != "" {
		if inside, err := filepath.Rel(b.Place, folder); err == nil && filepath.IsLocal(inside) {
			if err := findPlace(b); err != nil {
				return false, err
			}
		}
	}
	_, err := readPlace(filepath.Dir(folder))
	return err == nil, nil
}

// Waiting returns the backups that have no copy in the second place yet, or one of
// which it is not sure that it will last, newest first. Those that are known to be
// damaged are not copied.
func (f *Folder) Waiting(ctx context.Context, b Settings) ([]File, error) {
	if b.Place == "" {
		return nil, nil
	}
	list, err := f.List(ctx)
	if err != nil {
		return nil, err
	}
	copies, err := notesOf[copyNote](ctx, f, topicCopies)
	if err != nil {
		return nil, err
	}
	var waiting []File
	for _, file := range list {
		key, _ := f.fileKey(file.Path)
		if n, copied := copies[b.PlaceID+"/"+key]; (!copied || n.Unconfirmed) && file.State != Damaged && !file.Renamed {
			waiting = append(waiting, file)
		}
	}
	return waiting, nil
}

// CopyWaiting copies what waits, newest first, and thins what is there. copied is
// called after each. Where another window is at it, it returns ErrClaimed.
func (f *Folder) CopyWaiting(ctx context.Context, b Settings, copied func()) (err error) {
	defer failure.Rescue(&err)
	waiting, err := f.Waiting(ctx, b)
	if err != nil || len(waiting) == 0 {
		return err
	}
	if err := findPlace(b); err != nil {
		return err
	}
	if err := f.Claim(ctx, NextCopies); err != nil {
		return err
	}
	defer func() { _ = f.Release(context.WithoutCancel(ctx), NextCopies) }() // else it ends by itself
	// Asked with the claim in hand: another window may just have copied it all.
	if waiting, err = f.Waiting(ctx, b); err != nil {
		return err
	}
	if err := atomicfile.MakeFolder(f.Files, filepath.Join(b.Place, datafolder.AutoFolder)); err != nil {
		return err
	}
	var unconfirmed error
	for _, file := range waiting {
		if err := f.Claim(ctx, NextCopies); err != nil {
			return err
		}
		err := f.copyOne(ctx, b, file)
		switch {
		case err == nil:
			copied()
		case errors.Is(err, failure.ErrNotConfirmed):
			unconfirmed = err // it is there; so may the others be
		default:
			return err
		}
	}
	return cmp.Or(unconfirmed, f.ThinPlace(ctx, b))
}

func (f *Folder) copyOne(ctx context.Context, b Settings, file File) error {
	key, _ := f.fileKey(file.Path)
	if there, err := f.confirmCopy(ctx, b, key); there || err != nil {
		return err
	}
	folder := filepath.Join(b.Place, filepath.FromSlash(strings.TrimSuffix(key, filepath.Base(file.Path))))
	copied, err := f.Copy(ctx, file.Path, folder, CopyOptions{Passphrase: b.Passphrase, Verify: true, goOn: f.renewing(ctx, NextCopies)})
	var original *failure.OriginalError
	switch {
	case errors.As(err, &original):
		// The copy would be as bad: say so of the backup, and go on with the others.
		var faults *failure.FaultsError
		if errors.As(err, &faults) {
			f.noteFile(ctx, file.Path, fileNote{Checked: f.Now(), Faults: faults.Faults, More: faults.More, Records: faults.OnlyRecords})
		}
		return nil
	case errors.Is(err, fs.ErrNotExist) && !datafolder.Exists(file.Path):
		return nil // it was thinned or deleted meanwhile
	case err != nil && !errors.Is(err, failure.ErrNotConfirmed):
		if away := findPlace(b); away != nil {
			return away // that says more
		}
		return err
	}
	name, relErr := filepath.Rel(b.Place, copied.Path)
	if relErr != nil {
		return &failure.Error{Op: failure.OpCopy, Path: copied.Path, Err: relErr}
	}
	return errors.Join(err, f.setNote(ctx, topicCopies, b.PlaceID+"/"+key, copyNote{
		Name: filepath.ToSlash(name), At: file.At, Copied: f.Now(), Own: file.Own,
		Unconfirmed: err != nil, Bytes: copied.Bytes,
	}))
}

// confirmCopy brings the folder of an earlier copy to the disk where that has failed
// before, and reports whether the copy is there. A copy once more would be another
// file each time: no two locked ones are alike.
func (f *Folder) confirmCopy(ctx context.Context, b Settings, key string) (there bool, err error) {
	key = b.PlaceID + "/" + key
	copies, err := notesOf[copyNote](ctx, f, topicCopies)
	n := copies[key]
	if err != nil || !n.Unconfirmed || !filepath.IsLocal(filepath.FromSlash(n.Name)) {
		return false, err
	}
	path := filepath.Join(b.Place, filepath.FromSlash(n.Name))
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() || info.Size() != n.Bytes {
		return false, nil
	}
	if err := f.Files.SyncFolder(filepath.Dir(path)); err != nil {
		return true, atomicfile.NotConfirmed(filepath.Dir(path), err)
	}
	n.Unconfirmed = false
	return true, f.setNote(ctx, topicCopies, key, n)
}
