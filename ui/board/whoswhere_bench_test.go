package board

import (
	"fmt"
	"testing"

	"seatkeeper/data"
)

func manyRows(n int) []WhoRow {
	rows := make([]WhoRow, n)
	for i := range rows {
		id := fmt.Sprint(i)
		rows[i] = WhoRow{
			Seat: data.Seat{Name: fmt.Sprintf("%c%c Person %d", 'A'+i%26, 'a'+i/26%26, i), Booking: data.Booking{DeskRef: data.DeskRef{Desk: id}}},
			Desk: data.Desk{ID: id, Label: id, Zone: "Zone " + id[:1]},
		}
	}
	return rows
}

// A screen of the list is to be laid out within a frame, 16 ms, however long the
// list is.
func BenchmarkScroll100000(b *testing.B) {
	w, _ := whoForTest(b)
	rows := manyRows(100_000)
	w.SetRows(rows, len(rows))
	w.Resize(w.Size().AddWidthHeight(0, 400))
	b.ResetTimer()
	for i := range b.N {
		w.list.ScrollToOffset(float32(i*997%90_000) * 46)
	}
}

func BenchmarkSetRows100000(b *testing.B) {
	w, _ := whoForTest(b)
	rows := manyRows(100_000)
	for b.Loop() {
		w.SetRows(rows, len(rows))
	}
}

func BenchmarkFilter100000(b *testing.B) {
	w, _ := whoForTest(b)
	rows := manyRows(100_000)
	for b.Loop() {
		w.SetRows(rows, len(rows))
		w.filter.SetText("person 77")
		w.filter.SetText("")
	}
}

func BenchmarkSortWho100000(b *testing.B) {
	rows := manyRows(100_000)
	for b.Loop() {
		sortWho(append([]WhoRow(nil), rows...), WhoByName)
	}
}
