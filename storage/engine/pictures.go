package engine

import "seatkeeper/data"

// AddPicture keeps a picture, so that the same transaction can put it under a floor, or
// name it in a draft. One that is there already is left as it is; one that nothing names
// is removed in the end. Errors are those of [data.Picture.Check].
func (c *Change) AddPicture(p data.Picture) error {
	if err := p.Check(); err != nil {
		return err
	}
	return c.tx.InsertPicture(p)
}
