package ui

import (
	"context"
	"maps"

	"seatkeeper/storage"
	"seatkeeper/storage/lists"
	"seatkeeper/storage/written"
	"seatkeeper/ui/imports"
	"seatkeeper/ui/words"
)

// listEndings are those of files that may be lists of people.
var listEndings = []string{".csv", ".txt", ".tsv", ".xlsx", ".xlsm"}

// importPeople asks for a file, shows what it would add, and adds it.
func (x *exchange) importPeople() {
	if x.history.mayChange() {
		x.system.chooseFile("choose.people", listEndings, x.system.home(), x.previewPeople)
	}
}

func (x *exchange) previewPeople(path string) {
	ask(x.session, func(ctx context.Context, s *storage.Store) (openedList, error) {
		source, err := lists.OpenPeople(ctx, path)
		if err != nil {
			return openedList{}, err
		}
		reading, err := readList(ctx, s, source, lists.PeopleOptions{}, lists.SameNameAsk)
		return openedList{source, reading}, err
	}, func(list openedList, err error) {
		if err != nil {
			x.showFileFaults(words.Say("import.people-failed"), path, err)
			return
		}
		x.showList(path, list)
	})
}

// openedList is a list of people that was read from the disk, and how it was
// understood first.
type openedList struct {
	source  *lists.PeopleSource
	reading imports.PeopleReading
}

func readList(ctx context.Context, s *storage.Store, source *lists.PeopleSource, o lists.PeopleOptions, same lists.SameName) (r imports.PeopleReading, err error) {
	if r.File, err = source.Read(ctx, o); err != nil {
		return r, err
	}
	known, err := s.Users(ctx)
	r.Preview = lists.ClassifyPeople(r.File, known, same)
	return r, err
}

func (x *exchange) showList(path string, list openedList) {
	var shown *imports.People
	shown = imports.ShowPeople(x.win, path, list.reading, imports.PeopleActions{
		Read: func(o lists.PeopleOptions, same lists.SameName, done func(imports.PeopleReading, error)) {
			o.Status = maps.Clone(o.Status) // the sheet goes on while it is read
			ask(x.session, func(ctx context.Context, s *storage.Store) (imports.PeopleReading, error) {
				return readList(ctx, s, list.source, o, same)
			}, done)
		},
		Import: func(p lists.PeoplePreview, done func(error)) {
			x.history.change(func(ctx context.Context, s *storage.Store) error {
				return s.ImportPeople(ctx, p.NewPeople(), p.Changes())
			}, nil, x.history.toldIn(shown.Sheet.IsShown, func(err error) {
				done(err)
				if err == nil && newestStep(x.store).ID == 0 {
					x.history.sayTooLarge()
				}
			}))
		},
	})
}

// exportPeople asks for a folder and writes the list of people into it.
func (x *exchange) exportPeople() {
	exportAll(x, "choose.export-people", (*storage.Store).Users, written.Writer.People, words.Say("written.people"))
}
