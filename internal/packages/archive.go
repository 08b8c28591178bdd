package main

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
)

// writeTar writes what somebody without an administrator installs into the home folder.
func (m *maker) writeTar(installed tree) (string, error) {
	name := "seatkeeper-" + m.version + "-linux-x86_64"
	whole := tree{}
	for _, p := range installed.paths() {
		whole["files/"+p] = installed[p]
	}
	for _, script := range []string{"install.sh", "uninstall.sh", "README.txt"} {
		text, err := m.fill(script)
		if err != nil {
			return "", err
		}
		mode := os.FileMode(0o644)
		if strings.HasSuffix(script, ".sh") {
			mode = 0o755
		}
		whole[script] = file{[]byte(text), mode}
	}
	to := filepath.Join(m.into, name+".tar.xz")
	out, err := os.Create(to)
	if err != nil {
		return "", err
	}
	defer out.Close()
	level := "-6"
	if m.quick {
		level = "-0"
	}
	// One thread: several would cut the archive by how many processors there are.
	xz := exec.Command("xz", "-c", "-T1", level)
	var archive, complaints bytes.Buffer
	if err := m.tar(tar.NewWriter(&archive), name, whole); err != nil {
		return "", err
	}
	xz.Stdin, xz.Stdout, xz.Stderr = &archive, out, &complaints
	if err := xz.Run(); err != nil {
		return "", fmt.Errorf("xz: %w\n%s", err, &complaints)
	}
	return to, out.Close()
}

// tar writes the files below a folder, each folder before what is in it.
func (m *maker) tar(w *tar.Writer, folder string, t tree) error {
	made := map[string]bool{".": true}
	var makeFolder func(p string) error
	makeFolder = func(p string) error {
		if made[p] {
			return nil
		}
		if err := makeFolder(path.Dir(p)); err != nil {
			return err
		}
		made[p] = true
		return w.WriteHeader(&tar.Header{Typeflag: tar.TypeDir, Name: p + "/", Mode: 0o755, ModTime: m.moment, Format: tar.FormatUSTAR})
	}
	for _, p := range t.paths() {
		f, whole := t[p], path.Join(folder, p)
		if err := makeFolder(path.Dir(whole)); err != nil {
			return err
		}
		header := tar.Header{Typeflag: tar.TypeReg, Name: whole, Mode: int64(f.mode), Size: int64(len(f.content)), ModTime: m.moment, Format: tar.FormatUSTAR}
		if err := w.WriteHeader(&header); err != nil {
			return err
		}
		if _, err := w.Write(f.content); err != nil {
			return err
		}
	}
	return w.Close()
}

// writeSums writes the list that "sha256sum -c" checks.
func (m *maker) writeSums(made []string) (string, error) {
	var list strings.Builder
	for _, p := range made {
		content, err := os.ReadFile(p)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&list, "%x  %s\n", sha256.Sum256(content), filepath.Base(p))
	}
	to := filepath.Join(m.into, "SHA256SUMS")
	return to, os.WriteFile(to, []byte(list.String()), 0o644)
}
