package storage

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatkeeper/data"
	"seatkeeper/storage/aside"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/sqlite"
)

// crashed lets f work on the open store of a folder, and leaves in another folder what
// a kill would have left at the end of it: the store's file and its log.
func crashed(t *testing.T, folder string, f func(s *Store)) (left string) {
	t.Helper()
	s := mustOpen(t, folder, Options{})
	f(s)
	left = t.TempDir()
	for _, ending := range []string{"", "-wal"} {
		filetest.MustWrite(t, filepath.Join(left, StoreFile+ending), filetest.MustRead(t, filepath.Join(folder, StoreFile+ending)))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return left
}

func copyStore(t *testing.T, from, to string, endings ...string) {
	t.Helper()
	for _, ending := range endings {
		filetest.MustWrite(t, filepath.Join(to, StoreFile+ending), filetest.MustRead(t, filepath.Join(from, StoreFile+ending)))
	}
}

// guest books desk A1 for a guest on the n-th day after the Monday.
func guest(t *testing.T, s *Store, n int) {
	t.Helper()
	mustBook(t, s, data.Booking{DeskRef: deskA1, Date: monday.AddDays(100 + n), UserID: data.VisitorID, Guest: fmt.Sprintf("Guest %d", n)})
}

// wantFound fails unless that was found, and returns its paths.
func wantFound(t *testing.T, s *Store, want aside.Kind) []string {
	t.Helper()
	for _, f := range s.Found() {
		if f.Kind == want {
			return f.Paths
		}
	}
	t.Fatalf("%d is not among %v", want, s.Found())
	return nil
}

// goOn opens a store, books a desk for a guest, and closes it.
func goOn(t *testing.T, folder string, number int) {
	t.Helper()
	s := mustOpen(t, folder, Options{})
	guest(t, s, number)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestALogOfAnotherStateIsSetAsideAndNotReplayed(t *testing.T) {
	for name, test := range map[string]func(t *testing.T, folder string){
		"another store's": func(t *testing.T, folder string) {
			other := t.TempDir()
			copyStore(t, crashed(t, other, func(s *Store) { guest(t, s, 1) }), folder, "-wal")
		},
		"another computer's, of the same store": func(t *testing.T, folder string) {
			other := t.TempDir()
			copyStore(t, folder, other, "")
			// There they went on from the same state, and so did we.
			left := crashed(t, other, func(s *Store) { guest(t, s, 1); guest(t, s, 2) })
			goOn(t, folder, 3)
			copyStore(t, left, folder, "-wal")
		},
		"another computer's, after a restore there": func(t *testing.T, folder string) {
			other := t.TempDir()
			copyStore(t, folder, other, "")
			left := crashed(t, other, func(s *Store) {
				b := mustExport(t, s, ExportOptions{})
				guest(t, s, 1)
				mustRestore(t, s, b.Path, RestoreOptions{})
			})
			goOn(t, folder, 3)
			copyStore(t, left, folder, "-wal")
		},
		"an older one of its own": func(t *testing.T, folder string) {
			left := crashed(t, folder, func(s *Store) { guest(t, s, 3) })
			goOn(t, folder, 4)
			copyStore(t, left, folder, "-wal")
		},
		"a newer one, of a store that was put back": func(t *testing.T, folder string) {
			old := t.TempDir()
			copyStore(t, folder, old, "")
			goOn(t, folder, 3)
			left := crashed(t, folder, func(s *Store) { guest(t, s, 4) })
			copyStore(t, old, folder, "")
			copyStore(t, left, folder, "-wal")
		},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			if err := mustOpenSample(t, folder, Options{}).Close(); err != nil {
				t.Fatal(err)
			}
			test(t, folder)
			before := filetest.FilesIn(t, folder)
			alone := t.TempDir() // the store without the log: what has to be there
			filetest.MustWrite(t, filepath.Join(alone, StoreFile), before[StoreFile])
			want := mustOpen(t, alone, Options{})

			s := mustOpen(t, folder, Options{})
			if diff := cmp.Diff(read(t, want), read(t, s)); diff != "" {
				t.Error(diff)
			}
			paths := wantFound(t, s, aside.ForeignLog)
			if len(paths) != 2 || filetest.MustRead(t, paths[0]) != before[StoreFile] || filetest.MustRead(t, paths[1]) != before[StoreFile+"-wal"] {
				t.Errorf("%v are not what was found", paths)
			}
			if filepath.Base(paths[0]) != "seatkeeper-20261123-101112.db" || paths[1] != paths[0]+"-wal" {
				t.Error(paths)
			}
			guest(t, s, 50)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			s = mustOpen(t, folder, Options{})
			if len(s.Found()) != 0 {
				t.Errorf("it is told once more: %v", s.Found())
			}
		})
	}
}

