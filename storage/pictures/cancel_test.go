package pictures

import (
	"context"
	"errors"
	"image"
	"testing"
)

// To write a large picture takes seconds, which Stop ends too.
func TestWritingAPictureEndsWhenItIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	img := image.NewRGBA(image.Rect(0, 0, 300, 300))
	for i, encode := range encodings {
		if _, err := encode(ctx, img); !errors.Is(err, context.Canceled) {
			t.Errorf("encoding %d: %v", i, err)
		}
		if _, err := encode(t.Context(), img); err != nil {
			t.Errorf("encoding %d: %v", i, err)
		}
	}
	if _, err := keep(ctx, img, false); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
