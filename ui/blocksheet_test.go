package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
)

func TestBlockByKeyboard(t *testing.T) {
	w := emptyWindow(t, NewTheme())
	b, calls := blockForTest(t, w, nil)
	if b.sheet.primary.Text != "Release 1 booking and block" {
		t.Errorf("today: %q", b.sheet.primary.Text)
	}
	retype(w, "2026-11-25")
	pressIn(w, fyne.KeyTab)
	retype(w, "2026-11-26")
	if b.sheet.primary.Text != "Block desk" || b.losing.Visible() {
		t.Errorf("without bookings: %q", b.sheet.primary.Text)
	}
	retype(w, "2026-12-08")
	if b.sheet.primary.Text != "Release 2 bookings and block" || b.lost.text.text != "2 bookings lie in that time and will be released:" {
		t.Errorf("with bookings: %q, %q", b.sheet.primary.Text, b.lost.text.text)
	}
	pressIn(w, fyne.KeyTab, fyne.KeyTab)
	asked := len(calls.asked)
	typeText(w, "paint")
	if len(calls.asked) != asked {
		t.Error("it asks again for the same days")
	}
	pressIn(w, fyne.KeyReturn)
	want := data.Block{From: mustDate(t, "2026-11-25"), To: mustDate(t, "2026-12-08"), Reason: "paint"}
	if len(calls.blocked) != 1 || calls.blocked[0] != want || calls.released[0] != 2 || !b.sheet.primary.Disabled() {
		t.Fatalf("blocked is %v, released %v", calls.blocked, calls.released)
	}
	calls.done[0](errForTest)
	if b.sheet.message.text.text != "it broke." || len(calls.asked) != asked+1 || b.sheet.primary.Disabled() {
		t.Errorf("after an error it says %q", b.sheet.message.text.text)
	}
	pressIn(w, fyne.KeyReturn)
	calls.done[1](nil)
	if b.sheet.shown {
		t.Error("it does not close when it is done")
	}
}

func TestBlockWithoutEnd(t *testing.T) {
	w := emptyWindow(t, NewTheme())
	b, calls := blockForTest(t, w, nil)
	pressIn(w, fyne.KeyTab)
	typeText(w, "no day") // over what stands there
	if b.to.entry.Text != "no day" || b.to.says.Text != "Not a day" {
		t.Errorf("the last day is %q, %q", b.to.entry.Text, b.to.says.Text)
	}
	if b.sheet.message.text.text != "That can’t be read as a day. Write it like 24/11/2026, 24 Nov, Friday." || !b.sheet.primary.Disabled() {
		t.Errorf("it says %q", b.sheet.message.text.text)
	}
	pressIn(w, fyne.KeyTab, fyne.KeySpace)
	if b.sheet.message.text.text != "" || !b.to.entry.Disabled() {
		t.Error("the last day counts though there is none")
	}
	pressIn(w, fyne.KeyReturn)
	if len(calls.blocked) != 1 || !calls.blocked[0].IsOpen() || calls.released[0] != 12 {
		t.Errorf("blocked is %v, released %v", calls.blocked, calls.released)
	}
	pressIn(w, fyne.KeyEscape)
	if b.sheet.shown {
		t.Error("Escape does not close it")
	}
}

func TestBlockFaults(t *testing.T) {
	w := emptyWindow(t, NewTheme())
	b, calls := blockForTest(t, w, []data.Block{{From: testToday.AddDays(10), To: testToday.AddDays(12)}})
	for _, tt := range []struct{ from, to, reason, want string }{
		{"2026-11-24", "2026-11-23", "", "The last day lies before the first."},
		{"2026-11-24", "2026-12-04", "", "The desk is blocked on some of these days already."},
		{"2026-11-24", "2026-12-03", strings.Repeat("x", 201), "That is too long: at most 200 characters."},
		{"2026-11-24", "2026-12-03", strings.Repeat("x", 200), ""},
	} {
		b.from.entry.SetText(tt.from)
		b.to.entry.SetText(tt.to)
		b.reason.SetText(tt.reason)
		if got := b.sheet.message.text.text; got != tt.want || b.sheet.primary.Disabled() != (tt.want != "") {
			t.Errorf("%s to %s: it says %q", tt.from, tt.to, got)
		}
		if tt.want != "" {
			pressIn(w, fyne.KeyReturn)
		}
	}
	if len(calls.blocked) != 0 {
		t.Errorf("blocked is %v", calls.blocked)
	}
}

func TestUnblockByKeyboard(t *testing.T) {
	w := emptyWindow(t, NewTheme())
	over := data.Block{From: testToday.AddDays(-9), To: testToday.AddDays(-1)}
	now := data.Block{From: testToday.AddDays(-1), To: testToday, Reason: "paint"}
	open := data.Block{From: testToday.AddDays(30), To: data.MaxDate}
	b, calls := blockForTest(t, w, []data.Block{over, now, open})
	if len(b.present.parts) != 2 || b.sheet.message.text.text != "" || !b.sheet.primary.Disabled() {
		t.Fatalf("%d blocks are listed, it says %q", len(b.present.parts), b.sheet.message.text.text)
	}
	row := b.present.parts[1].(*signRow)
	if row.text != "From Thursday 24 December on, without an end" {
		t.Errorf("an open block is %q", row.text)
	}
	w.Canvas().Focus(b.present.parts[0].(*signRow).action)
	pressIn(w, fyne.KeyTab, fyne.KeyReturn)
	if len(calls.unblocked) != 1 || calls.unblocked[0] != open {
		t.Fatalf("unblocked is %v", calls.unblocked)
	}
	b.SetBlocks([]data.Block{open}) // somebody else has taken the other one away
	if len(b.present.parts) != 1 {
		t.Errorf("%d blocks are listed", len(b.present.parts))
	}
	calls.done[0](nil)
	if b.sheet.shown {
		t.Error("it does not close when it is done")
	}
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
