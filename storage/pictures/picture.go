package pictures

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"image/png"
	"strconv"

	"golang.org/x/image/draw"

	"seatkeeper/data"
)

// Picture is a picture as a store keeps it, and how large it is.
type Picture struct {
	data.Picture
	Width, Height int // pixels
}

// ShownSide is how many pixels a side of a picture has at most while it is shown: each frame
// takes its part out of it.
const ShownSide = 2000

// Shown returns what is seen on a kept picture, small enough to be drawn on quickly.
func Shown(ctx context.Context, content []byte) (shown *image.RGBA, err error) {
	err = bounded(ctx, func(ctx context.Context) error {
		if _, err := data.NewPicture(content); err != nil {
			return err
		}
		img, err := decode(ctx, content)
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
	img = shrink(img, data.MaxPictureSide)
	tries := encodings
	if isPhoto {
		tries = tries[1:]
	}
	for {
		for _, encode := range tries {
			p, err := encode(ctx, img)
			if ctx.Err() != nil {
				return Picture{}, context.Cause(ctx)
			}
			if err != nil || len(p.Bytes) <= data.MaxPictureBytes {
				return p, err
			}
		}
		img = shrink(img, max(img.Bounds().Dx(), img.Bounds().Dy())*3/4)
	}
}

var encodings = []func(context.Context, image.Image) (Picture, error){
	encodePNG,
	func(ctx context.Context, img image.Image) (Picture, error) { return encodeJPEG(ctx, img, 90) },
	func(ctx context.Context, img image.Image) (Picture, error) { return encodeJPEG(ctx, img, 75) },
}

func encodePNG(ctx context.Context, img image.Image) (Picture, error) {
	b := buffer{ctx: ctx}
	err := png.Encode(&b, img)
	return pictureOf(data.PicturePNG, b.Bytes(), img), err
}

// encodeJPEG puts white under what can be seen through.
func encodeJPEG(ctx context.Context, img image.Image, quality int) (Picture, error) {
	under := white(img.Bounds())
	draw.Draw(under, under.Bounds(), img, img.Bounds().Min, draw.Over)
	b := buffer{ctx: ctx}
	err := jpeg.Encode(&b, under, &jpeg.Options{Quality: quality})
	return pictureOf(data.PictureJPEG, b.Bytes(), img), err
}

// buffer takes what is written until the context ends.
type buffer struct {
	bytes.Buffer
	ctx context.Context
}

func (b *buffer) Write(p []byte) (int, error) {
	if b.ctx.Err() != nil {
		return 0, context.Cause(b.ctx)
	}
	return b.Buffer.Write(p)
}

func pictureOf(typ string, content []byte, img image.Image) Picture {
	size := img.Bounds().Size()
	return Picture{data.Picture{ID: data.PictureID(content), Type: typ, Bytes: content}, size.X, size.Y}
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
