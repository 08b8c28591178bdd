package backups

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// backupsViewForTest is a view with one backup of each kind; what it asks for is
// noted as "look 3", by the place in the list.
func backupsViewForTest(t testing.TB, readOnly bool) (fyne.Window, *List, *[]string) {
	t.Helper()
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	files, asked := uitest.Backups(), &[]string{}
	note := func(what string) func(storage.BackupFile) {
		return func(f storage.BackupFile) {
			*asked = append(*asked, fmt.Sprint(what, " ", slices.IndexFunc(files, func(o storage.BackupFile) bool { return o.Path == f.Path })))
		}
	}
	plain := func(what string) func() { return func() { *asked = append(*asked, what) } }
	v := newList(listOptions{Today: uitest.TodayNow, ReadOnly: readOnly, listActions: listActions{
		Look: note("look"), Check: note("check"), CompareNow: note("compare"), CompareOther: note("compare other"), Copy: note("copy"),
		OpenFolder: note("folder"), Delete: note("delete"), Restore: note("restore"),
		CheckAll: plain("check all"), Stop: plain("stop"), Settings: plain("settings"), Export: plain("export"), Close: plain("close"),
	}})
	w := uitest.Show(t, v, 1024, 640)
	v.SetBackups(slices.Clone(files))
	w.Canvas().Focus(v.list)
	return w, v, asked
}

func rowTexts(v *List) (rows []string) {
	for _, o := range test.LaidOutObjects(v) {
		if i, ok := o.(*backupItem); ok {
			rows = append(rows, strings.Join(i.line.texts[:], " | "))
		}
	}
	return rows
}

func TestBackupsAreListed(t *testing.T) {
	_, v, _ := backupsViewForTest(t, false)
	want := []string{
		"Today 10:42 | Yours | 128 people · 14,302 bookings | 2.6 MB | ✓ checked",
		"Today 10:00 | Automatic | 128 people · 14,302 bookings | 2.6 MB | ✓ checked",
		"Yesterday 18:42 | Automatic, on quit | 128 people · 14,302 bookings | 2.6 MB | ✓ checked",
		"Yesterday 09:42 | Before a restore | 128 people · 14,302 bookings | 2.6 MB | not checked yet",
		"Fri 20 Nov 16:42 | Yours | 128 people · 14,302 bookings | 2.6 MB | ✕ damaged: the file is cut off after 1.1 MB",
		"Mon 16 Nov 12:42 | Yours | 128 people · 14,302 bookings | 2.6 MB | ▲ made by a newer version",
		"Sun 1 Nov 12:42 | Before an update | 128 people · 14,302 bookings | 2.6 MB | not checked yet",
		"Fri 14 Nov 2025 | Locked |  | 2.6 MB | not checked yet",
	}
	if got := rowTexts(v); !slices.Equal(got, want) {
		t.Errorf("listed are\n%s", strings.Join(got, "\n"))
	}
	v.SetProgress(checkProgress{path: v.files[3].Path, percent: 42, number: 1, all: 1})
	if got := rowTexts(v)[3]; !strings.HasSuffix(got, "checking, 42 %") {
		t.Errorf("while it is checked it says %q", got)
	}
}

