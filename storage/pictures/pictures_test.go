package pictures_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
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
