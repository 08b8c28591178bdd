package datafolder

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"seatkeeper/storage/failure"
)

// Env is the environment variable that names the data folder.
const Env = "SEATKEEPER_DATA"

// Find returns the data folder as an absolute path: the one given; else the
// one that Env names; else data beside the program's file, for a copy that
// is carried about; else data in a checkout of the program, where that is the
// working folder; else data in the user's own folder for programs' data. It makes
// nothing, and the folder need not exist.
func Find(given string) (string, error) {
	folder, err := find(given)
	if err == nil {
		folder, err = filepath.Abs(folder)
	}
	if err != nil {
		return "", &failure.Error{Op: failure.OpFindFolder, Path: given, Err: err}
	}
	return folder, nil
}

func find(given string) (string, error) {
	if given != "" {
		return given, nil
	}
	if named := os.Getenv(Env); named != "" {
		return named, nil
	}
	if program, err := os.Executable(); err == nil {
		if real, err := filepath.EvalSymlinks(program); err == nil {
			program = real
		}
		if beside := filepath.Join(filepath.Dir(program), "data"); isFolder(beside) {
			return beside, nil
		}
	}
	if _, err := os.Stat("FyneApp.toml"); err == nil && isFolder("data") {
		return "data", nil
	}
	own, err := userFolder()
	return filepath.Join(own, "data"), err
}

// userFolder returns the program's own folder among the user's data.
func userFolder() (string, error) {
	switch runtime.GOOS {
	case "windows":
		if local := os.Getenv("LocalAppData"); local != "" {
			return filepath.Join(local, "Seatkeeper"), nil
		}
		return "", errors.New("%LocalAppData% is not set")
	case "darwin":
		home, err := os.UserHomeDir()
		return filepath.Join(home, "Library", "Application Support", "Seatkeeper"), err
	}
	// XDG Base Directory Specification 0.8: a path that is not absolute is ignored.
	if share := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(share) {
		return filepath.Join(share, "seatkeeper"), nil
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, ".local", "share", "seatkeeper"), err
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// Exists reports whether there is anything at the path of a data folder. Where
// that can't be known it says yes, and opening the folder tells why.
func Exists(folder string) bool {
	_, err := os.Stat(folder)
	return !errors.Is(err, fs.ErrNotExist)
}
