package ui

import (
	"context"
	"errors"
	"path/filepath"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// What the user does with offices as a whole: import and export floor plans.

// importOffices asks for a floor plan, shows what it would change, and changes it.
func (w *Window) importOffices() {
	if w.history.mayChange() {
		w.system.chooseFile("choose.offices", []string{".json"}, w.system.home(), w.previewOffices)
	}
}

func (w *Window) previewOffices(path string) {
	ask(w.session, func(ctx context.Context, _ *storage.Store) ([]data.Office, error) {
		return storage.ReadOffices(ctx, path)
	}, func(offices []data.Office, err error) {
		if err != nil {
			w.showFileFaults(words.Say("import.offices-failed"), path, err)
			return
		}
		w.askToImport(path, offices)
	})
}

// askToImport shows what the import of offices would change, and changes just that.
// Where somebody has changed the offices by then, it shows what it would change now.
func (w *Window) askToImport(path string, offices []data.Office) {
	type preview struct {
		storage.OfficePreview
		overlaps []string
	}
	ask(w.session, func(ctx context.Context, s *storage.Store) (p preview, err error) {
		p.OfficePreview, err = s.PreviewOffices(ctx, offices)
		p.overlaps = overlapping(offices)
		return p, err
	}, func(p preview, err error) {
		if err != nil {
			w.showFileFaults(words.Say("import.offices-failed"), path, err)
			return
		}
		var sheet *sheet
		shown := officeImportOf(path, p.Changes)
		shown.Overlaps = p.overlaps
		sheet = showOfficeImport(w.win, shown, func(done func(error)) {
			w.history.change(func(ctx context.Context, s *storage.Store) error { return s.ImportOffices(ctx, p.OfficePreview) },
				nil, func(err error) {
					if errors.Is(err, data.ErrChanged) && sheet.isShown() {
						done(nil)
						w.news.refuse(words.DoingImport, err, nil)
						w.askToImport(path, offices)
						return
					}
					w.history.toldIn(sheet.isShown, done)(err)
				})
		})
	})
}

func officeImportOf(path string, changes []storage.OfficeChange) officeImport {
	shown := officeImport{File: filepath.Base(path)}
	for _, c := range changes {
		shown.Lines = append(shown.Lines, floorImport{
			Office: c.Office, Floor: c.Floor, Added: c.Added, Changed: c.Changed, Removed: c.Removed,
			Retired: c.Retired, Coming: c.Coming, Unchanged: c.Unchanged,
			Others: c.Added+c.Changed+c.Removed+c.Retired == 0,
		})
	}
	return shown
}

// showFileFaults says why a file could not be read: its faults one by one, or
// what the system says.
func (w *Window) showFileFaults(title, path string, err error) {
	var list *storage.FaultsError
	if !errors.As(err, &list) {
		w.news.refuse(words.DoingImport, err, nil)
		return
	}
	showFaults(w.win, w.app.Clipboard(), title, filepath.Base(path), faultsOf(list))
}

// exportOffices asks for a folder and writes the floor plans into it.
func (w *Window) exportOffices() {
	if !w.isReady() {
		return
	}
	w.system.chooseFolder("choose.export-offices", "choose.write-here", func(folder string) {
		w.writeFile(func(ctx context.Context, s *storage.Store) (string, error) {
			offices, err := s.Offices(ctx)
			if err != nil {
				return "", err
			}
			return storage.WriteOffices(ctx, s, folder, offices)
		}, words.Say("written.offices"))
	})
}

// overlapping names desks that lie on others, "N1 on A1": they would hide them.
// A desk counts as lying on another where its middle does, before any rotation.
// Of very large floors no more is looked at than takes a moment.
func overlapping(offices []data.Office) (pairs []string) {
	const mostDesks, mostNamed = 2000, 20
	for _, o := range offices {
		for _, f := range o.Floors {
			desks := f.Desks[:min(len(f.Desks), mostDesks)]
			for i, upper := range desks {
				x, y := upper.Position.X+upper.Size.Width/2, upper.Position.Y+upper.Size.Height/2
				for _, lower := range desks[:i] {
					isOn := x > lower.Position.X && x < lower.Position.X+lower.Size.Width &&
						y > lower.Position.Y && y < lower.Position.Y+lower.Size.Height
					if isOn && !upper.Retired && !lower.Retired && len(pairs) < mostNamed {
						pairs = append(pairs, words.Say("import.on", words.Args{"Upper": words.Plain(upper.Label), "Lower": words.Plain(lower.Label)}))
					}
				}
			}
		}
	}
	return pairs
}
