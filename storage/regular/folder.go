package regular

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Kind is what stands at a path, behind any links.
type Kind int

const (
	Missing Kind = iota
	File         // that can be read to its end
	Folder
	Other // a pipe, a device, a socket: to open it may wait for ever
)

// KindOf returns what stands at a path, without opening it. It returns an error where
// that can't be known, as below a folder that may not be read.
func KindOf(path string) (Kind, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Missing, nil
	case err != nil:
		return Missing, err
	}
	return kindOf(info), nil
}

func kindOf(info fs.FileInfo) Kind {
	switch {
	case info.IsDir():
		return Folder
	case info.Mode().IsRegular():
		return File
	}
	return Other
}

// Entry is a file or a folder that stands in a folder.
type Entry struct {
	Name   string
	Folder bool
}

// List returns the folders in a folder and then its files that are wanted, each by name.
// What is hidden is left out, and so is what is neither file nor folder. Nothing is opened.
func List(folder string, wanted func(name string) bool) ([]Entry, error) {
	found, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var entries []Entry
	for _, f := range found {
		if strings.HasPrefix(f.Name(), ".") {
			continue
		}
		kind, err := entryKind(folder, f)
		if err != nil || kind != Folder && (kind != File || !wanted(f.Name())) {
			continue
		}
		entries = append(entries, Entry{f.Name(), kind == Folder})
	}
	slices.SortStableFunc(entries, func(a, b Entry) int {
		if a.Folder != b.Folder {
			if a.Folder {
				return -1
			}
			return 1
		}
		return cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return entries, nil
}

// entryKind asks the system again only where the folder does not say what it is.
func entryKind(folder string, f fs.DirEntry) (Kind, error) {
	switch {
	case f.IsDir():
		return Folder, nil
	case f.Type().IsRegular():
		return File, nil
	case f.Type()&fs.ModeSymlink == 0:
		return Other, nil
	}
	return KindOf(filepath.Join(folder, f.Name()))
}
