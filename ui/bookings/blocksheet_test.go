package bookings

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func TestBlockByKeyboard(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	b, calls := blockForTest(t, w, nil)
	if b.Sheet.Primary.Text != "Release 1 booking and block" {
		t.Errorf("today: %q", b.Sheet.Primary.Text)
	}
	uitest.Retype(w, "2026-11-25")
	uitest.Press(w, fyne.KeyTab)
	uitest.Retype(w, "2026-11-26")
	if b.Sheet.Primary.Text != "Block desk" || b.losing.Visible() {
		t.Errorf("without bookings: %q", b.Sheet.Primary.Text)
	}
	uitest.Retype(w, "2026-12-08")
	if b.Sheet.Primary.Text != "Release 2 bookings and block" || b.lost.Text.Text != "2 bookings lie in that time and will be released:" {
		t.Errorf("with bookings: %q, %q", b.Sheet.Primary.Text, b.lost.Text.Text)
	}
	uitest.Press(w, fyne.KeyTab, fyne.KeyTab)
	asked := len(calls.asked)
	uitest.Type(w, "paint")
	if len(calls.asked) != asked {
		t.Error("it asks again for the same days")
	}
	uitest.Press(w, fyne.KeyReturn)
	want := data.Block{From: mustDate(t, "2026-11-25"), To: mustDate(t, "2026-12-08"), Reason: "paint"}
	if len(calls.blocked) != 1 || calls.blocked[0] != want || calls.released[0] != 2 || !b.Sheet.Primary.Disabled() {
		t.Fatalf("blocked is %v, released %v", calls.blocked, calls.released)
	}
	calls.done[0](uitest.Err)
	if b.Sheet.Message.Text.Text != "it broke." || len(calls.asked) != asked+1 || b.Sheet.Primary.Disabled() {
		t.Errorf("after an error it says %q", b.Sheet.Message.Text.Text)
	}
	uitest.Press(w, fyne.KeyReturn)
	calls.done[1](nil)
	if b.Sheet.IsShown() {
		t.Error("it does not close when it is done")
	}
}

func TestBlockWithoutEnd(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	b, calls := blockForTest(t, w, nil)
	uitest.Press(w, fyne.KeyTab)
	uitest.Type(w, "no day") // over what stands there
	if b.to.Entry.Text != "no day" || b.to.Says.Text != "Not a day" {
		t.Errorf("the last day is %q, %q", b.to.Entry.Text, b.to.Says.Text)
	}
	if b.Sheet.Message.Text.Text != "That can’t be read as a day. Write it like 24/11/2026, 24 Nov, Friday." || !b.Sheet.Primary.Disabled() {
		t.Errorf("it says %q", b.Sheet.Message.Text.Text)
	}
	uitest.Press(w, fyne.KeyTab, fyne.KeySpace)
	if b.Sheet.Message.Text.Text != "" || !b.to.Entry.Disabled() {
		t.Error("the last day counts though there is none")
	}
	uitest.Press(w, fyne.KeyReturn)
	if len(calls.blocked) != 1 || !calls.blocked[0].IsOpen() || calls.released[0] != 12 {
		t.Errorf("blocked is %v, released %v", calls.blocked, calls.released)
	}
	uitest.Press(w, fyne.KeyEscape)
	if b.Sheet.IsShown() {
		t.Error("Escape does not close it")
	}
}

func TestBlockFaults(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	b, calls := blockForTest(t, w, []data.Block{{From: uitest.Today.AddDays(10), To: uitest.Today.AddDays(12)}})
	for _, tt := range []struct{ from, to, reason, want string }{
		{"2026-11-24", "2026-11-23", "", "The last day lies before the first."},
		{"2026-11-24", "2026-12-04", "", "The desk is blocked on some of these days already."},
		{"2026-11-24", "2026-12-03", strings.Repeat("x", 201), "That is too long: at most 200 characters."},
		{"2026-11-24", "2026-12-03", strings.Repeat("x", 200), ""},
	} {
		b.from.Entry.SetText(tt.from)
		b.to.Entry.SetText(tt.to)
		b.reason.SetText(tt.reason)
		if got := b.Sheet.Message.Text.Text; got != tt.want || b.Sheet.Primary.Disabled() != (tt.want != "") {
			t.Errorf("%s to %s: it says %q", tt.from, tt.to, got)
		}
		if tt.want != "" {
			uitest.Press(w, fyne.KeyReturn)
		}
	}
	if len(calls.blocked) != 0 {
		t.Errorf("blocked is %v", calls.blocked)
	}
}

func TestUnblockByKeyboard(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	over := data.Block{From: uitest.Today.AddDays(-9), To: uitest.Today.AddDays(-1)}
	now := data.Block{From: uitest.Today.AddDays(-1), To: uitest.Today, Reason: "paint"}
	open := data.Block{From: uitest.Today.AddDays(30), To: data.MaxDate}
	b, calls := blockForTest(t, w, []data.Block{over, now, open})
	if len(b.present.Parts) != 2 || b.Sheet.Message.Text.Text != "" || !b.Sheet.Primary.Disabled() {
		t.Fatalf("%d blocks are listed, it says %q", len(b.present.Parts), b.Sheet.Message.Text.Text)
	}
	row := b.present.Parts[1].(*kit.SignRow)
	if row.Text != "From Thursday 24 December on, without an end" {
		t.Errorf("an open block is %q", row.Text)
	}
	w.Canvas().Focus(b.present.Parts[0].(*kit.SignRow).Action)
	uitest.Press(w, fyne.KeyTab, fyne.KeyReturn)
	if len(calls.unblocked) != 1 || calls.unblocked[0] != open {
		t.Fatalf("unblocked is %v", calls.unblocked)
	}
	b.SetBlocks([]data.Block{open}) // somebody else has taken the other one away
	if len(b.present.Parts) != 1 {
		t.Errorf("%d blocks are listed", len(b.present.Parts))
	}
	calls.done[0](nil)
	if b.Sheet.IsShown() {
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

func blockForTest(t testing.TB, w fyne.Window, blocks []data.Block) (*BlockSheet, *blockCalls) {
	t.Helper()
	calls := &blockCalls{}
	return ShowBlock(w, BlockOptions{
		Desk: data.Desk{ID: "A3", Label: "A3", Blocks: blocks}, From: uitest.Today, Today: uitest.Today, ParseDay: uitest.ParseDay,
		Ask: func(from, to data.Date, done func([]data.Seat, error)) {
			calls.asked = append(calls.asked, [2]data.Date{from, to})
			seats := []data.Seat{}
			for _, s := range uitest.SeatsOnDays("u2", 12) {
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
