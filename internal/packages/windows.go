package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"embed"
	"encoding/binary"
	"fmt"
	"image"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"text/template"
)

//go:embed windows
var windows embed.FS

const (
	windowsCompiler  = "x86_64-w64-mingw32-gcc"
	windowsResources = "x86_64-w64-mingw32-windres"
)

// missingForWindows says what has to be installed before packages for Windows can be made;
// empty if nothing has.
func missingForWindows() string {
	var missing []string
	for _, tool := range []struct{ name, pack string }{{windowsCompiler, "gcc-mingw-w64-x86-64"}, {"makensis", "nsis"}} {
		if _, err := exec.LookPath(tool.name); err != nil {
			missing = append(missing, tool.pack)
		}
	}
	return strings.Join(missing, " ")
}

// buildWindows builds the program for Windows, with its icon, version and manifest.
func (m *maker) buildWindows(tags string) error {
	fmt.Fprintln(m.said, "Building the program for Windows. The first time takes some minutes.")
	work, err := os.MkdirTemp("", "seatkeeper-windows")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	object, err := m.resources(work)
	if err != nil {
		return err
	}
	build := exec.Command("go", "build", "-tags", tags, "-trimpath", "-buildvcs=false",
		"-ldflags", "-s -w -H windowsgui -linkmode=external -extldflags="+object+" -X main.commit="+commit(), "-o", m.windows, ".")
	build.Env = append(os.Environ(), "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=1", "CC="+windowsCompiler)
	build.Stdout, build.Stderr = m.said, m.said
	return build.Run()
}

// resources compiles what Windows shows of a program, and what it asks of Windows.
func (m *maker) resources(work string) (object string, err error) {
	if err := writeIcon(filepath.Join("ui", "icon.svg"), filepath.Join(work, "seatkeeper.ico")); err != nil {
		return "", err
	}
	for _, name := range []string{"seatkeeper.rc", "seatkeeper.manifest"} {
		text, err := m.fillWindows(name)
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(work, name), []byte(text), 0o600); err != nil {
			return "", err
		}
	}
	compile := exec.Command(windowsResources, "-i", "seatkeeper.rc", "-O", "coff", "-o", "resources.o")
	compile.Dir = work
	if out, err := compile.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%s: %w\n%s", windowsResources, err, out)
	}
	return filepath.Join(work, "resources.o"), nil
}

// writeIcon writes the drawing as an icon of Windows: a list of pictures.
func writeIcon(drawing, to string) error {
	content, err := os.ReadFile(drawing)
	if err != nil {
		return err
	}
	large, err := drawIcon(content)
	if err != nil {
		return fmt.Errorf("%s: %w", drawing, err)
	}
	icon, err := windowsIcon(large)
	if err != nil {
		return err
	}
	return os.WriteFile(to, icon, 0o600)
}

// windowsIcon returns an .ico with PNGs in it, see
// https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10)
func windowsIcon(large image.Image) ([]byte, error) {
	sizes := []int{16, 20, 24, 32, 40, 48, 64, 128, 256}
	type entry struct {
		Width, Height, Colours, Zero byte // 0 is 256
		Planes, Bits                 uint16
		Size, At                     uint32
	}
	var list, pictures bytes.Buffer
	at := 6 + 16*len(sizes)
	write := func(value any) { _ = binary.Write(&list, binary.LittleEndian, value) } // a buffer takes all
	write([]uint16{0, 1, uint16(len(sizes))})
	for _, size := range sizes {
		picture, err := scaled(large, size)
		if err != nil {
			return nil, err
		}
		write(entry{byte(size % 256), byte(size % 256), 0, 0, 1, 32, uint32(len(picture)), uint32(at + pictures.Len())})
		pictures.Write(picture)
	}
	return append(list.Bytes(), pictures.Bytes()...), nil
}

// fillWindows fills a text of the folder windows in.
func (m *maker) fillWindows(name string) (string, error) {
	text, err := template.New(name).ParseFS(windows, "windows/"+name)
	if err != nil {
		return "", err
	}
	dotted := m.version + ".0"
	var out strings.Builder
	err = text.Execute(&out, map[string]string{"Version": m.version, "Dotted": dotted, "Numbers": strings.ReplaceAll(dotted, ".", ",")})
	return out.String(), err
}

