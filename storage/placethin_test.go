package storage

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
	"seatkeeper/storage/sqlite"
)

// What has taken the place of a copy stays, whatever the rules.
func TestWhatHasTheNameOfACopyIsNotThinned(t *testing.T) {
	foreign := mustOpenSample(t, t.TempDir(), Options{})
	backupOfAnother := filetest.MustRead(t, mustBackUp(t, foreign, format.OriginChanges))
	for name, test := range map[string]struct {
		passphrase string
		replace    func(copied string) string
		size       bool // whether the note knows the size
	}{
		"a longer one":          {replace: func(copied string) string { return copied + "\n" }, size: true},
		"another text":          {replace: func(copied string) string { return strings.Repeat("x", len(copied)) }, size: true},
		"of another store":      {replace: func(string) string { return backupOfAnother }},
		"a longer locked one":   {passphrase: "correct horse", replace: func(copied string) string { return copied + "x" }, size: true},
		"another text, locked":  {passphrase: "correct horse", replace: func(copied string) string { return strings.Repeat("x", len(copied)) }},
		"the copy":              {},
		"the copy, locked":      {passphrase: "correct horse"},
		"the copy, size noted":  {size: true},
		"a copy that was moved": {replace: func(string) string { return "" }},
	} {
		place := t.TempDir()
		s := mustOpenSample(t, t.TempDir(), Options{Now: ticking()})
		b := mustHavePlace(t, s, place, test.passphrase)
		for _, person := range []string{"Carol", "Dave"} {
			mustAdd(t, s, data.User{Name: person})
			mustBackUp(t, s, format.OriginChanges)
		}
		if err := s.backups.CopyWaiting(t.Context(), b, func() {}); err != nil {
			t.Fatal(err)
		}
		if !test.size {
			forgetSizes(t, s)
		}
		names := placed(t, place)
		old := filepath.Join(place, filepath.FromSlash(names[0]))
		want := names[1:]
		if test.replace != nil {
			if text := test.replace(filetest.MustRead(t, old)); text != "" {
				filetest.MustWrite(t, old, text)
				want = names
			} else if err := os.Remove(old); err != nil {
				t.Fatal(err)
			}
		}
		b.Keep = backups.Retention{}
		if err := s.backups.ThinPlace(t.Context(), b); err != nil || !slices.Equal(placed(t, place), want) {
			t.Errorf("%s: %v, not %v (%v)", name, placed(t, place), want, err)
		}
	}
}

// forgetSizes leaves the notes of copies as an earlier version wrote them.
func forgetSizes(t *testing.T, s *Store) {
	t.Helper()
	const topic = "copies"
	copies, err := s.local.notes(t.Context(), topic)
	if err != nil {
		t.Fatal(err)
	}
	size := regexp.MustCompile(`,"bytes":\d+`)
	if err := s.note(t.Context(), func(n *sqlite.Notes) error {
		for key, text := range copies {
			if err := n.Set(topic, key, size.ReplaceAllString(text, "")); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
