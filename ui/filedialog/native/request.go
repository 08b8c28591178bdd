package native

import (
	"errors"
	"net/url"
	"path/filepath"
	"strings"
)

// Kind is what is asked for.
type Kind int

const (
	OpenFile Kind = iota // a file that is there
	SaveFile             // the name of a file to be; the dialog asks before one is replaced, and touches none
	Folder
)

// Request says what is asked for, in words for people.
type Request struct {
	Kind    Kind
	Title   string
	Confirm string   // on the button
	Filters []Filter // of files; the first holds at first
	Folder  string   // to begin in; empty leaves it to the system
	Name    string   // proposed, for SaveFile
}

// Filter is a kind of files.
type Filter struct {
	Name    string
	Endings []string // such as ".json"; none means all files
}

// Why there is no path.
var (
	// ErrUnavailable: the system has no such dialog, or it broke.
	ErrUnavailable = errors.New("the system's dialog for files can't be had")
	// ErrNotLocal: what was chosen is no file of this computer.
	ErrNotLocal = errors.New("not a file of this computer")
)

// localPath returns the path that a file URI names. Only a URI that names just a file of
// this computer has one.
func localPath(uri string) (string, error) {
	u, err := url.Parse(uri)
	if err != nil {
		return "", ErrNotLocal
	}
	here := u.Host == "" || strings.EqualFold(u.Host, "localhost")
	more := u.User != nil || u.Opaque != "" || u.RawQuery != "" || u.ForceQuery || strings.Contains(uri, "#")
	if u.Scheme != "file" || !here || more || !strings.HasPrefix(u.Path, "/") || strings.ContainsRune(u.Path, 0) {
		return "", ErrNotLocal
	}
	return filepath.Clean(filepath.FromSlash(u.Path)), nil
}
