package ui

import (
	"seatkeeper/data"
	"seatkeeper/ui/board"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/people"
	"seatkeeper/ui/plan"
	"seatkeeper/ui/words"
)

// copyList puts who is where into the clipboard, a line for each person.
func (b *shownBoard) copyList() {
	if !b.isReady() {
		return
	}
	b.copyRows(board.CopyText)
}

// copyCSV puts who is where into the clipboard as CSV.
func (b *shownBoard) copyCSV() {
	if b.isReady() {
		b.copyRows(board.CopyCSV)
	}
}

func (b *shownBoard) copyRows(as func([]board.WhoRow) string) {
	rows := b.board.Rows()
	if len(rows) == 0 {
		b.news.say(kit.Toast{Tone: kit.Warning, Title: words.Say("copied.nobody")})
		return
	}
	b.app.Clipboard().SetContent(as(rows))
	b.news.say(kit.Toast{Tone: kit.Good, Title: words.Say("copied.title", words.Args{"People": words.Count("people", len(rows))})})
}

func (b *shownBoard) zoom(how func(*plan.Lens)) {
	if b.isReady() {
		b.board.Zoom(how)
	}
}

// chooseDay opens the calendar.
func (b *shownBoard) chooseDay() {
	if b.isReady() {
		b.board.AskDay()
	}
}

// goBy shows the day so many days on.
func (b *shownBoard) goBy(days int) {
	if b.isReady() {
		b.loads.goTo(b.loads.wantedDay().AddDays(days))
	}
}

func (b *shownBoard) goToday() {
	if b.isReady() {
		b.loads.goTo(b.today())
	}
}

func (b *shownBoard) filter() {
	if b.isReady() {
		b.board.FocusFilter()
	}
}

// choosePerson opens the choice of whom to book for.
func (b *shownBoard) choosePerson() {
	if b.isReady() {
		b.board.AskPerson()
	}
}

// bookFor chooses whom to book for, until the window is closed: who comes next to it
// begins with nobody.
func (b *shownBoard) bookFor(chosen people.BookingFor) {
	b.state.For, b.addedID = chosen, ""
	b.board.Apply(b.state)
	b.board.FocusPlan()
}

// bookForAdded chooses who was added to be booked for, as soon as the people that
// are shown hold them: those who are not there can't stay chosen.
func (b *shownBoard) bookForAdded() {
	if u, known := b.people.Get(b.addedID); known {
		b.bookFor(people.BookingFor{UserID: u.ID, Name: b.people.Called(u)})
	}
}

func (b *shownBoard) deskOf(ref data.DeskRef) data.Desk {
	place, _ := b.places.Get(ref)
	return place.Desk
}

func (b *shownBoard) floorName(ref data.DeskRef) string {
	place, _ := b.places.Get(ref)
	return place.Floor
}
