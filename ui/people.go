package ui

import (
	"context"
	"errors"
	"maps"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// What the user does with people: add, rename, deactivate, import, export.

// showPeople opens the list of everybody.
func (w *Window) showPeople() {
	if !w.isReady() || w.people == nil || w.view != nil {
		return
	}
	view := NewPeopleView(PeopleActions{
		Add: w.addPerson, Rename: w.changePerson,
		SetActive: w.setActive,
		ImportCSV: func() { w.leaveSheet(); w.importPeople() },
		ExportCSV: func() { w.leaveSheet(); w.exportPeople() },
	})
	view.SetPeople(w.people)
	w.view = view
	sheet := showPeople(w.win, view)
	closed := sheet.onClosed
	sheet.onClosed = func() {
		w.view = nil
		closed()
	}
	w.leaveSheet = sheet.Hide
}

func (w *Window) addPerson(name string, done func(error)) {
	w.history.change(func(ctx context.Context, s *storage.Store) error {
		_, err := s.AddUser(ctx, data.User{Name: name, Active: true})
		return err
	}, nil, w.history.toldIn(w.showsPeople, done))
}

func (w *Window) showsPeople() bool { return w.view != nil }

// addPersonToBookFor adds somebody and chooses them.
func (w *Window) addPersonToBookFor(name string) {
	if !w.history.mayChange() {
		return
	}
	var added data.User
	w.history.change(func(ctx context.Context, s *storage.Store) (err error) {
		added, err = s.AddUser(ctx, data.User{Name: name, Active: true})
		return err
	}, nil, func(err error) {
		if err != nil {
			w.news.refuse(words.DoingChange, err, nil)
			return
		}
		w.addedID = added.ID
		w.bookForAdded()
	})
}

// bookForAdded chooses who was added to be booked for, as soon as the people that
// are shown hold them: those who are not there can't stay chosen.
func (w *Window) bookForAdded() {
	if u, known := w.people.Get(w.addedID); known {
		w.bookFor(BookingFor{UserID: u.ID, Name: u.Name})
	}
}

// changePerson changes what differs between a person as they were shown and as they
// are wanted.
func (w *Window) changePerson(shown, wanted data.User, done func(error)) {
	w.history.change(func(ctx context.Context, s *storage.Store) error {
		_, err := s.ChangeUser(ctx, shown, wanted)
		return err
	}, nil, w.history.toldIn(w.showsPeople, done))
}

// setActive makes somebody active again at once; of somebody who leaves it asks
// first what becomes of the desks they have from today on.
func (w *Window) setActive(u data.User, active bool, done func(error)) {
	if active {
		wanted := u
		wanted.Active = true
		w.changePerson(u, wanted, done)
		return
	}
	w.askToLeave(u, nil, done)
}

// askToLeave asks what becomes of the desks that somebody has from today on. Where
// they have got more of them by the time of the answer, it names these and asks again.
func (w *Window) askToLeave(u data.User, more []data.Seat, done func(error)) {
	ask(w.session, func(ctx context.Context, s *storage.Store) ([]data.Seat, error) {
		return s.PersonSeats(ctx, u.ID, w.today(), data.MaxDate)
	}, func(coming []data.Seat, err error) {
		if err != nil {
			done(err)
			return
		}
		chosen := false
		sheet := askDeactivate(w.win, u, coming, more, func(release bool) {
			chosen = true
			w.history.change(func(ctx context.Context, s *storage.Store) error {
				_, err := s.Deactivate(ctx, u.ID, coming, release)
				return err
			}, nil, func(err error) {
				var conflict *data.ConflictError
				if errors.As(err, &conflict) && errors.Is(err, data.ErrMoreBookings) && w.showsPeople() {
					w.askToLeave(u, conflict.Seats, done)
					return
				}
				w.history.toldIn(w.showsPeople, done)(err)
			})
		})
		closed := sheet.onClosed
		sheet.onClosed = func() {
			if closed != nil {
				closed()
			}
			// A button closes the sheet first, and chooses then.
			w.background.Go(func() {
				w.background.Do(func() {
					if !chosen {
						done(context.Canceled)
					}
				})
			})
		}
	})
}

// listEndings are those of files that may be lists of people.
var listEndings = []string{".csv", ".txt", ".tsv", ".xlsx", ".xlsm"}

// importPeople asks for a file, shows what it would add, and adds it.
func (w *Window) importPeople() {
	if w.history.mayChange() {
		w.system.chooseFile("choose.people", listEndings, w.system.home(), w.previewPeople)
	}
}

func (w *Window) previewPeople(path string) {
	ask(w.session, func(ctx context.Context, s *storage.Store) (openedList, error) {
		source, err := storage.OpenPeople(ctx, path)
		if err != nil {
			return openedList{}, err
		}
		reading, err := readList(ctx, s, source, storage.PeopleOptions{}, storage.SameNameAsk)
		return openedList{source, reading}, err
	}, func(list openedList, err error) {
		if err != nil {
			w.showFileFaults(words.Say("import.people-failed"), path, err)
			return
		}
		w.showList(path, list)
	})
}

// openedList is a list of people that was read from the disk, and how it was
// understood first.
type openedList struct {
	source  *storage.PeopleSource
	reading peopleReading
}

func readList(ctx context.Context, s *storage.Store, source *storage.PeopleSource, o storage.PeopleOptions, same storage.SameName) (r peopleReading, err error) {
	if r.file, err = source.Read(ctx, o); err != nil {
		return r, err
	}
	known, err := s.Users(ctx)
	r.preview = storage.ClassifyPeople(r.file, known, same)
	return r, err
}

func (w *Window) showList(path string, list openedList) {
	var shown *peopleImport
	shown = showPeopleImport(w.win, path, list.reading, peopleImportActions{
		Read: func(o storage.PeopleOptions, same storage.SameName, done func(peopleReading, error)) {
			o.Status = maps.Clone(o.Status) // the sheet goes on while it is read
			ask(w.session, func(ctx context.Context, s *storage.Store) (peopleReading, error) {
				return readList(ctx, s, list.source, o, same)
			}, done)
		},
		Import: func(p storage.PeoplePreview, done func(error)) {
			w.history.change(func(ctx context.Context, s *storage.Store) error {
				return s.ImportPeople(ctx, p.NewPeople(), p.Changes())
			}, nil, w.history.toldIn(shown.sheet.isShown, func(err error) {
				done(err)
				if err == nil && newestStep(w.store).ID == 0 {
					w.history.sayTooLarge()
				}
			}))
		},
	})
}

// exportPeople asks for a folder and writes the list of people into it.
func (w *Window) exportPeople() {
	if !w.isReady() {
		return
	}
	w.system.chooseFolder("choose.export-people", "choose.write-here", func(folder string) {
		w.writeFile(func(ctx context.Context, s *storage.Store) (string, error) {
			people, err := s.Users(ctx)
			if err != nil {
				return "", err
			}
			return storage.WritePeople(ctx, s, folder, people)
		}, words.Say("written.people"))
	})
}

// writeFile writes a file beside the window and says where it is.
func (w *Window) writeFile(write func(context.Context, *storage.Store) (string, error), title string) {
	ask(w.session, write, func(path string, err error) {
		if err != nil && !errors.Is(err, storage.ErrNotConfirmed) {
			w.news.refuse(words.DoingWrite, err, nil)
			return
		}
		toast := Toast{Kind: Good, Title: title, Text: path, Actions: w.system.fileActions(path)}
		if err != nil {
			toast.Kind, toast.Text = Warning, path+"\n"+words.Say("safe.not-confirmed")
		}
		w.news.say(toast)
	})
}

// dropFiles imports a file that was dropped on the window.
func (w *Window) dropFiles(_ fyne.Position, uris []fyne.URI) {
	if len(uris) == 0 || !w.history.mayChange() {
		return
	}
	if len(uris) > 1 {
		w.news.say(Toast{Kind: Warning, Title: words.Say("drop.several"), Text: words.Say("drop.text")})
		return
	}
	path, extension := filepath.FromSlash(uris[0].Path()), strings.ToLower(uris[0].Extension())
	if uris[0].Scheme() != "file" {
		extension = "" // it can't be read
	}
	switch extension {
	case ".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods":
		w.previewPeople(path)
	case ".json":
		ask(w.session, func(context.Context, *storage.Store) (bool, error) { return storage.IsBackup(path), nil }, func(isBackup bool, _ error) {
			if isBackup || strings.HasPrefix(filepath.Base(path), "backup-") {
				w.backups.restores.prepare(path, false, "") // whatever its name is
				return
			}
			w.previewOffices(path)
		})
	case ".age":
		w.backups.restores.prepare(path, false, "")
	default:
		w.news.say(Toast{Kind: Warning, Title: words.Say("drop.title"), Text: words.Say("drop.text")})
	}
}
