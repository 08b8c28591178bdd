//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"

	"seatkeeper/data"
	"seatkeeper/internal/bench/made"
	"seatkeeper/storage"
)

// What is too short to be measured as a command is measured here, in the bench's
// own process.

// openStore opens a store until the end of f.
func (b *bench) openStore(folder string, f func(*storage.Store) error) error {
	s, err := storage.Open(b.ctx, folder, storage.Options{App: "Seatkeeper bench"})
	if err != nil {
		return err
	}
	return errors.Join(f(s), s.Close())
}

// openCopy opens a copy of a store, to be changed.
func (b *bench) openCopy(of size, f func(*storage.Store) error) error {
	made, err := b.storeOf(of)
	if err != nil {
		return err
	}
	folder, err := b.copyOf(made, "copy-"+of.String())
	if err != nil {
		return err
	}
	return errors.Join(b.openStore(folder, f), os.RemoveAll(folder))
}

// store measures what the board reads, and bookings.
func (b *bench) store() error {
	return b.openCopy(small, func(small *storage.Store) error {
		return b.openCopy(large, func(large *storage.Store) error {
			return b.openCopy(many, func(full *storage.Store) error {
				return errors.Join(b.board(small, large, full), b.book(small, large), b.bookBesideExport(full), b.apply(large))
			})
		})
	})
}

// board reads one day of 1,000 bookings, out of 1,000 and out of 1,000,000, and a
// day of 2,000 out of 1,000,000.
func (b *bench) board(small, large, full *storage.Store) error {
	s := samples{}
	for range 50 * b.rounds {
		for _, side := range []struct {
			name  string
			store *storage.Store
			want  int
		}{{"small", small, 1000}, {"large", large, 1000}, {"full", full, 2000}} {
			day, err := b.lastDay(side.store)
			if err != nil {
				return err
			}
			took, err := timed(func() error {
				seats, err := side.store.Day(b.ctx, day)
				if err == nil && len(seats) != side.want {
					err = fmt.Errorf("the day has %d bookings instead of %d", len(seats), side.want)
				}
				return err
			})
			if err != nil {
				return err
			}
			s.time(side.name, took)
		}
	}
	b.set("board-large/small", s.over("large", "small"))
	b.set("board-ms", s.of("large"))
	b.set("board-full-ms", s.of("full"))
	return nil
}

// lastDay returns the last day with bookings.
func (b *bench) lastDay(s *storage.Store) (last data.Date, err error) {
	today := data.DateOf(time.Now())
	days, err := s.HeldDays(b.ctx, today.AddDays(-60), today)
	for day := range days {
		last = max(last, day)
	}
	if err == nil && last == 0 {
		err = errors.New("the store is older than two months: remove .dev/bench and try again")
	}
	return last, err
}

// book makes bookings, each durable when it is reported, in a store of 1,000 and in
// one of 1,000,000.
func (b *bench) book(small, large *storage.Store) error {
	inSmall, err := newBooker(b, small)
	if err != nil {
		return err
	}
	inLarge, err := newBooker(b, large)
	if err != nil {
		return err
	}
	s := samples{}
	for range 40 * b.rounds {
		for name, side := range map[string]*booker{"small": inSmall, "large": inLarge} {
			took, err := side.book()
			if err != nil {
				return err
			}
			s.time(name, took)
		}
	}
	b.set("book-large/small", s.over("large", "small"))
	b.set("book-ms", s.of("large"))
	return nil
}

// booker books one desk after the other, on days that lie after all others.
type booker struct {
	ctx   context.Context
	store *storage.Store
	desks []data.DeskRef
	users []data.User
	n     int
}

func newBooker(b *bench, s *storage.Store) (*booker, error) {
	offices, err := s.Offices(b.ctx)
	if err != nil {
		return nil, err
	}
	k := &booker{ctx: b.ctx, store: s}
	for _, floor := range offices[0].Floors {
		for _, desk := range floor.Desks {
			k.desks = append(k.desks, data.DeskRef{Office: offices[0].ID, Floor: floor.ID, Desk: desk.ID})
		}
	}
	k.users, err = s.Users(b.ctx)
	return k, err
}

func (k *booker) book() (time.Duration, error) {
	i := k.n % min(len(k.desks), len(k.users))
	day := data.DateOf(time.Now()).AddDays(30 + k.n/min(len(k.desks), len(k.users)))
	k.n++
	return timed(func() error {
		_, err := k.store.Book(k.ctx, data.Booking{DeskRef: k.desks[i], Date: day, UserID: k.users[i].ID})
		return err
	})
}

// bookBesideExport books one after the other while the same process exports
// 1,000,000 bookings, as a window does, and as many alone.
func (b *bench) bookBesideExport(full *storage.Store) error {
	k, err := newBooker(b, full)
	if err != nil {
		return err
	}
	s := samples{}
	for range b.rounds {
		out, err := b.emptyFolder("beside")
		if err != nil {
			return err
		}
		unix.Sync()
		ended := make(chan error, 1)
		go func() {
			_, err := storage.ExportBackup(b.ctx, full, storage.ExportOptions{Folder: out})
			ended <- err
		}()
		n := 0
		worst := 0.0
		for {
			took, err := k.book()
			if err != nil {
				return errors.Join(err, <-ended)
			}
			if len(ended) > 0 { // it was not beside the export all the time
				break
			}
			s.time("beside", took)
			worst = max(worst, took.Seconds()*1000)
			n++
		}
		if err := errors.Join(<-ended, os.RemoveAll(out)); err != nil {
			return err
		}
		s.add("worst", worst)
		unix.Sync()
		for range max(n, 1) {
			took, err := k.book()
			if err != nil {
				return err
			}
			s.time("alone", took)
		}
	}
	if len(s["beside"]) == 0 {
		return errors.New("no booking was made while the export ran")
	}
	b.set("book-export/alone", s.over("beside", "alone"))
	b.set("book-export-worst-ms", s.of("worst"))
	return nil
}

// list measures the list of 1,000 backups of 1 MB, of which only the heads are read.
func (b *bench) list() error {
	folder, err := b.emptyFolder("listed")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	backups := filepath.Join(folder, storage.BackupFolder, storage.AutoFolder)
	if err := os.MkdirAll(backups, 0o700); err != nil {
		return err
	}
	model := filepath.Join(b.temp, "model.json")
	if err := made.BackupFile(model, setOf(size{1000, 6})); err != nil {
		return err
	}
	content, err := os.ReadFile(model)
	if err != nil {
		return err
	}
	at := time.Date(2025, time.January, 1, 0, 0, 0, 0, time.UTC)
	for i := range 1000 {
		name := at.Add(time.Duration(i) * time.Hour).Format("backup-20060102-150405.json")
		if err := os.WriteFile(filepath.Join(backups, name), content, 0o600); err != nil {
			return err
		}
	}
	unix.Sync()
	s := samples{}
	err = b.openStore(folder, func(store *storage.Store) error {
		for range b.rounds {
			took, err := timed(func() error {
				list, err := storage.ListBackups(b.ctx, store)
				if err == nil && len(list) < 1000 {
					err = fmt.Errorf("%d backups are listed", len(list))
				}
				return err
			})
			if err != nil {
				return err
			}
			s.time("list", took)
		}
		return nil
	})
	if err == nil {
		b.set("list-ms", s.of("list"))
	}
	return err
}
