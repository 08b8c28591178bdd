package ui

import (
	"context"
	"path/filepath"
	"strings"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/drawings"
	"seatkeeper/storage/written"
	"seatkeeper/ui/imports"
	"seatkeeper/ui/words"
)

// previewPlan shows what the file of a floor plan, or a drawing of one, would change.
func (x *exchange) previewPlan(path string) {
	if strings.EqualFold(filepath.Ext(path), ".svg") {
		x.previewDrawing(path)
		return
	}
	x.previewOffices(path)
}

// previewDrawing shows the layers of a drawing, adds the floor that they are said to be,
// and goes there.
func (x *exchange) previewDrawing(path string) {
	type read struct {
		drawing *drawings.Drawing
		offices []data.Office
	}
	ask(x.session, func(ctx context.Context, s *storage.Store) (r read, err error) {
		if r.drawing, err = drawings.Read(ctx, path); err != nil {
			return r, err
		}
		offices, err := s.Offices(ctx)
		r.offices = data.InUse(offices)
		return r, err
	}, func(r read, err error) {
		if err != nil {
			x.showFileFaults(words.Say("import.offices-failed"), path, err)
			return
		}
		var shown *imports.Drawing
		shown = imports.ShowDrawing(x.win, path, r.drawing, r.offices, x.shownOffice(), func(f imports.DrawnFloor, done func(error)) {
			var officeID, floorID string
			x.history.change(func(ctx context.Context, s *storage.Store) (err error) {
				officeID, floorID, err = addDrawn(ctx, s, f)
				return err
			}, nil, func(err error) {
				x.history.toldIn(shown.Sheet.IsShown, done)(err)
				if err == nil {
					x.goTo(officeID, floorID)
				}
			})
		})
	})
}

// addDrawn adds a floor to its office, or with a new one, and returns where it is.
func addDrawn(ctx context.Context, s *storage.Store, f imports.DrawnFloor) (officeID, floorID string, err error) {
	if f.OfficeID != "" {
		floor, err := s.Plans().AddFloor(ctx, f.OfficeID, f.Floor)
		return f.OfficeID, floor.ID, err
	}
	office, err := s.Plans().AddOffice(ctx, data.Office{Name: f.OfficeName, Floors: []data.Floor{f.Floor}})
	if err != nil {
		return "", "", err
	}
	return office.ID, office.Floors[0].ID, nil
}

// exportPicture asks for a folder and writes the floor that is shown into it, as a drawing
// and as a picture.
func (x *exchange) exportPicture() {
	floor, ok := x.shownFloor()
	if !ok {
		return
	}
	read := func(s *storage.Store, ctx context.Context) ([]data.Picture, error) {
		if floor.Background == nil {
			return []data.Picture{{}}, nil
		}
		under, err := s.Picture(ctx, floor.Background.Picture)
		return []data.Picture{under}, err
	}
	write := func(w written.Writer, ctx context.Context, folder string, under []data.Picture) (string, error) {
		return w.Floor(ctx, folder, floor, under[0])
	}
	exportAll(x, "choose.export-picture", read, write, words.Say("written.picture"))
}
