package trash

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"seatkeeper/storage/atomicfile"
)

// Move moves a file to the user's trash, as the FreeDesktop.org Trash
// specification 1.0 has it, so that a file manager shows it there and can put it
// back. The error is ErrNone where its volume has none and none can be made.
func Move(path string) error {
	t := trash{uid: os.Geteuid(), now: time.Now}
	// XDG Base Directory Specification 0.8: a path that is not absolute is ignored.
	if share := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(share) {
		t.share = share
	} else if home, err := os.UserHomeDir(); err == nil {
		t.share = filepath.Join(home, ".local", "share")
	} // otherwise only the volume's own trash is left
	return t.move(path)
}

// trash is what there is to throw files into, for one user.
type trash struct {
	share string // holds the home trash; empty where there is none
	uid   int
	now   func() time.Time // in the local zone, which the specification demands
}

func (t trash) move(path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	// The link itself is thrown away, not what it leads to; its folder is named as
	// it is, so that the way back is sure.
	folder, err := filepath.EvalSymlinks(filepath.Dir(path))
	if err != nil {
		return err
	}
	path = filepath.Join(folder, filepath.Base(path))
	if _, err := os.Lstat(path); err != nil {
		return err
	}
	volume, err := volumeOf(folder)
	if err != nil {
		return err
	}
	if bin, ok, err := t.homeTrash(volume); err != nil {
		return err
	} else if ok {
		return t.moveInto(bin, path, path)
	}
	top, err := topOf(folder, volume)
	if err != nil {
		return err
	}
	bin, err := t.volumeTrash(top)
	if err != nil {
		return err
	}
	original, err := filepath.Rel(top, path)
	if err != nil {
		return err
	}
	return t.moveInto(bin, path, original)
}

// homeTrash returns the trash in the user's own folder, where that is on the
// volume. It makes the folders that are missing.
func (t trash) homeTrash(volume volumeID) (bin string, ok bool, err error) {
	if t.share == "" {
		return "", false, nil
	}
	if err := os.MkdirAll(t.share, 0o700); err != nil {
		return "", false, unlessForbidden(err)
	}
	here, err := volumeOf(t.share)
	if err != nil || here != volume {
		return "", false, unlessForbidden(err)
	}
	bin = filepath.Join(t.share, "Trash")
	if err := makeTrash(bin); err != nil {
		return "", false, unlessForbidden(err)
	}
	// It may be a link to another volume.
	here, err = volumeOf(filepath.Join(bin, "files"))
	return bin, err == nil && here == volume, unlessForbidden(err)
}

// volumeTrash returns the user's trash at the top of a volume: in the folder .Trash
// that its administrator has made for everybody, or else one of their own.
func (t trash) volumeTrash(top string) (bin string, err error) {
	uid := strconv.Itoa(t.uid)
	shared := filepath.Join(top, ".Trash")
	// Without the sticky bit others could remove what lies in it, and a link could
	// lead anywhere.
	if info, err := os.Lstat(shared); err == nil && info.IsDir() && info.Mode()&fs.ModeSticky != 0 {
		bin = filepath.Join(shared, uid)
		if t.owns(bin) && makeTrash(bin) == nil {
			return bin, nil
		}
	}
	bin = filepath.Join(top, ".Trash-"+uid)
	if !t.owns(bin) {
		return "", ErrNone
	}
	if err := makeTrash(bin); err != nil {
		if unlessForbidden(err) == nil {
			err = fmt.Errorf("%w (%w)", ErrNone, err)
		}
		return "", err
	}
	return bin, nil
}

// owns makes the folder where it is missing, and reports whether it is a folder, no
// link, and the user's own.
func (t trash) owns(folder string) bool {
	_ = os.Mkdir(folder, 0o700)
	var stat unix.Stat_t
	err := unix.Lstat(folder, &stat)
	if errors.Is(err, fs.ErrNotExist) {
		return true // makeTrash says why it could not be made
	}
	return err == nil && stat.Mode&unix.S_IFMT == unix.S_IFDIR && int(stat.Uid) == t.uid
}

// makeTrash makes a trash and its two folders where they are missing.
func makeTrash(bin string) error {
	for _, folder := range []string{bin, filepath.Join(bin, "info"), filepath.Join(bin, "files")} {
		if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		if info, err := os.Stat(folder); err != nil {
			return err
		} else if !info.IsDir() {
			return &os.PathError{Op: "mkdir", Path: folder, Err: unix.ENOTDIR}
		}
	}
	return nil
}

// unlessForbidden drops the errors of a place in which this user can have no trash,
// so that another is looked for. A full or failing disk is another matter.
func unlessForbidden(err error) error {
	forbidden := []error{fs.ErrPermission, fs.ErrNotExist, fs.ErrExist, unix.EROFS, unix.ENOTDIR, unix.ELOOP}
	if slices.ContainsFunc(forbidden, func(is error) bool { return errors.Is(err, is) }) {
		return nil
	}
	return err
}

// moveInto moves a file into a trash. Its note, which comes first and exclusively,
// keeps the name for it; where the file does not follow, the note goes again.
func (t trash) moveInto(bin, path, original string) error {
	note := "[Trash Info]\nPath=" + escapePath(original) + "\nDeletionDate=" + t.now().Format("2006-01-02T15:04:05") + "\n"
	for attempt := range maxTrashAttempts {
		name := trashName(path, attempt)
		notePath := filepath.Join(bin, "info", name+".trashinfo")
		err := writeNote(notePath, note)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return err
		}
		to := filepath.Join(bin, "files", name)
		err = atomicfile.RenameExclusive(path, to)
		if err != nil && !errors.Is(err, fs.ErrExist) && atomicfile.Refused(err) {
			err = atomicfile.CheckThenRename(path, to)
		}
		if err == nil {
			return nil
		}
		err = errors.Join(err, os.Remove(notePath))
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
		// A file without a note has the name.
	}
	return fs.ErrExist
}

// writeNote writes a new file. Where it can't be written whole it is not there.
func writeNote(path, text string) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	if err = errors.Join(err, file.Close()); err != nil {
		err = errors.Join(err, os.Remove(path))
	}
	return err
}

// escapePath escapes a path as the specification demands: RFC 2396, 2.4, with the
// slashes kept.
func escapePath(path string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.!~*'()/"
	var b strings.Builder
	for i := range len(path) {
		if c := path[i]; strings.IndexByte(plain, c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// volumeID names what a rename can't leave: a file system, and its mount, as the
// same file system may be mounted at several places.
type volumeID struct{ major, minor, mount uint64 }

func volumeOf(path string) (volumeID, error) {
	var stat unix.Statx_t
	err := unix.Statx(unix.AT_FDCWD, path, 0, unix.STATX_BASIC_STATS|unix.STATX_MNT_ID, &stat)
	if err != nil {
		return volumeID{}, &os.PathError{Op: "statx", Path: path, Err: err}
	}
	id := volumeID{major: uint64(stat.Dev_major), minor: uint64(stat.Dev_minor)}
	if stat.Mask&unix.STATX_MNT_ID != 0 { // since Linux 5.8
		id.mount = stat.Mnt_id
	}
	return id, nil
}

// topOf returns the uppermost folder on the volume of a folder, which is given
// without links.
func topOf(folder string, volume volumeID) (string, error) {
	for {
		above := filepath.Dir(folder)
		if above == folder {
			return folder, nil
		}
		other, err := volumeOf(above)
		if err != nil {
			return "", err
		}
		if other != volume {
			return folder, nil
		}
		folder = above
	}
}
