package drafts

import (
	"bytes"
	"image"
	"image/png"
	"path/filepath"
	"testing"

	"seatkeeper/storage/filetest"
)

// choosePicture begins to read a picture that is wide and 40 high.
func (h *host) choosePicture(c *Controller, width int) {
	h.Helper()
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewGray(image.Rect(0, 0, width, 40))); err != nil {
		h.Fatal(err)
	}
	h.file = filepath.Join(h.TempDir(), "plan.png")
	filetest.MustWrite(h, h.file, file.String())
	c.chooseUnder()
	h.hand.Fire()
}

func (h *host) wantUnder(c *Controller, wanted bool) {
	h.Helper()
	if b := c.draft.Drawn.Background; (b != nil) != wanted {
		h.Errorf("the picture under the floor is %+v", b)
	}
	if len(h.live) > 0 || len(h.refused) > 0 {
		h.Errorf("shown still: %v, refused: %v", h.live, h.refused)
	}
}

func TestThatAPictureIsReadIsShownAndCanBeStopped(t *testing.T) {
	h := hostForTest(t)
	c := NewController(h)
	h.show(c, 0)
	h.choosePicture(c, 60)
	if len(h.live) != 1 || h.live[0].Title != "Reading the picture…" || h.live[0].Text != h.file || h.live[0].Actions[0].Label != "Stop" {
		t.Fatalf("%+v", h.live)
	}
	h.live[0].Actions[0].Run()
	h.hand.Run()
	h.wantUnder(c, false)
	h.choosePicture(c, 60)
	h.hand.Next()() // it is opened, and the page is to be read
	h.hand.Fire()
	if len(h.live) != 1 {
		t.Errorf("nothing says that the page is read: %v", h.live)
	}
	h.live[0].Actions[0].Run()
	h.hand.Run()
	h.wantUnder(c, false)
	h.choosePicture(c, 60)
	h.hand.Run()
	h.wantUnder(c, true)
}

func TestAPictureThatIsReadLateIsNotLaidUnderAnotherFloor(t *testing.T) {
	h := hostForTest(t)
	c := NewController(h)
	h.show(c, 0)
	h.choosePicture(c, 60)
	reading := h.hand.Next()
	h.leave(c)
	h.show(c, 1)
	reading()
	h.hand.Run()
	h.wantUnder(c, false)
}
