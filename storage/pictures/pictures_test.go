package pictures_test

import (
	"bytes"
	"compress/zlib"
	"context"
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
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/pictures"
)

func TestPicturesAreReadByWhatTheyAre(t *testing.T) {
	cases := map[string]struct {
		content       []byte
		width, height int
		kept          string
	}{
		"a drawing in PNG":       {pngOf(t, twoHalves(40, 20)), 40, 20, data.PicturePNG},
		"a photo":                {jpegOf(t, twoHalves(40, 20)), 40, 20, data.PictureJPEG},
		"a PNG that is too wide": {pngOf(t, image.NewGray(image.Rect(0, 0, 8000, 400))), 4000, 200, data.PicturePNG},
		"an SVG":                 {[]byte(svgHalves), 3000, 1500, data.PicturePNG},
		"an SVG in Latin-1":      {[]byte("<?xml version='1.0' encoding='ISO-8859-1'?><!-- B\xfcro -->" + svgHalves), 3000, 1500, data.PicturePNG},
		"a page of a PDF":        {pdfHalves(1), 3000, 1500, data.PicturePNG},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			p := read(t, c.content, 1)
			if p.Type != c.kept || p.Width != c.width || p.Height != c.height {
				t.Fatalf("%s of %d × %d, not %s of %d × %d", p.Type, p.Width, p.Height, c.kept, c.width, c.height)
			}
			if again, err := data.NewPicture(p.Bytes); err != nil || again.ID != p.ID || again.Type != p.Type {
				t.Errorf("no store keeps it: %v, %v", again.Type, err)
			}
			if strings.Contains(name, "wide") {
				return
			}
			img, _, err := image.Decode(bytes.NewReader(p.Bytes))
			if err != nil {
				t.Fatal(err)
			}
			if !isDark(img.At(p.Width/4, p.Height/2)) || isDark(img.At(p.Width*3/4, p.Height/2)) {
				t.Errorf("dark left, light right expected: %v %v", img.At(p.Width/4, p.Height/2), img.At(p.Width*3/4, p.Height/2))
			}
		})
	}
}

func TestAPictureThatStaysTooLargeIsMadeSmaller(t *testing.T) {
	noise := image.NewRGBA(image.Rect(0, 0, 1500, 1500)) // no encoding makes that small
	state := uint32(1)
	for i := range noise.Pix {
		state = state*1664525 + 1013904223
		noise.Pix[i] = byte(state >> 24)
	}
	p := read(t, pngOf(t, noise), 1)
	if len(p.Bytes) > data.MaxPictureBytes || p.Type != data.PictureJPEG {
		t.Errorf("%d bytes of %s", len(p.Bytes), p.Type)
	}
}

func TestPhotosStandAsTheyWereTaken(t *testing.T) {
	upright := twoHalves(40, 20)
	for turn := 1; turn <= 8; turn++ {
		for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
			lying := asKept(upright, turn)
			p := read(t, withOrientation(jpegOf(t, lying), turn, order), 1)
			img, _, err := image.Decode(bytes.NewReader(p.Bytes))
			if err != nil {
				t.Fatal(err)
			}
			if p.Width != 40 || !isDark(img.At(5, 10)) || isDark(img.At(35, 10)) {
				t.Errorf("turn %d (%v): %d wide, left %v", turn, order, p.Width, img.At(5, 10))
			}
		}
	}
}

func TestPagesOfAPDFAreChosen(t *testing.T) {
	source, err := pictures.Open(t.Context(), file(t, pdfHalves(3)))
	if err != nil || source.Pages() != 3 {
		t.Fatalf("%v, %v", source, err)
	}
	if _, err := source.Picture(t.Context(), 4); code(err) != failure.FaultNoPage {
		t.Errorf("page 4 of 3: %v", err)
	}
}

func TestWhatIsNoPictureIsRefusedWithoutHarm(t *testing.T) {
	drawing := pngOf(t, twoHalves(400, 200))
	cases := map[string]struct {
		content []byte
		want    failure.FaultCode
	}{
		"nothing":               {nil, failure.FaultEmpty},
		"a text":                {[]byte("Dear all"), failure.FaultNotAPicture},
		"a web page":            {[]byte("<html><svg/></html>"), failure.FaultNotAPicture},
		"a PNG cut off":         {drawing[:len(drawing)/2], failure.FaultBadPicture},
		"a PNG of its head":     {drawing[:10], failure.FaultBadPicture},
		"a PNG of 10^9 pixels":  {hugePNG(), failure.FaultManyPixels},
		"a PDF cut off":         {pdfHalves(1)[:40], failure.FaultBadPicture},
		"a PDF of noise":        {append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("obj<<"), 1000)...), failure.FaultBadPicture},
		"an SVG cut off":        {[]byte(svgHalves[:100]), failure.FaultBadPicture},
		"an SVG without a size": {[]byte(`<svg><rect width="1" height="1"/></svg>`), failure.FaultBadPicture},
		"an SVG that uses itself": {[]byte(`<svg viewBox="0 0 1 1"><defs><g id="a"><use href="#a"/></g></defs><use href="#a"/></svg>`),
			failure.FaultBadPicture},
		"an SVG of 10^9 parts": {[]byte(`<svg viewBox="0 0 1 1"><defs><g id="a">` + strings.Repeat(`<path d="M0 0L1 1"/>`, 30_000) + `</g></defs>` +
			strings.Repeat(`<use href="#a"/>`, 30_000) + `</svg>`), failure.FaultTooMany},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			source, err := pictures.Open(t.Context(), file(t, c.content))
			if err == nil {
				_, err = source.Picture(t.Context(), 1)
			}
			if code(err) != c.want {
				t.Errorf("%v, not %s", err, c.want)
			}
		})
	}
}

