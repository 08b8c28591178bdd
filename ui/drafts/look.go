package drafts

import (
	"context"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// Look has the board say of which floors there are drafts. What can't be read is not said: the
// board itself says that.
func (c *Controller) Look() {
	c.looked++
	looked := c.looked
	ask(c, func(ctx context.Context, s *storage.Store) ([]storage.DraftInfo, error) { return s.Plans().Drafts(ctx) },
		func(list []storage.DraftInfo, err error) {
			if err == nil && looked == c.looked {
				c.ShowDrafts(told(list))
			}
		})
}

// told returns what to say of each floor on which work is not done yet.
func told(list []storage.DraftInfo) map[data.DeskRef]string {
	all := map[data.DeskRef]string{}
	for _, d := range list {
		if text := words.DraftOnBoard(d); text != "" {
			all[data.DeskRef{Office: d.OfficeID, Floor: d.FloorID}] = text
		}
	}
	return all
}
