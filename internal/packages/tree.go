package main

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"seatkeeper/ui/command"
)

// A tree holds what is installed, by its path below the prefix (/usr, or ~/.local).
type tree map[string]file

type file struct {
	content []byte
	mode    fs.FileMode
}

func (t tree) add(path string, content []byte)     { t[path] = file{content, 0o644} }
func (t tree) addText(path string, content string) { t.add(path, []byte(content)) }

// paths returns the paths in their order, so that two trees of the same files are
// written alike.
func (t tree) paths() []string { return slices.Sorted(maps.Keys(t)) }

//go:embed linux
var linux embed.FS

// docs is where the papers of a package lie.
const docs = "share/doc/seatkeeper"

// gather returns all that is installed on Linux.
func (m *maker) gather(top string) (tree, error) {
	t := tree{}
	program, err := os.ReadFile(m.program)
	if err != nil {
		return nil, err
	}
	t["bin/seatkeeper"] = file{program, 0o755}
	grammar, err := command.Grammar()
	if err != nil {
		return nil, err
	}
	page, err := compressed(manualPage(grammar.Node, m.version, m.moment))
	if err != nil {
		return nil, err
	}
	t.add("share/man/man1/seatkeeper.1.gz", page)
	t.addText("share/bash-completion/completions/seatkeeper", bashCompletion(grammar.Node))
	t.addText("share/zsh/site-functions/_seatkeeper", zshCompletion(grammar.Node))
	t.addText("share/fish/vendor_completions.d/seatkeeper.fish", fishCompletion(grammar.Node))
	if err := addIcons(t, filepath.Join(top, "ui", "icon.svg")); err != nil {
		return nil, err
	}
	for path, source := range map[string]string{
		"share/applications/app.seatkeeper.desktop":             "app.seatkeeper.desktop",
		"share/metainfo/app.seatkeeper.seatkeeper.metainfo.xml": "metainfo.xml",
		"share/mime/packages/app.seatkeeper.xml":                "mime.xml",
		docs + "/copyright":                                     "copyright",
		"share/lintian/overrides/seatkeeper":                    "lintian-overrides",
	} {
		text, err := m.fill(source)
		if err != nil {
			return nil, err
		}
		t.addText(path, text)
	}
	return t, m.addPapers(t, top)
}

// addPapers adds what has changed, and the licences of all that is in the program.
func (m *maker) addPapers(t tree, top string) error {
	news, err := os.ReadFile(filepath.Join(top, "CHANGELOG.md"))
	if err != nil {
		return err
	}
	changes, err := m.fill("changelog")
	if err != nil {
		return err
	}
	licences, err := m.licences()
	if err != nil {
		return err
	}
	for path, content := range map[string]string{
		"NEWS.md.gz": string(news), "changelog.gz": changes, "licences-of-others.txt.gz": licences,
	} {
		small, err := compressed(content)
		if err != nil {
			return err
		}
		t.add(docs+"/"+path, small)
	}
	return nil
}

// fill fills a text of the folder linux in.
func (m *maker) fill(name string) (string, error) {
	text, err := template.New(name).ParseFS(linux, "linux/"+name)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	err = text.Execute(&out, map[string]string{
		"Version": m.version, "Maintainer": maintainer, "Summary": summary,
		"Day": m.moment.Format("2006-01-02"), "Date": m.moment.Format("Mon, 02 Jan 2006 15:04:05 -0700"),
	})
	return out.String(), err
}

// compressed is what gzip -9 -n makes: without a name and a time.
func compressed(text string) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := fmt.Fprint(w, text); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
