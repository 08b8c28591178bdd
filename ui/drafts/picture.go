package drafts

import (
	"context"
	"image"
	"slices"
	"strings"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/pictures"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/edit"
	"seatkeeper/ui/words"
	"seatkeeper/ui/working"
)

// The picture under a floor: chosen from a file, kept with the draft, shown while one draws on it.

// How the picture under a floor is shown is kept in words of which each is there or not.
const brightLook, looseLook = "bright", "loose"

func (c *Controller) lookKey() string { return "draft.picture." + c.draft.Office + "." + c.draft.Floor }

// lookBefore is how the picture under the floor was shown when it was drawn on last.
func (c *Controller) lookBefore() edit.Look {
	kept := strings.Fields(c.Choice(c.lookKey()))
	return edit.Look{Bright: slices.Contains(kept, brightLook), Loose: slices.Contains(kept, looseLook)}
}

func (c *Controller) keepLook(look edit.Look) {
	var kept []string
	if look.Bright {
		kept = append(kept, brightLook)
	}
	if look.Loose {
		kept = append(kept, looseLook)
	}
	c.KeepChoice(c.lookKey(), strings.Join(kept, " "))
}

// pictureEndings are those of files that a picture can be taken from.
var pictureEndings = []string{".png", ".jpg", ".jpeg", ".svg", ".pdf"}

// chooseUnder asks for the picture of a plan.
func (c *Controller) chooseUnder() {
	start := ""
	if homes := c.Homes(); len(homes) > 0 {
		start = homes[0]
	}
	c.ChooseFile("choose.picture", pictureEndings, start, c.readPicture)
}

// readPicture reads a file in the background, and asks for the page if it has several.
func (c *Controller) readPicture(path string) {
	slowly(c, path, func(ctx context.Context) (*pictures.Source, error) { return pictures.Open(ctx, path) }, func(s *pictures.Source) {
		if s.Pages() > 1 {
			c.askPage(s, path)
		} else {
			c.takePage(s, path, 1)
		}
	})
}

// slowly reads something of a file for the editor that is shown: a file can take half a minute,
// so it says so, and lets it be stopped. To leave the editor stops it too.
func slowly[T any](c *Controller, path string, read func(context.Context) (T, error), done func(T)) {
	editor := c.editor
	w := working.Show(c.Background(), c.ToastLive, words.Say("draft.reading-picture"), path)
	c.reading = w
	ask(c, func(context.Context, *storage.Store) (T, error) {
		defer w.End()
		return read(w.Ctx)
	}, func(answer T, err error) {
		switch {
		case w.IsStopped() || c.editor == nil || c.editor != editor:
		case err != nil:
			c.Refuse(words.DoingImport, err)
		default:
			done(answer)
		}
	})
}

func (c *Controller) askPage(s *pictures.Source, path string) {
	page := 1
	names := make([]string, s.Pages())
	for i := range names {
		names[i] = words.Say("draft.page", words.Args{"Number": i + 1})
	}
	pick := kit.NewChoice("")
	pick.Set(names, 0)
	pick.OnChanged = func(i int) { page = i + 1 }
	var sheet *kit.Sheet
	sheet = kit.NewSheet(words.Say("draft.page-title"), kit.NewColumn(pick), kit.Action{Label: words.Say("sheet.cancel")},
		kit.Action{Primary: true, Label: words.Say("draft.page-take"), Run: func() { sheet.Hide(); c.takePage(s, path, page) }})
	sheet.Want.Width = kit.ConfirmWidth
	kit.ShowSheet(c.Win(), sheet)
}

func (c *Controller) takePage(s *pictures.Source, path string, page int) {
	slowly(c, path, func(ctx context.Context) (pictures.Picture, error) { return s.Picture(ctx, page) }, func(p pictures.Picture) {
		c.fresh[p.ID] = p.Picture
		c.editor.SetPicture(p.ID, float64(p.Width), float64(p.Height))
	})
}

// newPictures returns those that the draft names and that no draft that was saved has named.
func (c *Controller) newPictures(d data.Draft) []data.Picture {
	if b := d.Drawn.Background; b != nil && b.Picture != c.saving.picture {
		if p, ok := c.fresh[b.Picture]; ok {
			return []data.Picture{p}
		}
	}
	return nil
}

// askPicture reads a picture of the floor, and makes it small enough to be drawn on quickly.
func (c *Controller) askPicture(id string, show func(string, image.Image)) {
	fresh, isFresh := c.fresh[id]
	ask(c, func(ctx context.Context, s *storage.Store) (image.Image, error) {
		p := fresh
		if !isFresh {
			var err error
			if p, err = s.Picture(ctx, id); err != nil {
				return nil, err
			}
		}
		return pictures.Shown(ctx, p.Bytes)
	}, func(img image.Image, err error) {
		if err != nil {
			c.Refuse(words.DoingPicture, err)
			return
		}
		show(id, img)
	})
}
