//go:build linux

package storage

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"seatkeeper/storage/backups"
	"seatkeeper/storage/filetest"
)

func TestKilledAtASystemCall(t *testing.T) {
	for _, inject := range []string{"renameat2:signal=KILL", "fsync:signal=KILL", "statfs:signal=KILL"} {
		t.Run(inject, func(t *testing.T) {
			t.Parallel()
			if a, said := tracedExport(t, inject); said {
				t.Errorf("it was not killed: %+v", a)
			}
		})
	}
}

func TestKilledManyTimesAtAnyMoment(t *testing.T) {
	filetest.NotUnderRace(t)
	s := mustOpenMany(t, 40, 50)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	folder := s.Folder()
	where := filetest.MustMkdir(t, filepath.Join(folder, BackupFolder))
	held, _, letGo := task{Do: "hold", Data: folder}.start(t)
	random := rand.New(rand.NewPCG(1, 2))
	left := 0
	rounds := filetest.OrSampled(50, 20)
	for range rounds {
		c := task{Do: "export on and on", Data: folder}.command(t)
		answers := startReading(t, c)
		if a := <-answers; a.Err != "" {
			t.Fatal(a.Err)
		}
		begun := time.Now()
		<-answers
		// Then at random within as long as an export takes.
		for end := time.Now().Add(time.Duration(random.Int64N(int64(time.Since(begun)) + 1))); time.Now().Before(end); {
		}
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for range answers { // until it is gone
		}
		for name := range filetest.FilesIn(t, where) {
			path := filepath.Join(where, name)
			switch {
			case backups.NamePattern.MatchString(name):
				mustVerify(t, path)
				if err := os.Remove(path); err != nil {
					t.Fatal(err)
				}
			case path != held.Text:
				left++
				if !backups.TempPattern.MatchString(name) {
					t.Errorf("%s is no temporary file of ours", name)
				}
			}
		}
		s := mustOpen(t, folder, Options{})
		if there := filetest.FilesIn(t, where); len(there) != 1 || s.Swept() != nil {
			t.Errorf("swept (%v), and %v is there", s.Swept(), slices.Sorted(mapsKeys(there)))
		}
		if _, err := os.Stat(held.Text); err != nil {
			t.Fatalf("the file of a live process is gone: %v", err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if left < rounds/10 {
		t.Errorf("only %d of %d were killed in the middle", left, rounds)
	}
	letGo()
	mustHold(t, mustOpen(t, folder, Options{}), 40*50)
}

func TestBookingsOfKilledProcessesAreAllThere(t *testing.T) {
	filetest.NotUnderRace(t)
	folder := t.TempDir()
	if err := mustOpenSample(t, folder, Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	var confirmed []string
	for round := range filetest.OrSampled(100, 6) {
		var killed []func()
		for child := range 2 { // which book at the same time
			c := task{Do: "book guests", Data: folder, From: 1000 * (2*round + child), Times: 1000, Now: noon}.command(t)
			answers := startReading(t, c)
			killed = append(killed, func() {
				if err := c.Process.Kill(); err != nil {
					t.Error(err)
				}
				for a := range answers {
					if a.Err != "" {
						t.Error(a.Err)
					}
					confirmed = append(confirmed, a.Text)
				}
			})
			a := <-answers
			confirmed = append(confirmed, a.Text)
		}
		for end := time.Now().Add(time.Duration(rand.Int64N(int64(20 * time.Millisecond)))); time.Now().Before(end); {
		}
		for _, kill := range killed {
			kill()
		}
	}
	s := mustOpen(t, folder, Options{})
	wantGuests(t, s, confirmed)
	t.Logf("%d confirmed bookings", len(confirmed))
}
