package pictures

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/jpeg"
	"image/png"
	"strconv"

	"golang.org/x/image/draw"

	"seatkeeper/storage/failure"
)

// What a kept picture may have at most.
const (
	MaxSide  = 4000    // pixels
	MaxBytes = 4 << 20 // of its file
)

// The types of a kept picture.
const (
	TypePNG  = "image/png"
	TypeJPEG = "image/jpeg"
)

// Picture is a picture as a store keeps it.
type Picture struct {
	Type          string // TypePNG or TypeJPEG
	Bytes         []byte // of the file
	Width, Height int    // pixels
}

// ID returns the SHA-256 of the bytes in hexadecimal digits: the name under which a
// floor knows the picture.
func (p Picture) ID() string {
	sum := sha256.Sum256(p.Bytes)
	return hex.EncodeToString(sum[:])
}

// Check returns the picture that these bytes are, or a [*failure.FaultsError] if no store
// would keep it. It reads the head alone, so it costs next to nothing.
func Check(content []byte) (Picture, error) {
	if len(content) > MaxBytes {
		return Picture{}, failure.OneFault(failure.FaultTooLarge, strconv.Itoa(MaxBytes))
	}
	kind := kindOf(content)
	if kind != kindPNG && kind != kindJPEG {
		return Picture{}, failure.OneFault(failure.FaultNotAPicture, "")
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return Picture{}, failure.OneFault(failure.FaultBadPicture, err.Error())
	}
	if config.Width > MaxSide || config.Height > MaxSide {
		return Picture{}, failure.OneFault(failure.FaultManyPixels, sides(config.Width, config.Height))
	}
	p := Picture{Type: TypePNG, Bytes: content, Width: config.Width, Height: config.Height}
	if kind == kindJPEG {
		p.Type = TypeJPEG
	}
	return p, nil
}

// Decode returns what is seen on a kept picture, at most MaxSide pixels a side.
func Decode(ctx context.Context, content []byte) (image.Image, error) {
	if _, err := Check(content); err != nil {
		return nil, err
	}
	return decode(ctx, content)
}

// ShownSide is how many pixels a side of a picture has at most while it is shown: each frame
// takes its part out of it.
const ShownSide = 2000

// Shown returns what is seen on a kept picture, small enough to be drawn on quickly.
func Shown(ctx context.Context, content []byte) (shown *image.RGBA, err error) {
	err = bounded(ctx, func(ctx context.Context) error {
		img, err := Decode(ctx, content)
		if err != nil {
			return err
		}
		img = shrink(img, ShownSide)
		if is, ok := img.(*image.RGBA); ok {
			shown = is
			return nil
		}
		shown = image.NewRGBA(image.Rectangle{Max: img.Bounds().Size()})
		draw.Draw(shown, shown.Bounds(), img, img.Bounds().Min, draw.Src)
		return nil
	})
	return shown, err
}

// keep makes a picture small enough to be kept: first as it is, then with what a JPEG
// leaves out, then with fewer pixels. A photo is a JPEG from the first.
func keep(ctx context.Context, img image.Image, isPhoto bool) (Picture, error) {
	img = shrink(img, MaxSide)
	tries := encodings
	if isPhoto {
		tries = tries[1:]
	}
	for {
		for _, encode := range tries {
			if err := ctx.Err(); err != nil {
				return Picture{}, context.Cause(ctx)
			}
			p, err := encode(img)
			if err != nil || len(p.Bytes) <= MaxBytes {
				return p, err
			}
		}
		img = shrink(img, max(img.Bounds().Dx(), img.Bounds().Dy())*3/4)
	}
}

var encodings = []func(image.Image) (Picture, error){
	encodePNG,
	func(img image.Image) (Picture, error) { return encodeJPEG(img, 90) },
	func(img image.Image) (Picture, error) { return encodeJPEG(img, 75) },
}

func encodePNG(img image.Image) (Picture, error) {
	var b bytes.Buffer
	err := png.Encode(&b, img)
	return Picture{TypePNG, b.Bytes(), img.Bounds().Dx(), img.Bounds().Dy()}, err
}

// encodeJPEG puts white under what can be seen through.
func encodeJPEG(img image.Image, quality int) (Picture, error) {
	under := white(img.Bounds())
	draw.Draw(under, under.Bounds(), img, img.Bounds().Min, draw.Over)
	var b bytes.Buffer
	err := jpeg.Encode(&b, under, &jpeg.Options{Quality: quality})
	return Picture{TypeJPEG, b.Bytes(), img.Bounds().Dx(), img.Bounds().Dy()}, err
}

func white(r image.Rectangle) *image.RGBA {
	img := image.NewRGBA(r)
	draw.Draw(img, r, image.White, image.Point{}, draw.Src)
	return img
}

// shrink returns the picture with at most so many pixels a side.
func shrink(img image.Image, side int) image.Image {
	b := img.Bounds()
	longer := max(b.Dx(), b.Dy())
	if longer <= side {
		return img
	}
	small := image.NewRGBA(image.Rect(0, 0, max(1, b.Dx()*side/longer), max(1, b.Dy()*side/longer)))
	draw.ApproxBiLinear.Scale(small, small.Bounds(), img, b, draw.Src, nil)
	return small
}

func sides(width, height int) string { return strconv.Itoa(width) + " × " + strconv.Itoa(height) }
