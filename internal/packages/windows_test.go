package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// makerOfWindows packages this test program as if it were the one for Windows.
func makerOfWindows(t *testing.T) *maker {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join("..", ".."))
	return &maker{program: self, windows: self, into: t.TempDir(), version: "1.2.3", moment: time.Unix(1e9, 0).UTC(), quick: true}
}

func TestTheIconOfWindowsHoldsItsPictures(t *testing.T) {
	icon, err := windowsIcon(image.NewRGBA(image.Rect(0, 0, 300, 300)))
	if err != nil {
		t.Fatal(err)
	}
	for i := range int(binary.LittleEndian.Uint16(icon[4:])) {
		entry := icon[6+16*i:]
		size, at := binary.LittleEndian.Uint32(entry[8:]), binary.LittleEndian.Uint32(entry[12:])
		picture, err := png.Decode(bytes.NewReader(icon[at : at+size]))
		if err != nil || picture.Bounds().Dx()%256 != int(entry[0]) {
			t.Errorf("picture %d: %v", i, err)
		}
	}
}

func TestWhatIsForWindowsIsMadeAgainToTheByte(t *testing.T) {
	if missing := missingForWindows(); missing != "" {
		t.Skip("not installed: ", missing)
	}
	m := makerOfWindows(t)
	if _, err := m.resources(t.TempDir()); err != nil {
		t.Error(err)
	}
	for name, write := range map[string]func(tree) (string, error){"zip": m.writeZip, "setup": m.writeSetup} {
		var made [][]byte
		for range 2 {
			path, err := write(nil)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			made = append(made, content)
		}
		if !bytes.Equal(made[0], made[1]) {
			t.Errorf("the %s has other bytes when it is made again", name)
		}
	}
}

func TestASetupIsSignedWithTheKeyThatIsGiven(t *testing.T) {
	for _, tool := range []string{"osslsigncode", "openssl", "makensis"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(tool, " is not there")
		}
	}
	m, folder := makerOfWindows(t), t.TempDir()
	in := func(name string) string { return filepath.Join(folder, name) }
	if err := os.WriteFile(in("password"), []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", in("key"), "-out", in("certificate"), "-days", "2", "-subj", "/CN=a test",
		"-addext", "extendedKeyUsage=codeSigning")
	run(t, "openssl", "pkcs12", "-export", "-inkey", in("key"), "-in", in("certificate"), "-out", in("both"), "-passout", "pass:secret")
	t.Setenv("SEATKEEPER_SIGN_KEY", in("both"))
	t.Setenv("SEATKEEPER_SIGN_PASSWORD", in("password"))
	path, err := m.writeSetup(nil)
	if err != nil {
		t.Fatal(err)
	}
	if out := run(t, "osslsigncode", "verify", "-CAfile", in("certificate"), "-in", path); !strings.Contains(out, "CN=a test") {
		t.Error(out)
	}
}
