package native

import (
	"errors"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestOnlyFilesOfThisComputerHaveAPath(t *testing.T) {
	for uri, want := range map[string]string{
		"file:///home/ines/plan.json":             "/home/ines/plan.json",
		"file://localhost/home/ines":              "/home/ines",
		"file:///home/M%C3%BCller%20%2B%20Co/a+b": "/home/Müller + Co/a+b",
		"file:///home/ines/%3Fa%23b%25.json":      "/home/ines/?a#b%.json",
		"file:///home/ines/backup/":               "/home/ines/backup",
		"file:///home/../etc/hosts":               "/etc/hosts",
		"file:///home/%FF":                        "/home/\xff",
		"FILE:///home/ines":                       "/home/ines",
		"file://server/share/plan.json":           "",
		"smb://server/share/plan.json":            "",
		"https://example.com/plan.json":           "",
		"file:///home/ines/a%00b":                 "",
		"file:///home/ines?a=b":                   "",
		"file:///home/ines?":                      "",
		"file:///home/ines#part":                  "",
		"file:///home/ines#":                      "",
		"file:relative":                           "",
		"file:/":                                  "/",
		"file://me@/home":                         "",
		"/home/ines":                              "",
		"":                                        "",
		"file://":                                 "",
		"file:///%zz":                             "",
		"javascript:alert(1)":                     "",
	} {
		got, err := localPath(uri)
		if got != filepath.FromSlash(want) || (want == "") != errors.Is(err, ErrNotLocal) {
			t.Errorf("%s is %q, %v; want %q", uri, got, err, want)
		}
	}
}

func FuzzLocalPath(f *testing.F) {
	for _, uri := range []string{"file:///a", "file://localhost/%2e%2e/b", "http://a/b", "file:a", "file:///%00"} {
		f.Add(uri)
	}
	f.Fuzz(func(t *testing.T, uri string) {
		path, err := localPath(uri)
		if err != nil {
			return
		}
		if runtime.GOOS != "windows" && !filepath.IsAbs(path) || strings.ContainsRune(path, 0) || path != filepath.Clean(path) {
			t.Errorf("%q is %q", uri, path)
		}
	})
}
