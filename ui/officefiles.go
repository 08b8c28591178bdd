package ui

import (
	"context"
	"errors"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/lists"
	"seatkeeper/storage/written"
	"seatkeeper/ui/imports"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// What the user does with offices as a whole: import and export floor plans.

// importOffices asks for a floor plan, shows what it would change, and changes it.
func (x *exchange) importOffices() {
	if x.history.mayChange() {
		x.system.chooseFile("choose.offices", []string{".json", ".svg"}, x.system.home(), x.previewPlan)
	}
}

func (x *exchange) previewOffices(path string) {
	ask(x.session, func(ctx context.Context, _ *storage.Store) ([]data.Office, error) {
		return lists.ReadOffices(ctx, path)
	}, func(offices []data.Office, err error) {
		if err != nil {
			x.showFileFaults(words.Say("import.offices-failed"), path, err)
			return
		}
		x.askToImport(path, offices)
	})
}

// askToImport shows what the import of offices would change, and changes just that.
// Where somebody has changed the offices by then, it shows what it would change now.
func (x *exchange) askToImport(path string, offices []data.Office) {
	type preview struct {
		storage.OfficePreview
		overlaps []string
		says     []string
	}
	ask(x.session, func(ctx context.Context, s *storage.Store) (p preview, err error) {
		p.OfficePreview, err = s.Plans().PreviewOffices(ctx, offices)
		p.overlaps = imports.Overlapping(offices)
		if err != nil {
			return p, err
		}
		present, err := s.Offices(ctx)
		p.says = words.OfficesImport(p.Changes, offices, data.InUse(present))
		return p, err
	}, func(p preview, err error) {
		if err != nil {
			x.showFileFaults(words.Say("import.offices-failed"), path, err)
			return
		}
		var sheet *kit.Sheet
		shown := imports.OfficesOf(path, p.Changes)
		shown.Overlaps, shown.Says = p.overlaps, p.says
		sheet = imports.ShowOffices(x.win, shown, func(done func(error)) {
			x.history.change(func(ctx context.Context, s *storage.Store) error {
				return s.Plans().ImportOffices(ctx, p.OfficePreview)
			},
				nil, func(err error) {
					if errors.Is(err, data.ErrChanged) && sheet.IsShown() {
						done(nil)
						x.news.refuse(words.DoingImport, err, nil)
						x.askToImport(path, offices)
						return
					}
					x.history.toldIn(sheet.IsShown, done)(err)
					if err == nil {
						x.goToFirst(offices)
					}
				})
		})
	})
}

// exportOffices asks for a folder and writes the floor plans into it.
func (x *exchange) exportOffices() {
	exportAll(x, "choose.export-offices", officesInUse, written.Writer.Offices, words.Say("written.offices"))
}

// officesInUse reads what is not removed: a plan says nothing about what was.
func officesInUse(s *storage.Store, ctx context.Context) ([]data.Office, error) {
	offices, err := s.Offices(ctx)
	return data.InUse(offices), err
}

// goToFirst shows the first of the offices that were imported.
func (x *exchange) goToFirst(offices []data.Office) {
	for _, o := range offices {
		if len(o.Floors) > 0 {
			x.goTo(o.ID, o.Floors[0].ID)
			return
		}
	}
}
