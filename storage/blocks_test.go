package storage

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"seatkeeper/data"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
)

func blocksOf(t testing.TB, s *Store, ref data.DeskRef) []data.Block {
	t.Helper()
	offices, err := s.Offices(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return deskIn(offices, ref).Blocks
}

func TestADeskIsBlockedOnceADay(t *testing.T) {
	span := func(from, to data.Date, reason string) data.Block {
		return data.Block{From: monday + from, To: monday + to, Reason: reason}
	}
	there := []data.Block{span(0, 4, "a"), span(10, 14, "b"), {From: monday + 20, To: data.MaxDate, Reason: "c"}}
	a, b, c := there[0], there[1], there[2]
	for name, test := range map[string]struct {
		add     data.Block
		want    []data.Block
		against data.Block // what is in the way
	}{
		"between two":            {span(6, 8, "n"), []data.Block{a, span(6, 8, "n"), b, c}, data.Block{}},
		"before all":             {span(-5, -2, "n"), []data.Block{span(-5, -2, "n"), a, b, c}, data.Block{}},
		"right between two":      {span(5, 9, "n"), []data.Block{a, span(5, 9, "n"), b, c}, data.Block{}},
		"the first day":          {data.Block{From: data.MinDate, To: data.MinDate}, []data.Block{{From: data.MinDate, To: data.MinDate}, a, b, c}, data.Block{}},
		"over the end of one":    {span(4, 6, "n"), there, a},
		"over the start of one":  {span(8, 10, "n"), there, b},
		"within one":             {span(11, 12, "n"), there, b},
		"over one":               {span(9, 15, "n"), there, b},
		"in the place of one":    {b, there, b},
		"over parts of two":      {span(4, 10, "n"), there, a},
		"within one without end": {span(30, 31, "n"), there, c},
		"the whole calendar":     {data.Block{From: data.MinDate, To: data.MaxDate}, there, a},
		"the last day":           {data.Block{From: data.MaxDate, To: data.MaxDate}, there, c},
	} {
		t.Run(name, func(t *testing.T) {
			s := mustOpen(t, t.TempDir(), Options{})
			for _, block := range there {
				if _, err := blockDesk(s, deskA1, block, false); err != nil {
					t.Fatal(err)
				}
			}
			_, err := blockDesk(s, deskA1, test.add, true)
			var conflict *data.ConflictError
			if errors.As(err, &conflict) && (!errors.Is(err, data.ErrBlockedDesk) || conflict.Block != test.against || !test.against.Holds(conflict.Date) || !test.add.Holds(conflict.Date)) ||
				(err == nil) != (test.against == data.Block{}) {
				t.Errorf("%+v %v", conflict, err)
			}
			if diff := cmp.Diff(test.want, blocksOf(t, s, deskA1)); diff != "" {
				t.Error(diff)
			}
			if err == nil {
				mustUndo(t, s)
			}
			if diff := cmp.Diff(there, blocksOf(t, s, deskA1)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOnlyTheBlockThatWasSeenIsTakenAway(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	seen, now := data.Block{From: monday, To: monday + 4, Reason: "paint"}, data.Block{From: monday + 1, To: data.MaxDate, Reason: "gone"}
	if _, err := blockDesk(s, deskA1, now, false); err != nil {
		t.Fatal(err)
	}
	var conflict *data.ConflictError
	if err := s.UnblockDesk(t.Context(), deskA1, seen); !errors.Is(err, data.ErrChanged) || !errors.As(err, &conflict) || conflict.Block != now {
		t.Error(err)
	}
	if err := s.UnblockDesk(t.Context(), deskA1, data.Block{From: monday, To: monday}); err != nil {
		t.Errorf("there is none any more: %v", err)
	}
	if diff := cmp.Diff([]data.Block{now}, blocksOf(t, s, deskA1)); diff != "" {
		t.Error(diff)
	}
	if err := s.UnblockDesk(t.Context(), deskA1, now); err != nil || len(blocksOf(t, s, deskA1)) != 0 {
		t.Error(err)
	}
}

func TestADeskIsBlockedWithItsBookingsReleasedOrNotAtAll(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	block := data.Block{From: monday, To: monday + 1, Reason: "paint"}
	before := read(t, s)
	released, err := blockDesk(s, deskA1, block, false)
	var conflict *data.ConflictError
	if !errors.As(err, &conflict) || !errors.Is(err, data.ErrBlockedDesk) || conflict.Seat.ID != filetest.UUIDOf(1) || conflict.What != "A1" || len(released) != 0 {
		t.Errorf("%+v %v", conflict, err)
	}
	if diff := cmp.Diff(before, read(t, s)); diff != "" {
		t.Error(diff)
	}
	released, err = blockDesk(s, deskA1, block, true)
	if err != nil || len(released) != 2 || released[0].ID != filetest.UUIDOf(1) || released[1].ID != filetest.UUIDOf(4) || !released[0].IsReleased() {
		t.Errorf("%+v %v", released, err)
	}
	_, err = s.Book(t.Context(), data.Booking{DeskRef: deskA1, Date: monday + 1, UserID: "u1"})
	if !errors.As(err, &conflict) || !errors.Is(err, data.ErrBlockedDesk) || conflict.Block != block {
		t.Errorf("%+v %v", conflict, err)
	}
	if _, err := s.Move(t.Context(), monday, filetest.UUIDOf(2), deskA1); !errors.Is(err, data.ErrBlockedDesk) {
		t.Error(err)
	}
	if err := unblockDay(s, deskA1, monday+7); err != nil || len(blocksOf(t, s, deskA1)) != 1 {
		t.Error(err)
	}
	if err := unblockDay(s, deskA1, monday+1); err != nil || len(blocksOf(t, s, deskA1)) != 0 {
		t.Error(err)
	}
	mustBook(t, s, data.Booking{DeskRef: deskA1, Date: monday + 1, UserID: "u1"})
	mustUndo(t, s) // the booking
	mustUndo(t, s) // unblock
	mustUndo(t, s) // block: the bookings hold again
	sameContent(t, "undone", before, read(t, s))
}

func TestBlocksThatCantBeAreRefused(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	for name, test := range map[string]struct {
		block data.Block
		want  data.Rule
	}{
		"it ends before it begins":    {data.Block{From: monday, To: monday - 1}, data.RuleOutside},
		"it begins before the dates":  {data.Block{From: data.MinDate - 1, To: monday}, data.RuleOutside},
		"it ends after the last date": {data.Block{From: monday, To: data.MaxDate + 1}, data.RuleOutside},
		"the reason is too long":      {data.Block{From: monday, To: monday, Reason: strings.Repeat("é", 201)}, data.RuleTooLong},
		"the reason is not text":      {data.Block{From: monday, To: monday, Reason: "\xff"}, data.RuleNotText},
	} {
		if _, err := blockDesk(s, deskA1, test.block, true); !isRule(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	nowhere := data.DeskRef{Office: "harbour-house", Floor: "floor-9", Desk: "A1"}
	if _, err := blockDesk(s, nowhere, data.Block{From: monday, To: monday}, true); !errors.Is(err, data.ErrUnknownDesk) {
		t.Error(err)
	}
	if err := unblockDay(s, nowhere, monday); !errors.Is(err, data.ErrUnknownDesk) {
		t.Error(err)
	}
	// The booking of the Monday is released for nothing that is not kept.
	mustHold(t, s, 4)
	if held, _ := s.HeldDays(t.Context(), monday, monday); held[monday] != 3 {
		t.Error(held)
	}
}

func TestABackupHoldsTheBlocks(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	for _, block := range []data.Block{
		{From: monday + 5, To: monday + 6, Reason: "painted \"blue\"\n🙂"}, {From: monday + 9, To: data.MaxDate}, {From: data.MinDate, To: monday - 30},
	} {
		if _, err := blockDesk(s, deskA1, block, false); err != nil {
			t.Fatal(err)
		}
	}
	path := mustExport(t, s, ExportOptions{}).Path
	mustVerify(t, path)
	offices, _ := s.Offices(t.Context())
	if diff := cmp.Diff(offices, officesIn(t, path), cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
	if n := strings.Count(filetest.MustRead(t, path), `"9999-12-31"`); n != 1 {
		t.Errorf("%d open ends", n)
	}
	// A file in which a block meets a booking is no good backup.
	filetest.MustWrite(t, path, strings.Replace(filetest.MustRead(t, path), (monday+5).String(), monday.String(), 1))
	if _, err := format.VerifyBackup(t.Context(), path, backupfile.ReadOptions{}); err == nil {
		t.Error("a block over a booking is accepted")
	}
}

func officesIn(t testing.TB, path string) []data.Office {
	t.Helper()
	var file struct {
		Offices []data.Office `json:"offices"`
	}
	if err := json.Unmarshal([]byte(filetest.MustRead(t, path)), &file); err != nil {
		t.Fatal(err)
	}
	return file.Offices
}
