//go:build !linux && !windows

package openfolder

import (
	"net/url"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
)

// Open shows a folder in the system's file manager.
func Open(app fyne.App, folder string) error { return app.OpenURL(fileURL(folder)) }

// fileURL returns the file: URL of a path on any system.
func fileURL(path string) *url.URL {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return &url.URL{Scheme: "file", Path: path}
}