func TestBackupsByKeyboard(t *testing.T) {
	w, v, asked := backupsViewForTest(t, false)
	want := func(what ...string) {
		t.Helper()
		if !slices.Equal(*asked, what) {
			t.Errorf("asked for %q, want %q", *asked, what)
		}
		*asked = nil
	}
	uitest.Press(w, fyne.KeyDelete) // of the newest good one
	want()
	uitest.Press(w, fyne.KeyReturn)
	want("look 0")
	uitest.Press(w, fyne.KeyDown, fyne.KeyDelete)
	want("delete 1")
	uitest.Press(w, fyne.KeyEnd, fyne.KeyReturn, fyne.KeyEscape)
	want("look 7", "close")
	uitest.Press(w, fyne.KeyUp, fyne.KeyUp, fyne.KeyUp, fyne.KeyReturn) // a damaged one
	want()
	uitest.Press(w, fyne.KeyHome, fyne.KeyDown)
	order := []string{}
	for range 8 {
		uitest.Press(w, fyne.KeyTab)
		order = append(order, w.Canvas().Focused().(*kit.Button).Text)
		uitest.Press(w, fyne.KeySpace)
	}
	if !slices.Equal(order, []string{"Look inside", "Check", "Compare with now", "Compare with another…", "Copy to…", "Open folder", "Delete…", "Restore…"}) {
		t.Errorf("Tab goes to %q", order)
	}
	want("look 1", "check 1", "compare 1", "compare other 1", "copy 1", "folder 1", "delete 1", "restore 1")
	uitest.Press(w, fyne.KeyEscape)
	want("close")
	for _, label := range []string{"‹ Back", "Check all", "Settings…", "Export backup"} {
		uitest.Press(w, fyne.KeyTab)
		if b := w.Canvas().Focused().(*kit.Button); b.Text != label {
			t.Errorf("the focus is on %q, not %q", b.Text, label)
		}
		uitest.Press(w, fyne.KeyReturn)
	}
	want("close", "check all", "settings", "export")
	v.SetProgress(checkProgress{path: v.files[0].Path, number: 1, all: 8})
	v.checkAll.Tapped(nil)
	want("stop")
}

