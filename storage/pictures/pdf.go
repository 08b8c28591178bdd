package pictures

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"image"
	"io"
	"strconv"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
	"golang.org/x/image/draw"

	"seatkeeper/storage/failure"
)

// pageSide is how many pixels the longer side of a page gets.
const pageSide = 3000

// maxPDFMemory bounds what a PDF makes its reader use, in pages of 64 kB.
const maxPDFMemory = 512 << 20 >> 16

// countPages returns how many pages a PDF has.
func countPages(ctx context.Context, content []byte) (pages int, err error) {
	err = readPDF(ctx, content, func(reader pdfium.Pdfium, document references.FPDF_DOCUMENT) error {
		count, err := reader.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: document})
		if err == nil {
			pages = count.PageCount
		}
		return err
	})
	if err == nil && pages < 1 {
		err = failure.OneFault(failure.FaultEmpty, "")
	}
	return pages, err
}

// drawPage draws a page, counted from 1.
func drawPage(ctx context.Context, content []byte, page int) (img image.Image, err error) {
	err = readPDF(ctx, content, func(reader pdfium.Pdfium, document references.FPDF_DOCUMENT) error {
		count, err := reader.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: document})
		if err == nil && (page < 1 || page > count.PageCount) {
			err = failure.OneFault(failure.FaultNoPage, strconv.Itoa(page))
		}
		if err != nil {
			return err
		}
		drawn, err := reader.RenderPageInPixels(&requests.RenderPageInPixels{
			Page:  requests.Page{ByIndex: &requests.PageByIndex{Document: document, Index: page - 1}},
			Width: pageSide, Height: pageSide,
		})
		if err != nil {
			return err
		}
		// Its pixels are in the sandbox's memory, which goes.
		out := white(drawn.Result.RenderedImage.Bounds())
		draw.Draw(out, out.Bounds(), drawn.Result.RenderedImage, out.Bounds().Min, draw.Over)
		img = out
		return nil
	})
	return img, err
}

// compiled keeps the reader ready to run, as that takes some seconds the first time.
var compiled = sync.OnceValue(wazero.NewCompilationCache)

// readPDF opens a PDF in a sandbox with no files and no network, which the end of the
// context ends wherever it is.
func readPDF(ctx context.Context, content []byte, do func(pdfium.Pdfium, references.FPDF_DOCUMENT) error) error {
	pool, err := webassembly.Init(webassembly.Config{
		Context: ctx, MinIdle: 0, MaxIdle: 1, MaxTotal: 1,
		FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard, RandomSource: rand.Reader,
		RuntimeConfig: wazero.NewRuntimeConfig().WithMemoryLimitPages(maxPDFMemory).WithCloseOnContextDone(true).WithCompilationCache(compiled()).
			WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling),
	})
	if err != nil {
		return fmt.Errorf("starting the reader of PDFs: %w", err)
	}
	defer pool.Close()
	reader, err := pool.GetInstance(time.Minute)
	if err != nil {
		return fmt.Errorf("starting the reader of PDFs: %w", err)
	}
	defer reader.Close()
	opened, err := reader.OpenDocument(&requests.OpenDocument{File: &content})
	if err == nil {
		err = do(reader, opened.Document)
	}
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return failure.OneFault(failure.FaultLockedPDF, "")
	case err != nil && !isFault(err):
		return failure.OneFault(failure.FaultBadPicture, err.Error())
	}
	return err
}

func isFault(err error) bool {
	var faults *failure.FaultsError
	return errors.As(err, &faults)
}
