package main

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"seatkeeper/ui/command"
)

// makerForTest packages the program that the checks have built, without what only a
// debugger needs, at the top of the checkout.
func makerForTest(t *testing.T) *maker {
	t.Helper()
	built := os.Getenv("SEATKEEPER_WINDOW")
	if built == "" {
		t.Skip("SEATKEEPER_WINDOW does not name a built program")
	}
	stripped := filepath.Join(t.TempDir(), "seatkeeper")
	run(t, "strip", "-o", stripped, built)
	t.Chdir(filepath.Join("..", ".."))
	m, err := newMaker(".", stripped, filepath.Join(t.TempDir(), "packages"), io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	m.quick = true
	return m
}

// run runs a program that must not fail, and returns what it prints.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// check runs a program where it is installed.
func check(t *testing.T, name string, args ...string) (out string, ran bool) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Logf("%s is not there: left out", name)
		return "", false
	}
	return run(t, name, args...), true
}

// TestThePackages makes them once, as that takes its time, and looks into each.
func TestThePackages(t *testing.T) {
	m := makerForTest(t)
	made, err := m.make()
	if err != nil {
		t.Fatal(err)
	}
	if len(made) != 5 {
		t.Fatalf("made are %q", made)
	}
	t.Run("again, to the byte", func(t *testing.T) { testAgain(t, m, made) })
	t.Run("sums", func(t *testing.T) {
		if _, err := exec.LookPath("sha256sum"); err == nil {
			check := exec.Command("sha256sum", "-c", "SHA256SUMS")
			check.Dir = m.into
			if out, err := check.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		}
	})
	t.Run("home folder", func(t *testing.T) { testHome(t, made[0]) })
	t.Run("deb", func(t *testing.T) { testDeb(t, made[1]) })
	t.Run("rpm", func(t *testing.T) { testRPM(t, made[2]) })
	t.Run("modules", func(t *testing.T) { testModules(t, made[3]) })
}

func testAgain(t *testing.T, m *maker, made []string) {
	again := *m
	again.into = filepath.Join(t.TempDir(), "again")
	second, err := again.make()
	if err != nil {
		t.Fatal(err)
	}
	for i := range made {
		if sumOf(t, made[i]) != sumOf(t, second[i]) {
			t.Errorf("%s has other bytes when it is made again", filepath.Base(made[i]))
		}
	}
}

func sumOf(t *testing.T, path string) [sha256.Size]byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(content)
}

// testHome installs for a user without rights, over itself, and removes; data stay.
func testHome(t *testing.T, archive string) {
	work, home := t.TempDir(), filepath.Join(t.TempDir(), "a home & more")
	run(t, "tar", "-xf", archive, "-C", work)
	folders, err := filepath.Glob(filepath.Join(work, "seatkeeper-*"))
	if err != nil || len(folders) != 1 {
		t.Fatal(folders, err)
	}
	t.Setenv("HOME", home)
	t.Setenv("PREFIX", "")
	t.Setenv("XDG_DATA_HOME", "")
	data := filepath.Join(home, ".local", "share", "seatkeeper", "data")
	if err := os.MkdirAll(data, 0o700); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(home, ".local", "bin", "seatkeeper")
	for range 2 {
		run(t, "sh", filepath.Join(folders[0], "install.sh"))
		if out := run(t, program, "--version"); !strings.HasPrefix(out, "seatkeeper ") {
			t.Errorf("it says %q", out)
		}
	}
	entry := filepath.Join(home, ".local", "share", "applications", "app.seatkeeper.desktop")
	text, err := os.ReadFile(entry)
	if err != nil || !strings.Contains(string(text), `Exec="`+program+`" %f`+"\n") {
		t.Errorf("%v\n%s", err, text)
	}
	check(t, "desktop-file-validate", entry)
	run(t, "sh", filepath.Join(home, ".local", "lib", "seatkeeper", "uninstall.sh"))
	var left []string
	err = filepath.WalkDir(home, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !strings.HasSuffix(path, ".cache") && !strings.Contains(path, "/mime/") {
			left = append(left, path)
		}
		return err
	})
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %q %v", left, err)
	}
	if _, err := os.Stat(data); err != nil {
		t.Errorf("the data are gone: %v", err)
	}
}