func TestDetailsOfABackup(t *testing.T) {
	w, v, _ := backupsViewForTest(t, false)
	d := v.details
	if d.made.Text != "Tuesday 24 November 2026, 10:42:07" || d.file.Text != "backup-20261124-104207.json" ||
		d.what.Text != "Yours\nMade by Seatkeeper 1.0.0\n128 people · 14,302 bookings\n2.6 MB" || d.state.Text != "✓ Read whole and found good: Today 10:42" {
		t.Errorf("of a good one: %q, %q, %q, %q", d.made.Text, d.file.Text, d.what.Text, d.state.Text)
	}
	uitest.Press(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	if d.state.Text != "✕ Damaged. What is wrong:" || d.reasons.Text != "• the file is cut off after 1.1 MB\n• line 1,203: the person “u77” is not in the file" {
		t.Errorf("of a damaged one: %q, %q", d.state.Text, d.reasons.Text)
	}
	if !d.look.Disabled() || !d.compareNow.Disabled() || !d.restore.Disabled() || d.remove.Disabled() || !strings.Contains(d.why.Text, "nothing can be restored") {
		t.Errorf("a damaged one can be deleted and nothing else: %q", d.why.Text)
	}
	v.update(v.chosen, func(f *storage.BackupFile) {
		f.Err = &failure.FaultsError{OnlyRecords: true, Faults: []failure.Fault{{Code: failure.FaultTwice}}}
	})
	v.SetProgress(checkProgress{})
	if d.restore.Disabled() || d.restore.Text != "Restore the rest…" || d.why.Text != "" {
		t.Errorf("of one with faulty records the rest can be restored: %q", d.restore.Text)
	}
	uitest.Press(w, fyne.KeyDown)
	if !strings.Contains(d.state.Text, "made by a newer Seatkeeper (format 2.0.0") || !d.restore.Disabled() {
		t.Errorf("of a newer one: %q", d.state.Text)
	}
	uitest.Press(w, fyne.KeyEnd)
	if !strings.Contains(d.state.Text, "Locked with a passphrase") || d.look.Disabled() {
		t.Errorf("of a locked one: %q", d.state.Text)
	}
	many := &failure.FaultsError{More: true}
	for i := range 20 {
		many.Faults = append(many.Faults, failure.Fault{Line: int64(i + 1), Code: failure.FaultTwice, Value: "u1"})
	}
	v.update(v.chosen, func(f *storage.BackupFile) { f.State, f.Err = storage.BackupDamaged, many })
	v.SetProgress(checkProgress{})
	if lines := strings.Split(d.reasons.Text, "\n"); len(lines) != mostReasons+1 || lines[mostReasons] != "and more" {
		t.Errorf("of many faults it says %q", d.reasons.Text)
	}
}

func TestBackupsOfAStoreThatCanOnlyBeRead(t *testing.T) {
	_, v, _ := backupsViewForTest(t, true)
	v.choose(1)
	d := v.details
	if !d.restore.Disabled() || !d.remove.Disabled() || d.copyTo.Disabled() || d.openFolder.Disabled() {
		t.Error("a backup can be restored or deleted there, or not be copied")
	}
}

func TestTheSelectionStaysWhenTheListChanges(t *testing.T) {
	w, v, _ := backupsViewForTest(t, false)
	uitest.Press(w, fyne.KeyDown, fyne.KeyDown)
	chosen := v.chosen
	v.SetBackups(append([]storage.BackupFile{uitest.BackupAt(-time.Hour)}, v.files...)) // a new one on top
	if v.chosen != chosen || v.list.Cursor != 3 {
		t.Errorf("selected is %s, row %d", v.chosen, v.list.Cursor)
	}
	v.SetBackups(slices.Delete(slices.Clone(v.files), 3, 4))
	if v.chosen == chosen || v.list.Cursor != 3 || v.chosen != v.files[3].Path {
		t.Errorf("when it is gone, selected is %s, row %d", v.chosen, v.list.Cursor)
	}
	v.SetBackups(v.files[:1])
	if v.list.Cursor != 0 || v.chosen != v.files[0].Path {
		t.Errorf("of one, selected is %s", v.chosen)
	}
	v.SetBackups(nil)
	if v.detailsCard.Visible() || v.chosen != "" {
		t.Error("the details of nothing are shown")
	}
	uitest.Press(w, fyne.KeyReturn, fyne.KeyDelete)
}

func TestColumnsGiveWay(t *testing.T) {
	for _, tt := range []struct {
		width       float32
		size, holds bool
	}{{900, true, true}, {704, false, true}, {520, false, false}, {340, false, false}} {
		x, w := backupPlaces(tt.width)
		if (w[columnSize] > 0) != tt.size || (w[columnHolds] > 0) != tt.holds {
			t.Errorf("in %v the columns are %v", tt.width, w)
		}
		if end := x[columnState] + w[columnState]; end > tt.width {
			t.Errorf("in %v the state ends at %v", tt.width, end)
		}
	}
}

func listOf1000(b *testing.B) *List {
	_, v, _ := backupsViewForTest(b, false)
	files := make([]storage.BackupFile, 1000)
	for i := range files {
		files[i] = uitest.BackupAt(time.Duration(i) * time.Hour)
	}
	v.SetBackups(files)
	b.ResetTimer()
	return v
}

// BenchmarkBackups1000Scroll must stay far below a frame.
func BenchmarkBackups1000Scroll(b *testing.B) {
	v := listOf1000(b)
	for i := range b.N {
		v.list.ScrollToOffset(float32(i*997%40_000) * 1)
	}
}

// BenchmarkBackups1000Progress is what each percent of a check costs.
func BenchmarkBackups1000Progress(b *testing.B) {
	v := listOf1000(b)
	for i := range b.N {
		v.SetProgress(checkProgress{path: v.files[i%1000].Path, percent: i % 100, number: i%1000 + 1, all: 1000})
	}
}

func TestACheckIsShownAsOftenAsTheViewCanFollow(t *testing.T) {
	v := newList(listOptions{Today: func() data.Date { return 0 }})
	v.SetBackups(uitest.Backups())
	var waiting []func()
	n := &checkNews{view: v, isShown: func() bool { return true }, show: func(f func()) { waiting = append(waiting, f) }}
	for percent := range 100 {
		n.tell(checkProgress{path: v.files[1].Path, percent: percent, number: 1, all: 2}, nil)
	}
	n.tell(checkProgress{path: v.files[1].Path, percent: 100, number: 1, all: 2}, func(f *storage.BackupFile) { f.State = storage.BackupDamaged })
	n.tell(checkProgress{path: v.files[2].Path, percent: 7, number: 2, all: 2}, nil)
	if len(waiting) != 1 {
		t.Fatalf("%d pictures wait for a view that is busy", len(waiting))
	}
	waiting[0]()
	if v.summary.Text != "Checking 2 of 2, 7 %" || v.files[1].State != storage.BackupDamaged {
		t.Errorf("it says %q, and of the first %v", v.summary.Text, v.files[1].State)
	}
	n.tell(checkProgress{path: v.files[2].Path, percent: 8, number: 2, all: 2}, nil)
	if len(waiting) != 2 {
		t.Error("what comes later is not shown")
	}
}