// Numbers that nobody draws with must neither end the program nor keep it busy.
func TestOddNumbersInAnSVGAreDrawnSomehow(t *testing.T) {
	for _, part := range []string{
		`<path d="M0 0L1e30 1e30 L-1e30 5" stroke="#000" stroke-width="1e9" fill="none"/>`,
		`<path d="M0 0 H100" stroke="#000" stroke-dasharray="1e-9 1e-9"/>`,
		`<path d="M0 0 H1e9" stroke="#000" stroke-dasharray="0.1"/>`,
		`<path d="M0 0` + strings.Repeat(" H1e7 H-1e7", 2000) + `" stroke="#000" stroke-dasharray="2 2"/>`,
		`<circle cx="1e20" cy="0" r="1e20"/>`,
		`<path d="M NaN Inf L 1 1"/>`,
		`<path d="M0 0 A 0 0 0 0 0 NaN 1"/>`,
		`<rect x="-5" width="1e300" height="1e300" transform="scale(1e300)"/>`,
	} {
		source, err := pictures.Open(t.Context(), file(t, []byte(`<svg viewBox="0 0 100 50">`+part+`</svg>`)))
		if err == nil {
			_, err = source.Picture(t.Context(), 1)
		}
		if err != nil && code(err) == "" {
			t.Errorf("%s: %v", part, err)
		}
	}
}

func TestReadingEndsWhenItIsCancelled(t *testing.T) {
	for name, content := range map[string][]byte{"PDF": pdfHalves(1), "SVG": []byte(svgHalves), "PNG": pngOf(t, twoHalves(40, 20))} {
		ctx, cancel := context.WithCancel(t.Context())
		source, err := pictures.Open(ctx, file(t, content))
		if err != nil {
			t.Fatal(err)
		}
		cancel()
		if _, err := source.Picture(ctx, 1); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatIsShownIsSmall(t *testing.T) {
	img, err := pictures.Shown(t.Context(), pngOf(t, image.NewGray(image.Rect(0, 0, data.MaxPictureSide, 100))))
	if err != nil || img.Bounds().Dx() != pictures.ShownSide {
		t.Errorf("%v, %v", img.Bounds(), err)
	}
	for name, content := range map[string][]byte{"nothing": nil, "an SVG": []byte(svgHalves), "too large": make([]byte, data.MaxPictureBytes+1)} {
		if _, err := pictures.Shown(t.Context(), content); err == nil {
			t.Errorf("%s is shown", name)
		}
	}
}

func FuzzPicture(f *testing.F) {
	f.Add(pngOf(f, twoHalves(4, 2)))
	f.Add(withOrientation(jpegOf(f, twoHalves(4, 2)), 6, binary.BigEndian))
	f.Add([]byte(svgHalves))
	f.Fuzz(func(t *testing.T, content []byte) {
		if bytes.Contains(content, []byte("%PDF")) {
			t.Skip("its sandbox takes a second to start")
		}
		wantAPictureOrNone(t, content)
	})
}

func FuzzPDF(f *testing.F) {
	f.Add(pdfHalves(1))
	wantAPictureOrNone(f, pdfHalves(1)) // the reader is compiled, which may take longer than an input may
	f.Fuzz(func(t *testing.T, content []byte) {
		begun := time.Now()
		wantAPictureOrNone(t, content)
		if took := time.Since(begun); took > time.Minute {
			t.Errorf("it took %v", took)
		}
	})
}

// wantAPictureOrNone fails if something is taken for a picture that can't be kept.
func wantAPictureOrNone(t testing.TB, content []byte) {
	t.Helper()
	source, err := pictures.Open(t.Context(), file(t, content))
	if err != nil {
		return
	}
	if p, err := source.Picture(t.Context(), 1); err == nil {
		if err := p.Check(); err != nil {
			t.Error(err)
		}
	}
}

const svgHalves = `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50" viewBox="0 0 100 50"><rect width="50" height="50" fill="#102030"/></svg>`

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

func TestWhatIsShownIsSmallEnoughToBeDrawnQuickly(t *testing.T) {
	for _, of := range []image.Image{twoHalves(pictures.ShownSide+200, 40), image.NewGray(image.Rect(0, 0, 40, 20)), twoHalves(30, 20)} {
		for _, content := range [][]byte{pngOf(t, of), jpegOf(t, of)} {
			img, err := pictures.Shown(t.Context(), content)
			if err != nil || img.Rect.Dx() != min(of.Bounds().Dx(), pictures.ShownSide) {
				t.Errorf("%v: %v, %v", of.Bounds(), img.Rect, err)
			}
		}
	}
	if _, err := pictures.Shown(t.Context(), []byte("no picture")); err == nil {
		t.Error("what is no picture is shown")
	}
}