func testDeb(t *testing.T, path string) {
	if _, err := exec.LookPath("dpkg-deb"); err != nil {
		t.Skip("dpkg-deb is not there")
	}
	control := run(t, "dpkg-deb", "-f", path)
	for _, want := range []string{"Package: seatkeeper\n", "Architecture: amd64\n", "libgl1", "Description: " + summary} {
		if !strings.Contains(control, want) {
			t.Errorf("control does not say %q:\n%s", want, control)
		}
	}
	content, err := exec.Command("dpkg-deb", "--fsys-tarfile", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	to := t.TempDir()
	var names []string
	for files := tar.NewReader(bytes.NewReader(content)); ; {
		header, err := files.Next()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		names = append(names, strings.TrimPrefix(header.Name, "."))
		if header.Uid != 0 || header.Gid != 0 || header.Mode&0o022 != 0 {
			t.Errorf("%s belongs to %d:%d with mode %o", header.Name, header.Uid, header.Gid, header.Mode)
		}
	}
	for _, want := range []string{"/usr/bin/seatkeeper", "/usr/share/applications/app.seatkeeper.desktop", "/usr/share/man/man1/seatkeeper.1.gz",
		"/usr/share/icons/hicolor/16x16/apps/app.seatkeeper.png", "/usr/share/icons/hicolor/512x512/mimetypes/" + backupIcon + ".png",
		"/usr/share/doc/seatkeeper/changelog.gz", "/usr/share/doc/seatkeeper/licences-of-others.txt.gz"} {
		if !slices.Contains(names, want) {
			t.Errorf("%s is not in it: %q", want, names)
		}
	}
	run(t, "dpkg-deb", "-x", path, to)
	check(t, "desktop-file-validate", filepath.Join(to, "usr/share/applications/app.seatkeeper.desktop"))
	check(t, "appstreamcli", "validate", "--no-net", filepath.Join(to, "usr/share/metainfo/app.seatkeeper.seatkeeper.metainfo.xml"))
	// The program of the checks is built without what that tag asks for.
	if out, ran := check(t, "lintian", "--allow-root", "--suppress-tags", "hardening-no-pie,hardening-no-bindnow", "--fail-on", "error,warning", path); ran && out != "" {
		t.Error(out)
	}
	testMIME(t, filepath.Join(to, "usr/share"))
}

// testMIME asks as a desktop does which kind of file something is.
func testMIME(t *testing.T, share string) {
	if _, ran := check(t, "update-mime-database", filepath.Join(share, "mime")); !ran {
		return
	}
	if _, err := exec.LookPath("gio"); err != nil {
		t.Log("gio is not there: left out")
		return
	}
	t.Setenv("XDG_DATA_HOME", share)
	t.Setenv("LC_ALL", "C.UTF-8")
	folder := t.TempDir()
	const backup = "{\n\"schemaVersion\": \"1.4.0\",\n\"app\": \"Seatkeeper 0.1.0\",\n\"exportedAt\": "
	for _, test := range []struct{ name, content, want string }{
		{"backup-20261124-104207.json", backup, "application/vnd.seatkeeper.backup+json"},
		{"our office.json", backup, "application/vnd.seatkeeper.backup+json"},
		{"backup-20261124-104207.json.age", "age-encryption.org/v1\n", "application/vnd.seatkeeper.locked-backup"},
		{"backup-of-my-settings.json", "{\"app\": 1}\n", "application/json"},
		{"package.json", "{\n  \"name\": \"another\"\n}\n", "application/json"},
		{"list.json", "[1, 2]\n", "application/json"},
	} {
		file := filepath.Join(folder, test.name)
		if err := os.WriteFile(file, []byte(test.content), 0o600); err != nil {
			t.Fatal(err)
		}
		if out := run(t, "gio", "info", "-a", "standard::content-type", file); !strings.Contains(out, "content-type: "+test.want+"\n") {
			t.Errorf("%s is %s, not %s", test.name, out, test.want)
		}
	}
}

func testRPM(t *testing.T, path string) {
	if _, ran := check(t, "rpm", "--version"); !ran {
		return
	}
	run(t, "rpm", "-K", "--nosignature", path)
	out := run(t, "rpm", "-qp", "--qf", "%{NAME} %{VERSION} %{ARCH} %{LICENSE} %{BUILDHOST}\n", path)
	if want := "seatkeeper 0.1.0 x86_64 MIT localhost\n"; !strings.HasSuffix(out, want) {
		t.Errorf("it is %q, not %q", out, want)
	}
	files := run(t, "rpm", "-qlp", path)
	for _, want := range []string{"/usr/bin/seatkeeper\n", "/usr/share/applications/app.seatkeeper.desktop\n"} {
		if !strings.Contains(files, want) {
			t.Errorf("%q is not in it:\n%s", want, files)
		}
	}
}

func testModules(t *testing.T, path string) {
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var list struct {
		BOMFormat  string `json:"bomFormat"`
		Components []struct{ Name, Version, Purl string }
	}
	if err := json.Unmarshal(content, &list); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, c := range list.Components {
		names[c.Name] = c.Version != "" && strings.HasPrefix(c.Purl, "pkg:golang/"+c.Name+"@")
	}
	if list.BOMFormat != "CycloneDX" || !names["fyne.io/fyne/v2"] || !names["zombiezen.com/go/sqlite"] || !names["std"] {
		t.Errorf("%s", content)
	}
}

func TestTheManualAndTheCompletionsKnowTheCommands(t *testing.T) {
	grammar, err := command.Grammar()
	if err != nil {
		t.Fatal(err)
	}
	page := manualPage(grammar.Node, "1.2.3", time.Unix(0, 0).UTC())
	for _, want := range []string{".SS people import", ".B \\-\\-data=DIR\n", "Write a backup and print its path.\n", "1970-01-01"} {
		if !strings.Contains(page, want) {
			t.Errorf("the manual does not say %q:\n%s", want, page)
		}
	}
	for line := range strings.Lines(page) {
		if strings.HasPrefix(line, "'") {
			t.Errorf("read as a command: %s", line)
		}
	}
	for shell, text := range map[string]string{"zsh": zshCompletion(grammar.Node), "fish": fishCompletion(grammar.Node)} {
		if !strings.Contains(text, "export") || !strings.Contains(text, "passphrase-file") {
			t.Errorf("%s: %s", shell, text)
		}
		file := filepath.Join(t.TempDir(), shell)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		check(t, shell, "-n", file)
	}
}

func TestBashCompletes(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("bash is not there")
	}
	grammar, err := command.Grammar()
	if err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string]string{
		"exp": "export", "people im": "import", "--data x offices exp": "export", "export --passph": "--passphrase-file", "export ": "", "--vers": "--version",
	} {
		words := append([]string{"seatkeeper"}, strings.Split(typed, " ")...)
		var typedWords strings.Builder
		for _, word := range words {
			typedWords.WriteString(" " + quoted(word))
		}
		script := fmt.Sprintf("%s\nCOMP_WORDS=(%s)\nCOMP_CWORD=%d\n_seatkeeper\necho \"${COMPREPLY[@]}\"\n", bashCompletion(grammar.Node), typedWords.String(), len(words)-1)
		if got := strings.TrimSpace(run(t, "bash", "-euc", script)); got != want {
			t.Errorf("%q becomes %q, not %q", typed, got, want)
		}
	}
}

func TestTheIconIsDrawn(t *testing.T) {
	all := tree{}
	if err := addIcons(all, filepath.Join("..", "..", "ui", "icon.svg")); err != nil {
		t.Fatal(err)
	}
	for _, size := range iconSizes {
		path := iconPath(fmt.Sprintf("%dx%d", size, size), "apps", "app.seatkeeper.png")
		picture, err := png.Decode(bytes.NewReader(all[path].content))
		if err != nil || picture.Bounds().Dx() != size {
			t.Fatalf("%s: %v", path, err)
		}
		red, green, blue, alpha := picture.At(size/2, size/16+1).RGBA()
		if _, _, _, corner := picture.At(0, 0).RGBA(); corner != 0 || alpha < 0xf000 || blue < green || green < red {
			t.Errorf("at %d pixels: %x %x %x %x, corner %x", size, red, green, blue, alpha, corner)
		}
	}
}
