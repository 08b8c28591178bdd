package ui

import (
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/words"
)

// TestSheetPictures draws the sheets for a person to look at, as TestPictures does.
func TestSheetPictures(t *testing.T) {
	folder := os.Getenv("SEATKEEPER_PICTURES")
	scenes := map[string]func(testing.TB, fyne.Window){
		"confirm": func(_ testing.TB, w fyne.Window) {
			confirm(w, "Release desk A1?", "Ines Okafor will have no desk on Tuesday 24 November. You can undo this.",
				Action{Label: "Release"}, Action{Label: "Keep"})
		},
		"deactivate": func(_ testing.TB, w fyne.Window) {
			askDeactivate(w, data.User{Name: "Tomas Berg"}, seatsOnDays("u2", 12), nil, nil)
		},
		"people": func(t testing.TB, w fyne.Window) {
			v := sheetPeopleForTest()
			showPeople(w, v)
			v.left.set(true)
			pressIn(w, fyne.KeyDown, fyne.KeyDown)
		},
		"people-rename": func(t testing.TB, w fyne.Window) {
			v := sheetPeopleForTest()
			showPeople(w, v)
			pressIn(w, fyne.KeyDown, fyne.KeyReturn)
			v.edit.entry.SetText("ines OKAFOR")
			v.say(Error, "The drive of /data is full.")
		},
		"people-left": func(t testing.TB, w fyne.Window) {
			v := sheetPeopleForTest()
			showPeople(w, v)
			pressIn(w, fyne.KeyInsert)
			typeText(w, "tomas berg")
		},
		"days": func(t testing.TB, w fyne.Window) { daysForTest(t, w, nil) },
		"days-release": func(t testing.TB, w fyne.Window) {
			d, _ := daysForTest(t, w, nil)
			d.mode.choose(1)
			d.to.entry.SetText("2026-13-01")
		},
		"block": func(t testing.TB, w fyne.Window) {
			b, _ := blockForTest(t, w, nil)
			b.from.entry.SetText("2026-12-07")
			b.noEnd.set(true)
			b.sheet.SetMessage(Error, "The change could not be saved, because the drive of /data is full.")
		},
		"blocked": func(t testing.TB, w fyne.Window) {
			blockForTest(t, w, []data.Block{{From: testToday, To: testToday.AddDays(7), Reason: "The screen is being repaired"},
				{From: testToday.AddDays(30), To: data.MaxDate}})
		},
		"import-people":  func(t testing.TB, w fyne.Window) { showListForTest(t, w) },
		"import-offices": func(_ testing.TB, w fyne.Window) { showOfficeImport(w, officeImportForTest(), nil) },
		"faults": func(_ testing.TB, w fyne.Window) {
			showFaults(w, test.NewClipboard(), "The floor plan was not imported", "/home/someone/plan.json", []fileFault{
				{"offices[0].floors[2].desks[17].position.x", "this is not on the floor (1.2)"},
				{"offices[0].floors[2].desks[18].id", "“A7” stands there twice"}})
		},
	}
	sizes := map[string]fyne.Size{"wide": fyne.NewSize(1280, 800), "least": fyne.NewSize(1024, 700), "tiny": fyne.NewSize(640, 400)}
	for scene, show := range scenes {
		for name, variant := range map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark} {
			for sizeName, size := range sizes {
				if folder == "" && (sizeName != "least" || name != "light") {
					continue // they take their time
				}
				t.Run(fmt.Sprintf("%s-%s-%s", scene, name, sizeName), func(t *testing.T) {
					startTest(t, variant)
					board := NewBoard(BoardOptions{Today: todayForTest})
					w := showTest(t, board, size.Width, size.Height)
					board.Apply(stateForTest())
					show(t, w)
					picture := w.Canvas().Capture()
					if folder == "" {
						return
					}
					file, err := os.Create(filepath.Join(folder, "sheet-"+filepath.Base(t.Name())+".png"))
					if err != nil {
						t.Fatal(err)
					}
					defer file.Close()
					if err := png.Encode(file, picture); err != nil {
						t.Fatal(err)
					}
				})
			}
		}
	}
}

// pressIn types keys to what has the focus; Tab goes to the next one.
func pressIn(w fyne.Window, keys ...fyne.KeyName) {
	for _, key := range keys {
		switch focused := w.Canvas().Focused(); {
		case key == fyne.KeyTab:
			w.Canvas().FocusNext()
		case focused != nil:
			focused.TypedKey(&fyne.KeyEvent{Name: key})
		case w.Canvas().OnTypedKey() != nil:
			w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: key})
		}
	}
}

func typeText(w fyne.Window, text string) {
	for _, r := range text {
		w.Canvas().Focused().TypedRune(r)
	}
}

// retype writes other text into the entry that has the focus.
func retype(w fyne.Window, text string) {
	e := w.Canvas().Focused().(*sheetEntry)
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	typeText(w, text)
}

var errForTest = errors.New("it broke")

