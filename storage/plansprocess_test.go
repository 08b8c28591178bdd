package storage

import (
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
	"seatkeeper/storage/history"
)

// What a killed process has drawn is there as it was saved last, and its claim is gone.
func TestADraftOfAKilledProcessIsAllThere(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenSample(t, folder, Options{})
	for range filetest.OrSampled(20, 4) {
		c := task{Do: "draw", Data: folder, Now: noon}.command(t)
		answers := startReading(t, c)
		last := (<-answers).Text
		var held *failure.HeldError
		if _, err := s.Plans().OpenDraft(t.Context(), deskA2.Office, deskA2.Floor, false); !errors.As(err, &held) || !errors.Is(err, ErrDraftOpen) {
			t.Fatalf("it is open in a live process: %v", err)
		}
		for end := time.Now().Add(time.Duration(rand.Int64N(int64(20 * time.Millisecond)))); time.Now().Before(end); {
		}
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for a := range answers {
			if a.Err != "" {
				t.Fatal(a.Err)
			}
			last = a.Text
		}
		d, err := s.Plans().OpenDraft(t.Context(), deskA2.Office, deskA2.Floor, false)
		if err != nil {
			t.Fatalf("the claim of a killed process stays: %v", err)
		}
		if d.Drawn.Name < last && len(d.Drawn.Name) <= len(last) || d.Changes == 0 {
			t.Errorf("%q is there, but %q was confirmed", d.Drawn.Name, last)
		}
		if err := s.Plans().DiscardDraft(t.Context(), d.Office, d.Floor); err != nil {
			t.Fatal(err)
		}
	}
}

func TestADraftStaysThroughARestoreAndSaysThatItsFloorIsGone(t *testing.T) {
	ctx := t.Context()
	s := mustOpenSample(t, t.TempDir(), Options{})
	backup := mustExport(t, s, ExportOptions{})
	f, err := s.Plans().AddFloor(ctx, deskA2.Office, data.Floor{Name: "New", Layout: data.Size{Width: 2, Height: 1}})
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.Plans().OpenDraft(ctx, deskA2.Office, f.ID, false)
	if err != nil {
		t.Fatal(err)
	}
	d.Drawn.Name, d.Changes = "Drawn", 1
	if err := errors.Join(s.Plans().SaveDraft(ctx, d), s.Plans().CloseDraft(ctx, d.Office, d.Floor)); err != nil {
		t.Fatal(err)
	}
	mustRestore(t, s, backup.Path, RestoreOptions{})
	list, err := s.Plans().Drafts(ctx)
	if err != nil || len(list) != 1 || !list[0].Gone || list[0].Floor != "New" || list[0].Changes != 1 {
		t.Fatalf("%+v %v", list, err)
	}
	if read, err := s.Plans().ReadDraft(ctx, d.Office, d.Floor); err != nil || read.Drawn.Name != "Drawn" {
		t.Errorf("%+v %v", read, err)
	}
	if _, err := s.Plans().PreviewDraft(ctx, d); !errors.Is(err, data.ErrUnknownFloor) {
		t.Error(err)
	}
	if _, err := s.Plans().OpenDraft(ctx, d.Office, d.Floor, false); !errors.Is(err, data.ErrUnknownFloor) {
		t.Error(err)
	}
	mustUndo(t, s) // and with the floor it fits again
	if again, err := s.Plans().OpenDraft(ctx, d.Office, d.Floor, false); err != nil || again.Drawn.Name != "Drawn" {
		t.Errorf("%+v %v", again, err)
	}
	if err := s.Plans().CloseDraft(ctx, d.Office, d.Floor); err != nil {
		t.Fatal(err)
	}
	if err := s.Plans().DiscardDraft(ctx, d.Office, d.Floor); err != nil {
		t.Fatal(err)
	}
	if err := s.Plans().SaveDraft(ctx, d); !errors.Is(err, data.ErrUnknownDraft) {
		t.Errorf("a draft that was discarded is saved: %v", err)
	}
}

// What undo can't hold is undone by going back to a backup made before.
func TestAnOfficeWithVeryManyBookingsComesBack(t *testing.T) {
	filetest.NotUnderRace(t)
	ctx := t.Context()
	s := mustOpenMany(t, 210, 100)
	before := read(t, s)
	office := mustOffices(t, s)[0]
	shown, err := s.Plans().PreviewRemoval(ctx, office.ID, "")
	if err != nil || shown.Bookings() != 21000 {
		t.Fatalf("%+v %v", shown, err)
	}
	schema := "SELECT sum(length(name) + length(sql)) FROM sqlite_schema"
	had := rawInteger(t, s.path(), schema)
	if err := s.Plans().Remove(ctx, shown, true); err != nil {
		t.Fatal(err)
	}
	if has := rawInteger(t, s.path(), schema); has != had {
		t.Errorf("indexes or triggers are missing: %d, not %d", has, had)
	}
	after := read(t, s)
	if after.Status.Counts.Bookings != 0 || len(after.Offices) != 0 || len(after.Users) != 210 {
		t.Fatalf("%+v", after.Status.Counts)
	}
	undo, _ := s.History()
	if step := undo[len(undo)-1]; step.Kind != history.RemoveOffice || step.Back == nil || step.Removed != shown {
		t.Fatalf("%+v", step)
	}
	if list := mustList(t, s); len(list) != 1 || list[0].Origin != format.OriginRemoval {
		t.Errorf("%+v", list)
	}
	mustUndo(t, s)
	sameContent(t, "undone", before, read(t, s))
	mustHold(t, s, 21000)
	mustRedo(t, s)
	sameContent(t, "redone", after, read(t, s))
	// Somebody else adds something, which going back would lose.
	other := mustOpen(t, s.Folder(), Options{})
	if _, err := other.Plans().AddOffice(ctx, data.Office{Name: "Another"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Undo(ctx, 0); !errors.Is(err, data.ErrChanged) {
		t.Errorf("undone over what somebody else has done: %v", err)
	}
}
