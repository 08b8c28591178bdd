package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"seatkeeper/internal/gotool"
)

const (
	nfpmVersion = "v2.45.2"
	nfpmModule  = "github.com/goreleaser/nfpm/v2/cmd/nfpm"
	maintainer  = "The Seatkeeper developers <developers@seatkeeper.invalid>"
	summary     = "who sits where in an office, with backups that can be trusted"
	description = summary + `
Seatkeeper shows who sits where in an office, day by day, and books desks.
It is one window and one folder of data on your own computer: no server, no
account, nothing is sent anywhere. Each backup is one file, complete and
checked before you are told that it exists.`
)

// The window's libraries are asked for when it opens, and so not to be seen in the program;
// without a window, for the commands, it needs libGL all the same.
var (
	debNeeds = []string{"libc6 (>= 2.34)", "libgl1", "libx11-6", "libxcursor1", "libxi6", "libxinerama1", "libxrandr2", "libxxf86vm1"}
	rpmNeeds = []string{"libc.so.6(GLIBC_2.34)(64bit)", "libGL.so.1()(64bit)", "libX11.so.6()(64bit)", "libXcursor.so.1()(64bit)",
		"libXi.so.6()(64bit)", "libXinerama.so.1()(64bit)", "libXrandr.so.2()(64bit)", "libXxf86vm.so.1()(64bit)"}
)

func (m *maker) deb(t tree) (path string, err error) {
	path, err = m.nfpm(t, "deb", "seatkeeper_"+m.version+"_amd64.deb", map[string]any{
		"depends": debNeeds, "recommends": []string{"libgl1-mesa-dri", "xdg-desktop-portal", "default-dbus-session-bus | dbus-session-bus"},
		"suggests": []string{"age"},
	})
	if _, lookErr := exec.LookPath("dpkg-deb"); err == nil && lookErr == nil {
		err = m.smallDeb(path)
	}
	return path, err
}

// smallDeb packs a .deb anew as small as Debian's own tool makes it: three megabytes in
// twenty less than nfpm does.
func (m *maker) smallDeb(path string) error {
	work, err := os.MkdirTemp("", "seatkeeper-deb")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	level := "-z6"
	if m.quick {
		level = "-z0"
	}
	laidOut := filepath.Join(work, "seatkeeper")
	for _, args := range [][]string{{"--raw-extract", path, laidOut}, {"--root-owner-group", "-Zxz", level, "--build", laidOut, path}} {
		c := m.reproducibly("dpkg-deb", args...)
		// One thread: several would cut the archive by how many processors there are.
		c.Env = append(c.Env, "DPKG_DEB_THREADS_MAX=1")
		if out, err := c.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w\n%s", path, err, out)
		}
	}
	return nil
}

// reproducibly is a program that takes the date of the commit for the present.
func (m *maker) reproducibly(name string, args ...string) *exec.Cmd {
	c := exec.Command(name, args...)
	c.Env = append(os.Environ(), "SOURCE_DATE_EPOCH="+strconv.FormatInt(m.moment.Unix(), 10))
	return c
}

func (m *maker) rpm(t tree) (string, error) {
	return m.nfpm(t, "rpm", "seatkeeper-"+m.version+"-1.x86_64.rpm", map[string]any{
		"depends": rpmNeeds, "recommends": []string{"mesa-dri-drivers", "xdg-desktop-portal"},
	})
}

// nfpm has a package made. The files are laid out in a folder for that, and the
// description is JSON, which is YAML as well.
func (m *maker) nfpm(t tree, format, name string, more map[string]any) (string, error) {
	tool, err := gotool.Install("nfpm", nfpmVersion, nfpmModule, m.said)
	if err != nil {
		return "", err
	}
	work, err := os.MkdirTemp("", "seatkeeper-"+format)
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(work)
	var contents []map[string]any
	for i, p := range t.paths() {
		from := filepath.Join(work, strconv.Itoa(i))
		if err := os.WriteFile(from, t[p].content, 0o600); err != nil {
			return "", err
		}
		contents = append(contents, map[string]any{"src": from, "dst": "/usr/" + p, "file_info": map[string]any{
			"mode": int(t[p].mode), "mtime": m.moment, "owner": "root", "group": "root",
		}})
	}
	compression := "xz"
	if m.quick {
		compression = "zstd:fastest"
	}
	settings := map[string]any{
		"name": "seatkeeper", "arch": "amd64", "platform": "linux", "version": m.version, "section": "misc", "priority": "optional",
		"maintainer": maintainer, "vendor": "The Seatkeeper developers", "description": description, "license": "MIT", "mtime": m.moment,
		"disable_globbing": true, "contents": contents,
		"deb": map[string]any{"compression": compression},
		"rpm": map[string]any{"compression": compression, "summary": summary, "group": "Applications/Productivity", "buildhost": "localhost"},
	}
	if format == "rpm" {
		settings["release"] = "1"
	}
	for key, value := range more {
		settings[key] = value
	}
	config, err := json.MarshalIndent(settings, "", "  ")
	if err != nil {
		return "", err
	}
	path := filepath.Join(work, "nfpm.yaml")
	if err := os.WriteFile(path, config, 0o600); err != nil {
		return "", err
	}
	to := filepath.Join(m.into, name)
	pack := m.reproducibly(tool, "package", "--config", path, "--packager", format, "--target", to)
	if out, err := pack.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%s: %w\n%s", name, err, out)
	}
	return to, nil
}
