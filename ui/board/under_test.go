package board

import (
	"image"
	"testing"

	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func TestThePictureUnderAFloorIsReadOnceWhileItIsShown(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	reads := 0
	var late func(image.Image)
	b := New(Options{Today: uitest.TodayNow, Picture: func(_ string, show func(image.Image)) { reads++; late = show }})
	uitest.Show(t, b, 1024, 620)
	s := stateForTest()
	s.Offices[0].Floors[0].Background = &data.Background{Picture: "a", Size: data.Size{Width: 1, Height: 1}}
	s.FloorID = "floor-1"
	b.Apply(s)
	picture := image.NewRGBA(image.Rect(0, 0, 4, 3))
	late(picture)
	s.Day = s.Day.AddDays(1)
	b.Apply(s)
	if reads != 1 || b.under.image != image.Image(picture) {
		t.Errorf("%d reads, %v", reads, b.under.image)
	}
	s.FloorID = "floor-2"
	b.Apply(s)
	if late(picture); b.under.image != nil {
		t.Error("it is kept on a floor without one")
	}
}
