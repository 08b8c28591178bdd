package board

import (
	"image"

	"seatkeeper/data"
)

// under is the picture under the floor that is shown, the only one that is kept.
type under struct {
	id    string      // empty for none
	image image.Image // nil until it is read; it stays so if it can't be
}

// applyPicture lays the picture of a floor under it, as soon as it is read. A picture
// never changes under its ID, so that it is read once while its floor is shown.
func (b *Board) applyPicture(floor data.Floor) {
	id := ""
	if floor.Background != nil {
		id = floor.Background.Picture
	}
	if id != b.under.id {
		b.under = under{id: id}
		if id != "" && b.readPicture != nil {
			b.readPicture(id, func(picture image.Image) {
				if b.under.id == id { // else one has gone on to another floor
					b.under.image = picture
					b.plan.SetPicture(picture)
				}
			})
		}
	}
	b.plan.SetPicture(b.under.image)
}
