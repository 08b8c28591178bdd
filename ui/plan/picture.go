package plan

import (
	"image"

	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
)

// SetPicture draws a picture under the floor, where the floor's background says; nil
// draws none. It is not copied. A picture much larger than the screen is of no use here,
// and takes long to bring to it.
func (s *Scene) SetPicture(picture image.Image) {
	if s.floor.Background == nil {
		picture = nil
	}
	s.setPicture(picture)
	s.placePicture()
}

func (s *Scene) setPicture(picture image.Image) {
	if s.picture.Image == picture {
		return
	}
	had := s.picture.Image != nil
	s.picture.Image, s.picture.Hidden = picture, picture == nil
	if had != (picture != nil) {
		s.stale = true // what lies on a picture has a ground of its own
	}
	if picture != nil {
		s.picture.Refresh()
	}
}

// onPicture reports whether there is a picture under the floor.
func (s *Scene) onPicture() bool { return s.picture.Image != nil }

func (s *Scene) placePicture() {
	if !s.onPicture() || s.floor.Background == nil {
		return
	}
	back := s.floor.Background
	pos, size := s.plane.Outline(back.Position, back.Size, 0).Bounds()
	s.picture.Move(pos)
	s.picture.Resize(size)
	// It is there to be recognised, not to be read: who sits where stands before it.
	s.picture.Translucency = 0.45
	if kit.IsDark(s.theme(theme.ColorNameBackground)) {
		s.picture.Translucency = 0.75 // most plans are dark lines on white paper
	}
}