// emptyWindow is one for a sheet to be shown over.
func emptyWindow(t testing.TB) fyne.Window {
	t.Helper()
	startTest(t, theme.VariantLight)
	return showTest(t, NewLine("below"), 1024, 700)
}

func seatsOnDays(user string, n int) []data.Seat {
	seats := []data.Seat{}
	for i := range n {
		s := seatForTest("floor-1", "A3", user, "Tomas Berg")
		s.Date, s.Label = testToday.AddDays(i*7), "A3"
		seats = append(seats, s)
	}
	return seats
}

func sheetPeopleForTest() *PeopleView {
	v := NewPeopleView(PeopleActions{ImportCSV: func() {}, ExportCSV: func() {}})
	users := []data.User{}
	for i, s := range seatsForTest() {
		users = append(users, data.User{ID: fmt.Sprint("u", i), Name: words.SeatName(s), Active: true})
	}
	users = append(users, data.User{ID: "tomas", Name: "Tomas Berg"}, data.User{ID: "carl", Name: "Carl Adam von und zu Hohenlohe-Schillingsfürst der Dritte"})
	v.SetPeople(NewPeopleIndex(users))
	return v
}

func parseForTest(text string) (data.Date, error) { return words.ParseDay(text, testToday) }

type dayCalls struct {
	asked   []DaysQuery
	answers []func([]DayPlan, error)
	did     [][]DayPlan
	done    []func(error)
	late    bool // whether Ask leaves the answers to the test
}

func daysForTest(t testing.TB, w fyne.Window, change func(*SeveralDaysOptions)) (*severalDays, *dayCalls) {
	t.Helper()
	calls := &dayCalls{}
	ref := data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: "A2"}
	desk := data.Desk{ID: "A2", Label: "A2", Blocks: []data.Block{{From: testToday.AddDays(6), To: testToday.AddDays(7), Reason: "The screen is being repaired"}}}
	other := seatForTest("floor-1", "A2", "u9", "Jan Novak")
	other.Date = testToday.AddDays(1)
	own := seatForTest("floor-2", "E1", "u1", "Ines Okafor")
	own.Date, own.Label = testToday.AddDays(2), "E1"
	here := seatForTest("floor-1", "A2", "u1", "Ines Okafor")
	here.Date, here.Label = testToday.AddDays(3), "A2"
	o := SeveralDaysOptions{
		Start: DaysQuery{Ref: ref, UserID: "u1", From: testToday.AddDays(-1), To: testToday.AddDays(20)},
		Who:   "Ines Okafor", Desk: "A2", Today: testToday, ParseDay: parseForTest,
		Floor: func(ref data.DeskRef) string {
			return map[string]string{"floor-1": "1st floor", "floor-2": "2nd floor"}[ref.Floor]
		},
		Ask: func(q DaysQuery, done func([]DayPlan, error)) {
			calls.asked = append(calls.asked, q)
			calls.answers = append(calls.answers, done)
			if !calls.late {
				done(planDays(q, testToday, false, desk, []data.Seat{other, here}, []data.Seat{own, here}), nil)
			}
		},
		OnDo: func(q DaysQuery, plans []DayPlan, done func(error)) {
			calls.did = append(calls.did, plans)
			calls.done = append(calls.done, done)
		},
	}
	if change != nil {
		change(&o)
	}
	return showSeveralDays(w, o), calls
}

type blockCalls struct {
	asked     [][2]data.Date
	blocked   []data.Block
	released  []int
	unblocked []data.Block
	done      []func(error)
}

func blockForTest(t testing.TB, w fyne.Window, blocks []data.Block) (*blockSheet, *blockCalls) {
	t.Helper()
	calls := &blockCalls{}
	return showBlock(w, BlockOptions{
		Desk: data.Desk{ID: "A3", Label: "A3", Blocks: blocks}, From: testToday, Today: testToday, ParseDay: parseForTest,
		Ask: func(from, to data.Date, done func([]data.Seat, error)) {
			calls.asked = append(calls.asked, [2]data.Date{from, to})
			seats := []data.Seat{}
			for _, s := range seatsOnDays("u2", 12) {
				if from <= s.Date && s.Date <= to {
					seats = append(seats, s)
				}
			}
			done(seats, nil)
		},
		OnBlock: func(b data.Block, release []data.Seat, done func(error)) {
			calls.blocked, calls.released = append(calls.blocked, b), append(calls.released, len(release))
			calls.done = append(calls.done, done)
		},
		OnUnblock: func(b data.Block, done func(error)) {
			calls.unblocked, calls.done = append(calls.unblocked, b), append(calls.done, done)
		},
	}), calls
}

func officeImportForTest() officeImport {
	return officeImport{File: "/home/someone/plan.json", Lines: []floorImport{
		{Office: "Harbour House", Floor: "1st floor", Added: 3, Changed: 2, Unchanged: 15, Removed: 1, Retired: 2, Coming: 5},
		{Office: "Harbour House", Floor: "2nd floor", Unchanged: 22}, {Office: "Hill", Floor: "Ground floor", Added: 30}}}
}
