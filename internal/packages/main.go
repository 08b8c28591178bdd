package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

// maker makes the packages of one program. Paths are relative to the top of the
// checkout, which is where it runs.
type maker struct {
	program string    // the built one
	windows string    // the built one for Windows; empty where none can be built
	into    string    // the folder for the packages
	version string    // of the program
	moment  time.Time // of the commit: the date of all that is made
	quick   bool      // less is compressed, which takes a tenth of the time
	said    io.Writer
}

func main() {
	program := flag.String("program", "", "package this built `FILE` in place of building one")
	tags := flag.String("tags", "", "build with these `TAGS`, as the program is built")
	into := flag.String("into", filepath.Join(".dev", "packages"), "write into this `FOLDER`, which is emptied before")
	flag.Parse()
	if flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := packAll(*program, *tags, *into); err != nil {
		fmt.Fprintln(os.Stderr, "packages:", err)
		os.Exit(1)
	}
}

func packAll(program, tags, into string) error {
	m, err := newMaker(".", program, into, os.Stderr)
	if err != nil {
		return err
	}
	if m.program == "" {
		m.program = filepath.Join(".dev", "seatkeeper-packaged")
		if err := m.build(tags); err != nil {
			return err
		}
		if missing := missingForWindows(); missing != "" {
			fmt.Fprintf(os.Stderr, "None are made for Windows. That needs more; on Debian: apt-get install %s\n", missing)
		} else {
			m.windows = filepath.Join(".dev", "seatkeeper-packaged.exe")
			if err := m.buildWindows(tags); err != nil {
				return err
			}
			if err := m.sign(m.windows); err != nil {
				return err
			}
		}
	}
	made, err := m.make()
	for _, path := range made {
		info, statErr := os.Stat(path)
		if statErr != nil {
			return statErr
		}
		fmt.Printf("%s\t%.1f MB\n", path, float64(info.Size())/1e6)
	}
	return err
}

// newMaker reads the version from FyneApp.toml, where it stands for all uses, and the time
// of the commit.
func newMaker(top, program, into string, said io.Writer) (*maker, error) {
	m := &maker{program: program, into: into, said: said}
	var app struct{ Details struct{ Version string } }
	if _, err := toml.DecodeFile(filepath.Join(top, "FyneApp.toml"), &app); err != nil {
		return nil, err
	}
	m.version = app.Details.Version
	seconds := os.Getenv("SOURCE_DATE_EPOCH") // as of reproducible-builds.org
	if seconds == "" {
		log := exec.Command("git", "log", "-1", "--format=%ct")
		log.Dir = top
		out, err := log.Output()
		if err != nil {
			return nil, fmt.Errorf("the date of the commit can't be read; without git, set SOURCE_DATE_EPOCH: %w", err)
		}
		seconds = strings.TrimSpace(string(out))
	}
	epoch, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return nil, fmt.Errorf("the date of the commit: %w", err)
	}
	m.moment = time.Unix(epoch, 0).UTC()
	return m, nil
}

// build builds the program for others: without paths of this machine, without what only a
// debugger needs, at an address that is not known before.
func (m *maker) build(tags string) error {
	fmt.Fprintln(m.said, "Building the program for packages. The first time takes some minutes.")
	build := exec.Command("go", "build", "-tags", tags, "-trimpath", "-buildvcs=false", "-buildmode=pie",
		"-ldflags", "-s -w -linkmode=external -extldflags=-Wl,-z,relro,-z,now -X main.commit="+commit(), "-o", m.program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=1")
	build.Stdout, build.Stderr = m.said, m.said
	return build.Run()
}

// commit returns that of the program, for reports of faults. From an archive without git
// there is none.
func commit() string {
	out, _ := exec.Command("git", "rev-parse", "--short=12", "HEAD").Output()
	return strings.TrimSpace(string(out))
}

// make makes all packages and returns their paths.
func (m *maker) make() (made []string, err error) {
	if err := os.RemoveAll(m.into); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(m.into, 0o755); err != nil {
		return nil, err
	}
	installed, err := m.gather(".")
	if err != nil {
		return nil, err
	}
	writers := []func(tree) (string, error){m.writeTar, m.deb, m.rpm, m.writeModules}
	if m.windows != "" {
		writers = append(writers, m.writeZip, m.writeSetup)
	}
	for _, write := range writers {
		path, err := write(installed)
		if err != nil {
			return made, err
		}
		made = append(made, path)
	}
	path, err := m.writeSums(made)
	return append(made, path), err
}
