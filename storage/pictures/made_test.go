package pictures_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/pictures"
)

// pdfHalves returns a PDF of so many pages, each dark on the left.
func pdfHalves(pages int) []byte {
	var b bytes.Buffer
	var at []int
	object := func(format string, args ...any) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n"+format+"\nendobj\n", append([]any{len(at)}, args...)...)
	}
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	object("<</Type/Pages/Count %d/Kids[%s]>>", pages, strings.Repeat("4 0 R ", pages))
	object("<</Length 34>>\nstream\n0.1 0.1 0.2 rg 0 0 100 100 re f   \nendstream")
	object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 3 0 R>>")
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, offset := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

// hugePNG returns a small file that says it has a milliard pixels.
func hugePNG() []byte {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	_, _ = w.Write(make([]byte, 1<<16))
	_ = w.Close()
	b := []byte("\x89PNG\r\n\x1a\n")
	head := binary.BigEndian.AppendUint32(nil, 32_000)
	head = append(binary.BigEndian.AppendUint32(head, 32_000), 8, 0, 0, 0, 0)
	for _, chunk := range []struct {
		name    string
		content []byte
	}{{"IHDR", head}, {"IDAT", packed.Bytes()}, {"IEND", nil}} {
		b = binary.BigEndian.AppendUint32(b, uint32(len(chunk.content)))
		part := append([]byte(chunk.name), chunk.content...)
		b = append(b, part...)
		b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(part))
	}
	return b
}

// twoHalves returns a picture that is dark on the left and light on the right.
func twoHalves(width, height int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := range width * height {
		img.Set(i%width, i/width, color.White)
		if i%width < width/2 {
			img.Set(i%width, i/width, color.RGBA{0x10, 0x20, 0x30, 0xff})
		}
	}
	return img
}

// asKept returns the picture as a camera keeps it that says it was turned so: where Exif
// says that the first row and the first column of what is kept are seen.
func asKept(img image.Image, turn int) image.Image {
	width, height := img.Bounds().Dx(), img.Bounds().Dy()
	seen := func(row, column int) (x, y int) { // of a row and a column of what is kept
		switch turn {
		case 1: // row at the top, column at the left
			return column, row
		case 2: // top, right
			return width - 1 - column, row
		case 3: // bottom, right
			return width - 1 - column, height - 1 - row
		case 4: // bottom, left
			return column, height - 1 - row
		case 5: // left, top
			return row, column
		case 6: // right, top
			return width - 1 - row, column
		case 7: // right, bottom
			return width - 1 - row, height - 1 - column
		default: // left, bottom
			return row, height - 1 - column
		}
	}
	rows, columns := height, width
	if turn >= 5 {
		rows, columns = width, height
	}
	kept := image.NewRGBA(image.Rect(0, 0, columns, rows))
	for row := range rows {
		for column := range columns {
			x, y := seen(row, column)
			kept.Set(column, row, img.At(x, y))
		}
	}
	return kept
}

func withOrientation(content []byte, turn int, order binary.ByteOrder) []byte {
	tiff := []byte("MM\x00*")
	if order == binary.LittleEndian {
		tiff = []byte("II*\x00")
	}
	add16 := func(v uint16) { b := make([]byte, 2); order.PutUint16(b, v); tiff = append(tiff, b...) }
	add32 := func(v uint32) { b := make([]byte, 4); order.PutUint32(b, v); tiff = append(tiff, b...) }
	add32(8)
	add16(2)
	for _, entry := range [][2]uint16{{0x0100, 40}, {0x0112, uint16(turn)}} {
		add16(entry[0])
		add16(3)
		add32(1)
		add16(entry[1])
		add16(0)
	}
	part := append([]byte("Exif\x00\x00"), tiff...)
	head := append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(part)+2))...)
	return append(append(head, part...), content[2:]...)
}

func isDark(c color.Color) bool {
	r, g, b, _ := c.RGBA()
	return r+g+b < 3*0x6000
}

func pngOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func file(t testing.TB, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "plan")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t *testing.T, content []byte, page int) pictures.Picture {
	t.Helper()
	source, err := pictures.Open(t.Context(), file(t, content))
	if err != nil {
		t.Fatal(err)
	}
	p, err := source.Picture(t.Context(), page)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// code returns the first fault of a file, or nothing.
func code(err error) failure.FaultCode {
	var faults *failure.FaultsError
	if errors.As(err, &faults) {
		return faults.Faults[0].Code
	}
	return ""
}