func TestALogThatContinuesTheStoreIsReplayed(t *testing.T) {
	for name, test := range map[string]func(t *testing.T, folder string) string{
		"after a crash":              func(t *testing.T, folder string) string { return folder },
		"moved elsewhere":            func(t *testing.T, folder string) string { return moved(t, folder) },
		"its shared memory is gone":  func(t *testing.T, folder string) string { return folder },
		"half of it was copied back": halfCopiedBack,
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			s := mustOpenSample(t, folder, Options{})
			b := mustExport(t, s, ExportOptions{})
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			var want content
			left := crashed(t, folder, func(s *Store) {
				guest(t, s, 1)
				mustRestore(t, s, b.Path, RestoreOptions{})
				guest(t, s, 2)
				want = read(t, s)
			})
			s = mustOpen(t, test(t, left), Options{})
			if len(s.Found()) != 0 {
				t.Errorf("%v", s.Found())
			}
			if diff := cmp.Diff(want, read(t, s)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func moved(t *testing.T, folder string) string {
	to := filepath.Join(t.TempDir(), "elsewhere")
	if err := os.Rename(folder, to); err != nil {
		t.Fatal(err)
	}
	return to
}

// halfCopiedBack does what a checkpoint does that is cut short: some pages of the log
// are in the store, each wherever its newest is.
func halfCopiedBack(t *testing.T, folder string) string {
	store, log := []byte(filetest.MustRead(t, filepath.Join(folder, StoreFile))), []byte(filetest.MustRead(t, filepath.Join(folder, StoreFile+"-wal")))
	pages := map[int][]byte{}
	const size = 4096
	for at := 32; at+24+size <= len(log); at += 24 + size {
		number := int(log[at])<<24 | int(log[at+1])<<16 | int(log[at+2])<<8 | int(log[at+3])
		pages[number] = log[at+24 : at+24+size]
	}
	numbers := slices.Sorted(maps.Keys(pages))
	for _, number := range numbers[:len(numbers)/2] {
		if end := number * size; end > len(store) {
			store = append(store, make([]byte, end-len(store))...)
		}
		copy(store[(number-1)*size:], pages[number])
	}
	filetest.MustWrite(t, filepath.Join(folder, StoreFile), string(store))
	return folder
}

func TestALogOfAStoreThatIsInUseIsLeftAlone(t *testing.T) {
	folder := t.TempDir()
	if err := mustOpen(t, folder, Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	a, c, letGo := task{Do: "book and be killed", Data: folder, Now: noon}.start(t)
	if a.Err != "" {
		t.Fatal(a.Err)
	}
	s := mustOpen(t, folder, Options{})
	guest(t, s, 1)
	letGo()
	if err := c.Wait(); err != nil {
		t.Fatal(err)
	}
	guest(t, s, 2)
	mustHold(t, s, 3)
	if len(s.Found()) != 0 || s.file.db.Found() != sqlite.LogNone {
		t.Errorf("%v, %v", s.Found(), s.file.db.Found())
	}
}

func TestBookingsOfKilledProcessesAreThereAgain(t *testing.T) {
	filetest.NotUnderRace(t)
	folder := t.TempDir()
	if err := mustOpen(t, folder, Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	confirmed, logs := int64(0), 0
	rounds := filetest.OrSampled(60, 20)
	for round := range rounds {
		c := task{Do: "book visitors", Data: folder, Times: 1000, Folder: monday.AddDays(1000 * round).String(), Now: noon}.command(t)
		answers := startReading(t, c)
		for range 1 + round*7 {
			if a := <-answers; a.Err != "" {
				t.Fatal(a.Err)
			}
			confirmed++
		}
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for a := range answers {
			if a.Err == "" {
				confirmed++
			}
		}
		s := mustOpen(t, folder, Options{})
		if len(s.Found()) != 0 {
			t.Fatalf("round %d: %v", round, s.Found())
		}
		if s.file.db.Found() == sqlite.LogOwn {
			logs++
		}
		status, err := s.Status(t.Context())
		// One may have been committed and not been answered any more.
		if have := status.Counts.Bookings; err != nil || have < confirmed || have > confirmed+1 {
			t.Fatalf("round %d: %d bookings of %d are there, %v", round, have, confirmed, err)
		}
		confirmed = status.Counts.Bookings
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if logs < rounds {
		t.Errorf("only %d of %d left a log", logs, rounds)
	}
}

func TestTheLogOfAStoreThatWasMovedAwayIsSetAside(t *testing.T) {
	folder := t.TempDir()
	if err := mustOpenSample(t, folder, Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	left := crashed(t, folder, func(s *Store) { guest(t, s, 1) })
	log := filetest.MustRead(t, filepath.Join(left, StoreFile+"-wal"))
	if err := os.Remove(filepath.Join(left, StoreFile)); err != nil {
		t.Fatal(err)
	}
	filetest.MustWrite(t, filepath.Join(left, StoreFile+"-journal"), "a journal")
	// It may be that of a store which another process has just made.
	filetest.MustWrite(t, filepath.Join(left, StoreFile+"-shm"), strings.Repeat("shared memory", 10_000))
	memory, err := os.Stat(filepath.Join(left, StoreFile+"-shm"))
	if err != nil {
		t.Fatal(err)
	}
	s := mustOpen(t, left, Options{})
	if now, err := os.Stat(filepath.Join(left, StoreFile+"-shm")); err != nil || !os.SameFile(now, memory) {
		t.Errorf("the shared memory was moved: %v", err)
	}
	paths := wantFound(t, s, aside.OrphanLog)
	if len(paths) != 2 || filepath.Base(paths[0]) != "seatkeeper-20261123-101112.db-wal" || filetest.MustRead(t, paths[0]) != log || filetest.MustRead(t, paths[1]) != "a journal" {
		t.Error(paths)
	}
	mustAdd(t, s, data.User{ID: "u1", Name: "Alice", Active: true})
	mustHold(t, s, 0)
}

func TestWhatWasSetAsideIsToldThoughTheOpeningFailed(t *testing.T) {
	for name, test := range map[string]struct {
		kind    aside.Kind
		prepare func(t *testing.T, folder string)
	}{
		"an orphan log": {aside.OrphanLog, func(t *testing.T, folder string) {
			copyStore(t, crashed(t, t.TempDir(), func(s *Store) { guest(t, s, 1) }), folder, "-wal")
		}},
		"a foreign log": {aside.ForeignLog, func(t *testing.T, folder string) {
			if err := mustOpenSample(t, folder, Options{}).Close(); err != nil {
				t.Fatal(err)
			}
			copyStore(t, crashed(t, t.TempDir(), func(s *Store) { guest(t, s, 1) }), folder, "-wal")
		}},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			test.prepare(t, folder)
			log := filetest.MustRead(t, filepath.Join(folder, StoreFile+"-wal"))
			// It fails as soon as the log was moved.
			ctx, cancel := context.WithCancel(t.Context())
			fsys := &faultyFiles{Files: atomicfile.System{}, after: func(string) {
				if !Exists(filepath.Join(folder, StoreFile+"-wal")) {
					cancel()
				}
			}}
			if s, err := Open(ctx, folder, Options{Now: at(noon), files: fsys}); err == nil {
				t.Fatal("it worked", s.Close())
			}
			for _, asks := range []bool{false, true} { // the first process ends before it tells
				s := mustOpen(t, folder, Options{})
				if asks {
					paths := wantFound(t, s, test.kind)
					if filetest.MustRead(t, paths[len(paths)-1]) != log {
						t.Error(paths)
					}
				}
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			if s := mustOpen(t, folder, Options{}); len(s.Found()) != 0 {
				t.Errorf("it is told once more: %v", s.Found())
			}
			for name := range filetest.FilesIn(t, folder) {
				if strings.HasSuffix(name, "-untold") {
					t.Errorf("%s is left", name)
				}
			}
		})
	}
}
