package settings

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/BurntSushi/toml"

	"seatkeeper/storage/regular"
)

// mostBytes bounds the file; it has a line a setting.
const mostBytes = 64 << 10

// File is where the settings are kept. The zero value keeps them nowhere.
type File struct{ path string }

// At returns the file at a path.
func At(path string) File { return File{path} }

// Own returns the file of the user who runs the program: settings.toml in the folder for
// what programs are set to, which need not exist.
func Own() (File, error) {
	folder, err := os.UserConfigDir()
	if err != nil {
		return File{}, fmt.Errorf("find the folder for settings: %w", err)
	}
	name := "seatkeeper"
	if runtime.GOOS != "linux" {
		name = "Seatkeeper"
	}
	return At(filepath.Join(folder, name, "settings.toml")), nil
}

// Path returns where the file is, or will be; empty for one that keeps nothing.
func (f File) Path() string { return f.path }

// Read returns what was chosen. A file that is missing has nothing chosen. Of one with faults
// the settings without them are returned with the error.
func (f File) Read(ctx context.Context) (Settings, error) {
	table, err := f.table(ctx)
	s := Settings{chosen: map[Name]string{}}
	for _, n := range All() {
		value, there := table[string(n)]
		if !there {
			continue
		}
		text := fmt.Sprint(value) // who writes the file by hand may leave out the quotes
		if !slices.Contains(Values(n), text) {
			err = errors.Join(err, fmt.Errorf("%s: %s can't be %.80q", f.path, n, text))
			continue
		}
		s.chosen[n] = text
	}
	return s, err
}

// Set keeps the value of a setting. What else is in the file stays, also what a newer version
// has written there; a file that can't be read is not written over.
func (f File) Set(ctx context.Context, n Name, value string) error {
	if !slices.Contains(Values(n), value) {
		return fmt.Errorf("%s can't be %.80q", n, value)
	}
	if f.path == "" {
		return nil
	}
	table, err := f.table(ctx)
	if err != nil {
		return err
	}
	table[string(n)] = value
	var text bytes.Buffer
	text.WriteString("# How you like Seatkeeper on this computer: see Edit > Settings.\n")
	if err := toml.NewEncoder(&text).Encode(table); err != nil {
		return fmt.Errorf("%s: %w", f.path, err)
	}
	return f.write(text.Bytes())
}

func (f File) table(ctx context.Context) (map[string]any, error) {
	table := map[string]any{}
	if f.path == "" {
		return table, nil
	}
	content, err := regular.Read(ctx, f.path, mostBytes)
	if errors.Is(err, fs.ErrNotExist) || isEmpty(f.path) {
		return table, nil
	}
	if err != nil {
		return table, err
	}
	if err := toml.Unmarshal(content, &table); err != nil {
		return map[string]any{}, fmt.Errorf("%s: %w", f.path, err)
	}
	return table, nil
}

// isEmpty reports whether a crash, or somebody, has left a file without anything in it.
func isEmpty(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Size() == 0
}

// write puts a file in the place of the one before, as a whole.
func (f File) write(content []byte) (err error) {
	folder := filepath.Dir(f.path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	temp, err := os.CreateTemp(folder, ".settings-*.tmp") // it is 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(temp.Name())
		}
	}()
	_, err = temp.Write(content)
	if err == nil {
		err = temp.Sync()
	}
	if closeErr := temp.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return os.Rename(temp.Name(), f.path)
}
