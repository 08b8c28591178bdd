package storage

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/filetest"
)

// overtaken is a file system on which another is faster with a file of that name.
type overtaken struct {
	atomicfile.Files
	name   string
	faster func(final string)
	tries  int
}

func (o *overtaken) Publish(temp atomicfile.TempFile, final string) error {
	if filepath.Base(final) == o.name {
		if o.tries++; o.tries == 1 {
			o.faster(final)
		}
	}
	return o.Files.Publish(temp, final)
}

func TestOfTwoWhoMakeASecondPlaceTheFirstOneCounts(t *testing.T) {
	place := t.TempDir()
	other := mustOpenSample(t, t.TempDir(), Options{})
	var want string
	o := &overtaken{Files: atomicfile.System{}, name: backups.PlaceFile, faster: func(string) { want = mustHavePlace(t, other, place, "").PlaceID }}
	s := mustOpenSample(t, t.TempDir(), Options{files: o})
	if b := mustHavePlace(t, s, place, ""); b.PlaceID != want || o.tries != 1 {
		t.Errorf("%s, not %s, after %d tries", b.PlaceID, want, o.tries)
	}
	if names := filetest.FilesIn(t, place); len(names) != 1 {
		t.Errorf("%v", names)
	}
}

func TestOfTwoWhoMakeAStoreTheFirstOneCounts(t *testing.T) {
	made := t.TempDir()
	if err := mustOpenSample(t, made, Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	o := &overtaken{Files: atomicfile.System{}, name: StoreFile, faster: func(final string) {
		filetest.MustWrite(t, final, filetest.MustRead(t, filepath.Join(made, StoreFile)))
	}}
	folder := t.TempDir()
	mustHold(t, mustOpen(t, folder, Options{files: o}), 4)
	if o.tries != 1 {
		t.Errorf("%d tries", o.tries)
	}
	entries, err := os.ReadDir(folder)
	if err != nil || slices.ContainsFunc(entries, func(e os.DirEntry) bool { return tempStoreName.MatchString(e.Name()) }) {
		t.Errorf("%v, %v", entries, err)
	}
}

// On a drive without an exclusive rename a name can be another's before it is a file's,
// and that one may be killed.
func TestANameThatNothingHasYetIsTriedAgain(t *testing.T) {
	place := t.TempDir()
	f := &claimedFor{Files: atomicfile.System{}, left: 3}
	s := mustOpenSample(t, t.TempDir(), Options{})
	useFiles(s, f)
	if b := mustHavePlace(t, s, place, ""); b.PlaceID == "" || f.left != 0 {
		t.Errorf("%+v, %d", b, f.left)
	}
}

// claimedFor refuses a name so often.
type claimedFor struct {
	atomicfile.Files
	left int
}

func (c *claimedFor) Publish(temp atomicfile.TempFile, final string) error {
	if c.left > 0 {
		c.left--
		return os.ErrExist
	}
	return c.Files.Publish(temp, final)
}