// windowsFiles returns what is installed, with the line ends that Notepad once wanted.
func (m *maker) windowsFiles(installed tree) (tree, error) {
	program, err := os.ReadFile(m.windows)
	if err != nil {
		return nil, err
	}
	licence, err := os.ReadFile("LICENSE")
	if err != nil {
		return nil, err
	}
	others, err := m.licences()
	if err != nil {
		return nil, err
	}
	readme, err := m.fillWindows("README.txt")
	if err != nil {
		return nil, err
	}
	t := tree{"seatkeeper.exe": file{program, 0o755}}
	for name, text := range map[string]string{"LICENSE.txt": string(licence), "licences-of-others.txt": others, "README.txt": readme} {
		t.addText(name, strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\r\n"))
	}
	return t, nil
}

// writeZip writes the program to carry about: with its folder of data beside it.
func (m *maker) writeZip(installed tree) (string, error) {
	t, err := m.windowsFiles(installed)
	if err != nil {
		return "", err
	}
	name := "seatkeeper-" + m.version + "-windows-x86_64-portable"
	to := filepath.Join(m.into, name+".zip")
	out, err := os.Create(to)
	if err != nil {
		return "", err
	}
	defer out.Close()
	archive := zip.NewWriter(out)
	level := flate.BestCompression
	if m.quick {
		level = flate.BestSpeed
	}
	archive.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, level) })
	for _, p := range t.paths() {
		w, err := archive.CreateHeader(&zip.FileHeader{Name: "Seatkeeper/" + p, Method: zip.Deflate, Modified: m.moment})
		if err != nil {
			return "", err
		}
		if _, err := w.Write(t[p].content); err != nil {
			return "", err
		}
	}
	if _, err := archive.CreateHeader(&zip.FileHeader{Name: "Seatkeeper/data/", Modified: m.moment}); err != nil {
		return "", err
	}
	if err := archive.Close(); err != nil {
		return "", err
	}
	return to, out.Close()
}

// writeSetup has NSIS write the installer.
func (m *maker) writeSetup(installed tree) (string, error) {
	t, err := m.windowsFiles(installed)
	if err != nil {
		return "", err
	}
	work, err := os.MkdirTemp("", "seatkeeper-setup")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(work)
	script, err := m.fillWindows("seatkeeper.nsi")
	if err != nil {
		return "", err
	}
	t.addText("seatkeeper.nsi", script)
	for _, p := range t.paths() {
		if err := os.WriteFile(filepath.Join(work, p), t[p].content, 0o600); err != nil {
			return "", err
		}
	}
	if err := writeIcon(filepath.Join("ui", "icon.svg"), filepath.Join(work, "seatkeeper.ico")); err != nil {
		return "", err
	}
	to, err := filepath.Abs(filepath.Join(m.into, "seatkeeper-"+m.version+"-windows-x86_64-setup.exe"))
	if err != nil {
		return "", err
	}
	compressor := "lzma"
	if m.quick {
		compressor = "zlib"
	}
	pack := exec.Command("makensis", "-V2", "-WX", "-DCOMPRESSOR="+compressor, "-DOUT="+to, "seatkeeper.nsi")
	pack.Dir = work
	pack.Env = append(os.Environ(), "SOURCE_DATE_EPOCH="+strconv.FormatInt(m.moment.Unix(), 10))
	if out, err := pack.CombinedOutput(); err != nil {
		return "", fmt.Errorf("makensis: %w\n%s", err, out)
	}
	return to, m.sign(to)
}

// sign signs a program with the key that SEATKEEPER_SIGN_KEY names, a PKCS #12 file, and
// the password in the file that SEATKEEPER_SIGN_PASSWORD names. Without them it stays as
// it is.
func (m *maker) sign(path string) error {
	key := os.Getenv("SEATKEEPER_SIGN_KEY")
	if key == "" {
		return nil
	}
	signed := path + ".signed"
	args := []string{"sign", "-pkcs12", key, "-h", "sha256", "-n", "Seatkeeper", "-in", path, "-out", signed}
	if password := os.Getenv("SEATKEEPER_SIGN_PASSWORD"); password != "" {
		args = append(args, "-readpass", password)
	}
	if out, err := exec.Command("osslsigncode", args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s can't be signed: %w\n%s", path, err, out)
	}
	return os.Rename(signed, path)
}
