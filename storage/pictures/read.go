package pictures

import (
	"bytes"
	"context"
	"image"
	"strconv"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/regular"
)

// What a file may have at most to be read.
const (
	maxFileBytes = 64 << 20
	maxPixels    = 50_000_000 // of a bitmap: 200 to 400 MB of memory
	maxTime      = 30 * time.Second
)

// Source is a file with one picture or, if it is a PDF, several pages.
type Source struct {
	path    string
	content []byte
	kind    kind
	pages   int
}

// Open reads a file to take a picture from it. The error is a [*failure.Error]; what is
// wrong with the file itself is a [*failure.FaultsError] in it.
func Open(ctx context.Context, path string) (*Source, error) {
	s := &Source{path: path, pages: 1}
	err := s.open(ctx)
	if err != nil {
		return nil, s.failed(err)
	}
	return s, nil
}

func (s *Source) open(ctx context.Context) (err error) {
	if s.content, err = regular.Read(ctx, s.path, maxFileBytes); err != nil {
		return err
	}
	switch s.kind = kindOf(s.content); s.kind {
	case kindNone:
		return failure.OneFault(failure.FaultNotAPicture, "")
	case kindPDF:
		return bounded(ctx, func(ctx context.Context) error {
			s.pages, err = countPages(ctx, s.content)
			return err
		})
	}
	return nil
}

// Pages returns how many pictures there are to choose from: 1 unless it is a PDF.
func (s *Source) Pages() int { return s.pages }

// Picture returns the picture, or that of a page, counted from 1. Errors are those of
// Open.
func (s *Source) Picture(ctx context.Context, page int) (p Picture, err error) {
	err = bounded(ctx, func(ctx context.Context) error {
		img, err := s.image(ctx, page)
		if err != nil {
			return err
		}
		p, err = keep(ctx, img, s.kind == kindJPEG)
		return err
	})
	if err != nil {
		return Picture{}, s.failed(err)
	}
	return p, nil
}

func (s *Source) image(ctx context.Context, page int) (image.Image, error) {
	switch s.kind {
	case kindPDF:
		return drawPage(ctx, s.content, page)
	case kindSVG:
		return drawSVG(ctx, s.content)
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(s.content))
	if err != nil {
		return nil, failure.OneFault(failure.FaultBadPicture, err.Error())
	}
	if config.Width*config.Height > maxPixels {
		return nil, failure.OneFault(failure.FaultManyPixels, sides(config.Width, config.Height))
	}
	img, err := decode(ctx, s.content)
	if err != nil {
		return nil, err
	}
	return upright(ctx, shrink(img, data.MaxPictureSide), s.content)
}

func (s *Source) failed(err error) error {
	return &failure.Error{Op: failure.OpReadFile, Path: s.path, Err: err}
}

// bounded does something that must end after maxTime: a file can be made so that it
// takes for ever.
func bounded(ctx context.Context, do func(context.Context) error) error {
	tooSlow := failure.OneFault(failure.FaultTooSlow, strconv.Itoa(int(maxTime.Seconds())))
	ctx, cancel := context.WithTimeoutCause(ctx, maxTime, tooSlow)
	defer cancel()
	err := do(ctx)
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// decode reads a bitmap; it ends with the context.
func decode(ctx context.Context, content []byte) (image.Image, error) {
	img, _, err := image.Decode(regular.Until(ctx, bytes.NewReader(content)))
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case err != nil:
		return nil, failure.OneFault(failure.FaultBadPicture, err.Error())
	}
	return img, nil
}
