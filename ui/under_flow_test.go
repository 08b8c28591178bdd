package ui

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"fyne.io/fyne/v2/canvas"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// pictureUnder lays a picture of that width under a floor of the sample office.
func (f *flow) pictureUnder(s *storage.Store, floor string, width int, spoil func([]byte) []byte) {
	f.Helper()
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewGray(image.Rect(0, 0, width, 40))); err != nil {
		f.Fatal(err)
	}
	p, err := data.NewPicture(spoil(file.Bytes()))
	if err != nil {
		f.Fatal(err)
	}
	d, err := s.Plans().OpenDraft(f.Context(), data.SampleOfficeID, floor, false)
	if err != nil {
		f.Fatal(err)
	}
	d.Drawn.Background = &data.Background{Picture: p.ID, Size: data.Size{Width: 1, Height: 1}}
	if err := s.Plans().SaveDraft(f.Context(), d, p); err != nil {
		f.Fatal(err)
	}
	shown, err := s.Plans().PreviewDraft(f.Context(), d)
	if err == nil {
		err = s.Plans().ApplyDraft(f.Context(), shown, nil, false)
	}
	if err != nil {
		f.Fatal(err)
	}
}

func whole(file []byte) []byte { return file }

// under returns how wide the picture under the floor is that is shown; 0 if there is none.
func (f *flow) under() int {
	for _, o := range uitest.Shown(f.shownPlan()) {
		if i, ok := o.(*canvas.Image); ok && i.Image != nil && i.Image.Bounds().Dy() == 40 {
			return i.Image.Bounds().Dx()
		}
	}
	return 0
}

func TestFlowThePictureUnderAFloorIsShown(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	floors := f.w.shown.board.State().Offices[0].Floors
	first, second := floors[0].ID, floors[1].ID
	s := f.otherStore()
	f.pictureUnder(s, first, 60, whole)
	f.look()
	if got := f.under(); got != 60 {
		t.Fatalf("under the floor there is a picture %d wide", got)
	}
	f.w.shown.goBy(1)
	f.hand.Run()
	if f.under() != 60 {
		t.Error("on the next day it is gone")
	}
	f.w.shown.goToPlace(data.SampleOfficeID, second)
	if f.under() != 0 {
		t.Error("it stays under another floor")
	}
	f.hand.Run()
	f.pictureUnder(s, second, 80, whole)
	f.w.shown.goToPlace(data.SampleOfficeID, first)
	f.w.shown.goToPlace(data.SampleOfficeID, second) // before what was asked for is read
	f.hand.Run()
	if f.under() == 60 { // the second floor's own may be there already
		t.Error("a picture that came late lies under another floor")
	}
	f.look()
	if got := f.under(); got != 80 {
		t.Errorf("under the second floor there is a picture %d wide", got)
	}
}

func TestFlowAPictureThatCannotBeShownIsToldOnce(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	s := f.otherStore()
	f.pictureUnder(s, f.w.shown.board.State().FloorID, 60, func(file []byte) []byte { return file[:len(file)-20] })
	f.look()
	f.wantToast(kit.Error, "The picture under the floor could not be shown", "the picture is damaged")
	told := len(f.w.news.toasts.Shown())
	f.book(s, "A1", "Ines Okafor", uitest.Tuesday)
	f.look()
	f.wantSeats("A1 Ines Okafor")
	if n := len(f.w.news.toasts.Shown()); n != told || f.under() != 0 {
		t.Errorf("there are %d toasts, were %d", n, told)
	}
}
