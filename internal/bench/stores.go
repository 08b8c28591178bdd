//go:build linux

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"seatkeeper/data"
	"seatkeeper/internal/bench/made"
	"seatkeeper/storage"
)

// size is that of a store in which all people have a desk on each day.
type size struct{ people, days int }

var (
	few   = size{2000, 5}
	many  = size{2000, 500}
	most  = size{2000, 2500}
	small = size{1000, 1}
	large = size{1000, 1000}
)

func (s size) String() string { return fmt.Sprintf("%dx%d", s.people, s.days) }

// stores are what is measured on: made once, kept for the next run, copied for each
// trial that changes one.
type stores struct {
	ctx   context.Context
	quick bool // a twentieth of the bookings

	program string // to measure
	before  string // to compare it with; empty where there is none
	noOther error  // why there is none
	folder  string // for stores, kept for the next run
	temp    string // beside it, for this run alone
}

// scaled returns the size to use in this run.
func (b *stores) scaled(s size) size {
	if b.quick && s.days > 20 {
		s.days /= 20
	}
	return s
}

// backupFile returns a backup of such a store, made where it is missing.
func (b *stores) backupFile(s size) (path string, err error) {
	s = b.scaled(s)
	return b.keep("backup-"+s.String()+".json", func(path string) error { return made.BackupFile(path, setOf(s)) })
}

// storeOf returns the data folder of such a store, made where it is missing.
func (b *stores) storeOf(s size) (folder string, err error) {
	s = b.scaled(s)
	return b.keep("store-"+s.String(), func(path string) error { return made.Store(b.ctx, path, setOf(s)) })
}

func setOf(s size) made.Set {
	now := time.Now()
	return made.Set{
		SampleSet: data.Sample([]data.Office{data.SampleOffice()}, data.SampleSize{People: s.people, Days: s.days, Full: true, Until: data.DateOf(now)}),
		Now:       now,
	}
}

// storeBeforeFor returns a store of the program of before if one of these figures is
// wanted, and otherwise no folder.
func (b *bench) storeBeforeFor(figures ...string) (folder string, err error) {
	if b.noOther != nil || !b.wantsAny(figures) {
		return "", b.noOther
	}
	return b.storeBefore(many)
}

// storeBefore returns a store of the program of before, which can't open those of
// a later schema.
func (b *stores) storeBefore(s size) (folder string, err error) {
	if b.noOther != nil {
		return "", b.noOther
	}
	backup, err := b.backupFile(s)
	if err != nil {
		return "", err
	}
	return b.keep("before-"+b.scaled(s).String(), func(path string) error {
		part := path + ".part"
		if err := os.RemoveAll(part); err != nil {
			return err
		}
		if _, _, err := b.command(b.before, "restore", "--yes", "--quiet", "--data", part, backup); err != nil {
			return err
		}
		return os.Rename(part, path)
	})
}

// emptyStore returns the data folder of a store without people.
func (b *stores) emptyStore() (folder string, err error) {
	return b.keep("store-empty", func(path string) error {
		s, err := storage.Open(b.ctx, path, storage.Options{App: "Seatkeeper bench", Offices: []data.Office{data.SampleOffice()}})
		if err != nil {
			return err
		}
		_, err = storage.ExportBackup(b.ctx, s, storage.ExportOptions{})
		return errors.Join(err, s.Close())
	})
}

// keep returns what has this name in the bench's folder. Where it is missing it is
// made, and how long that took is kept too.
func (b *stores) keep(name string, make func(path string) error) (path string, err error) {
	path = filepath.Join(b.folder, name)
	if b.needFile(path) == nil {
		return path, nil
	}
	fmt.Fprintf(os.Stderr, "  making %s\n", name)
	took, err := timed(func() error { return make(path) })
	if err != nil {
		return "", errors.Join(err, os.RemoveAll(path))
	}
	return path, b.noteMade(name, took)
}

func (b *stores) notes() string { return filepath.Join(b.folder, "made.json") }

func (b *stores) noteMade(name string, took time.Duration) error {
	times, err := b.madeTimes()
	if err != nil {
		return err
	}
	times[name] = took.Seconds()
	text, err := json.Marshal(times)
	return errors.Join(err, os.WriteFile(b.notes(), text, 0o600))
}

// madeTimes returns how many seconds each store took to make, in this run or an
// earlier one.
func (b *stores) madeTimes() (map[string]float64, error) {
	times := map[string]float64{}
	text, err := os.ReadFile(b.notes())
	if errors.Is(err, os.ErrNotExist) {
		return times, nil
	}
	return times, errors.Join(err, json.Unmarshal(text, &times))
}

// makingStores adds up what making took. A store of before takes as long as that
// program does, which is nothing that can be mended today.
func (b *bench) makingStores() error {
	times, err := b.madeTimes()
	if err != nil {
		return err
	}
	names := []string{made.CrowdFolder(crowdFew), made.CrowdFolder(b.crowdMany())}
	for _, s := range []size{few, many, most, small, large} {
		names = append(names, "store-"+b.scaled(s).String())
	}
	sum := 0.0
	for _, name := range names {
		if _, there := times[name]; !there {
			return fmt.Errorf("%s was not made", name)
		}
		sum += times[name]
	}
	b.set("make-s", spread{sum, sum, sum})
	return nil
}

// copyOf copies a data folder's store, brought to the drive, into a folder of this
// run.
func (b *stores) copyOf(folder, name string) (copied string, err error) {
	copied = filepath.Join(b.temp, name)
	if err := errors.Join(os.RemoveAll(copied), os.Mkdir(copied, 0o700)); err != nil {
		return "", err
	}
	from, err := os.Open(filepath.Join(folder, storage.StoreFile))
	if err != nil {
		return "", err
	}
	defer from.Close()
	to, err := os.OpenFile(filepath.Join(copied, storage.StoreFile), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", err
	}
	_, err = io.Copy(to, from)
	return copied, errors.Join(err, to.Sync(), to.Close())
}

// emptyFolder makes a folder of this run anew.
func (b *stores) emptyFolder(name string) (folder string, err error) {
	folder = filepath.Join(b.temp, name)
	return folder, errors.Join(os.RemoveAll(folder), os.Mkdir(folder, 0o700))
}
