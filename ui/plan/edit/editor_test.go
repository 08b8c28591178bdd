package edit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/drawing"
	"seatkeeper/ui/uitest"
)

// shown is an editor in a window, and what it has told.
type shown struct {
	*Editor
	t                          testing.TB
	win                        fyne.Window
	changes                    []int
	floor                      data.Floor
	applied, discarded, closed int
}

func show(t testing.TB, floor data.Floor, variant fyne.ThemeVariant, width, height float32) *shown {
	t.Helper()
	uitest.Start(t, kit.NewTheme(), variant)
	s := &shown{t: t, floor: floor}
	s.Editor = New(Options{Floor: floor, Base: floor,
		OnChanged: func(f data.Floor, n int) { s.floor = f; s.changes = append(s.changes, n) },
		OnApply:   func() { s.applied++ },
		OnDiscard: func() { s.discarded++ },
		OnClose:   func() { s.closed++ },
	})
	s.win = uitest.Show(t, s.Editor, width, height)
	return s
}

// metric is a floor of metres with a room and some desks.
func metric() data.Floor {
	d := drawing.New(data.Floor{ID: "f1", Name: "1st floor", Layout: data.Size{Width: 30, Height: 20}, Unit: data.UnitMetres})
	d.PlaceRows(drawing.Rows{PerRow: 4, Rows: 2, Gap: 0.3, Aisle: 1, Desk: data.Size{Width: 2.4, Height: 1.4}, Numbering: drawing.Numbering{Prefix: "A", From: 1}}, drawing.Point{X: 1.5, Y: 2.5}, 0)
	d.PlaceFixture(data.FixtureZone, "Engineering", drawing.Box{X: 1, Y: 1, W: 12, H: 6})
	d.PlaceFixture(data.FixtureRoom, "Meeting Alder", drawing.Box{X: 20, Y: 2, W: 7, H: 4})
	d.PlaceWall(drawing.Point{X: 18, Y: 0.2}, drawing.Point{X: 18, Y: 8}, 0.2)
	d.PlacePolygon(data.FixtureRoom, "Corner", []drawing.Point{{X: 22, Y: 10}, {X: 29, Y: 10}, {X: 29, Y: 18}, {X: 26, Y: 18}, {X: 26, Y: 13}, {X: 22, Y: 13}})
	return d.Result()
}

func (s *shown) at(x, y float64) fyne.Position { return s.surface.view.At(drawing.Point{X: x, Y: y}) }

func (s *shown) click(x, y float64, mods fyne.KeyModifier) {
	pos := s.at(x, y)
	s.surface.clicked = click{} // no double click, however fast the test is
	ev := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: pos}, Button: desktop.MouseButtonPrimary, Modifier: mods}
	s.surface.MouseDown(ev)
	s.surface.MouseUp(ev)
	s.surface.Tapped(&ev.PointEvent)
}

func (s *shown) drag(x1, y1, x2, y2 float64) { s.dragAnd(x1, y1, x2, y2, func() {}) }

// dragAnd drags and does something half-way.
func (s *shown) dragAnd(x1, y1, x2, y2 float64, halfway func()) {
	from, to := s.at(x1, y1), s.at(x2, y2)
	s.surface.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}, Button: desktop.MouseButtonPrimary})
	const frames = 4
	for i := 1; i <= frames; i++ {
		share := float32(i) / frames
		pos := fyne.NewPos(from.X+(to.X-from.X)*share, from.Y+(to.Y-from.Y)*share)
		s.surface.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: pos}, Dragged: fyne.NewDelta((to.X-from.X)/frames, (to.Y-from.Y)/frames)})
		if i == frames/2 {
			halfway()
		}
	}
	s.surface.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: to}, Button: desktop.MouseButtonPrimary})
	s.surface.DragEnd()
}

// labels are those of what is selected.
func (s *shown) labels() string {
	var labels []string
	for _, t := range s.drawing.Selected() {
		labels = append(labels, t.Label())
	}
	return strings.Join(labels, " ")
}

func (s *shown) wants(what, got, want string) {
	s.t.Helper()
	if got != want {
		s.t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func (s *shown) press(keys ...fyne.KeyName) { uitest.Press(s.win, keys...) }

func TestThingsAreSelectedWithThePointer(t *testing.T) {
	s := show(t, metric(), theme.VariantLight, 1100, 700)
	s.click(2, 3, 0)
	s.wants("a click", s.labels(), "A1")
	s.click(5, 3, fyne.KeyModifierShift)
	s.wants("a click with Shift", s.labels(), "A1 A2")
	s.click(5, 3, fyne.KeyModifierShift)
	s.wants("another on the same", s.labels(), "A1")
	s.click(28, 19, 0)
	s.wants("a click beside all", s.labels(), "")
	s.drag(1.2, 2.2, 13.5, 4.2) // begins on the zone
	s.wants("a box over a row", s.labels(), "A1 A2 A3 A4")
	s.click(1.2, 1.2, 0)
	s.wants("a click on the zone", s.labels(), "Engineering")
	if len(s.changes) > 0 {
		t.Errorf("to select is no change: %v", s.changes)
	}
}

func TestThingsAreMovedAndUndone(t *testing.T) {
	s := show(t, metric(), theme.VariantLight, 1100, 700)
	before := s.floor
	s.drag(2, 3, 4, 12)
	s.wants("what was dragged", s.labels(), "A1")
	if b, _ := s.drawing.SelectionBounds(); b.Y < 10 || b.Y > 12.5 {
		t.Errorf("it is at %v", b)
	}
	if len(s.changes) != 1 || s.changes[0] != 1 {
		t.Errorf("a drag is no single change: %v", s.changes)
	}
	s.press(fyne.KeyRight, fyne.KeyRight)
	if len(s.changes) != 3 {
		t.Errorf("arrows made %v", s.changes)
	}
	for range 3 {
		s.surface.TypedShortcut(&fyne.ShortcutUndo{})
	}
	if office := (data.Office{Floors: []data.Floor{before}}); !office.Equal(data.Office{Floors: []data.Floor{s.floor}}) || s.undo.Disabled() == false {
		t.Error("undo does not give the floor back")
	}
	s.surface.TypedShortcut(&fyne.ShortcutRedo{})
	if s.Changes() != 1 {
		t.Error("and there is no redo")
	}
}

func TestRoomsRowsAndZonesAreDrawnAndNamed(t *testing.T) {
	s := show(t, data.Floor{ID: "f", Name: "F", Layout: data.Size{Width: 30, Height: 20}, Unit: data.UnitMetres}, theme.VariantLight, 1100, 700)
	s.FocusOn(s.win.Canvas())
	uitest.Type(s.win, "e")
	s.drag(1, 1, 12, 9)
	uitest.Retype(s.win, "North")
	s.press(fyne.KeyReturn)
	uitest.Type(s.win, "r")
	s.drag(2, 2, 11, 6)
	if n, _ := s.drawing.Counts(); n != 15 { // five a row; two rows back to back, the aisle and a third
		t.Errorf("%d desks", n)
	}
	s.wants("the first label", s.drawing.Selected()[0].Label(), "A1")
	uitest.Type(s.win, "z")
	s.drag(1.5, 1.5, 11.5, 7)
	uitest.Retype(s.win, "Sales")
	s.press(fyne.KeyReturn, fyne.KeyEscape, fyne.KeyEscape)
	for _, desk := range s.floor.Desks {
		if desk.Zone != "Sales" {
			t.Errorf("%s is in %q", desk.Label, desk.Zone)
		}
	}
	if len(s.floor.Fixtures) != 2 || s.floor.Fixtures[0].Label != "North" {
		t.Errorf("%+v", s.floor.Fixtures)
	}
	if err := (data.Office{ID: "o", Name: "O", Floors: []data.Floor{s.floor}}).Check(); err != nil {
		t.Error(err)
	}
}

func TestRowsFollowTheNumbersThatAreTyped(t *testing.T) {
	s := show(t, data.Floor{ID: "f", Name: "F", Layout: data.Size{Width: 30, Height: 20}, Unit: data.UnitMetres}, theme.VariantLight, 1100, 700)
	s.SetTool(RowTool)
	s.drag(2, 2, 11, 3)
	page := s.panel.pages[rowsPage]
	s.win.Canvas().Focus(page.first)
	uitest.Retype(s.win, "3")
	s.press(fyne.KeyReturn)
	if n, _ := s.drawing.Counts(); n != 3 || s.Changes() != 1 {
		t.Errorf("%d desks after %d changes", n, s.Changes())
	}
	s.wants("what is selected", s.labels(), "A1 A2 A3")
}

func TestEscapeLeavesTheToolThenTheSelectionThenTheEditor(t *testing.T) {
	s := show(t, metric(), theme.VariantLight, 1100, 700)
	s.click(2, 3, 0)
	s.SetTool(DeskTool)
	s.press(fyne.KeyEscape)
	if s.surface.tool != SelectTool || s.labels() != "A1" || s.closed > 0 {
		t.Errorf("the first Escape: tool %d, %q", s.surface.tool, s.labels())
	}
	s.press(fyne.KeyEscape)
	s.wants("the second", s.labels(), "")
	s.press(fyne.KeyEscape)
	if s.closed != 1 {
		t.Error("the third does not leave")
	}
}

func TestAllGoesWithKeysAlone(t *testing.T) {
	s := show(t, metric(), theme.VariantLight, 1100, 700)
	s.FocusOn(s.win.Canvas())
	s.press(fyne.KeyTab)
	if s.labels() == "" {
		// The test's canvas takes Tab itself.
		s.surface.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	}
	first := s.labels()
	s.FocusOn(s.win.Canvas())
	s.press(fyne.KeyReturn)
	uitest.Retype(s.win, "Ours")
	s.press(fyne.KeyReturn)
	s.wants("named "+first, s.labels(), "Ours")
	n, _ := s.drawing.Counts()
	uitest.Type(s.win, "d")
	s.press(fyne.KeyReturn)
	if now, _ := s.drawing.Counts(); now != n+1 {
		t.Errorf("%d desks, were %d", now, n)
	}
	s.press(fyne.KeyDelete)
	s.surface.TypedShortcut(&fyne.ShortcutSelectAll{})
	s.surface.TypedShortcut(&fyne.ShortcutCopy{})
	s.surface.TypedShortcut(&fyne.ShortcutPaste{})
	if now, _ := s.drawing.Counts(); now != 2*n {
		t.Errorf("%d desks after all were copied", now)
	}
	if len(s.doubles) > 0 {
		t.Errorf("twice: %v", s.doubles)
	}
}

func TestLabelsUsedTwiceAreSaidAtOnce(t *testing.T) {
	s := show(t, metric(), theme.VariantLight, 1100, 700)
	s.click(2, 3, 0)
	s.press(fyne.KeyReturn)
	uitest.Retype(s.win, "A2")
	s.press(fyne.KeyReturn)
	if s.panel.doubles.Hidden || !strings.Contains(s.panel.doubles.Text, "A2") {
		t.Errorf("it says %q", s.panel.doubles.Text)
	}
	s.drawing.Select()
	s.panel.doubles.Tapped(nil)
	s.wants("a click there selects", s.labels(), "A2 A2")
}

func TestAHundredDesksAreDrawnInSixtyMotions(t *testing.T) {
	s := show(t, data.Floor{ID: "f", Name: "F", Layout: data.Size{Width: 30, Height: 20}, Unit: data.UnitMetres}, theme.VariantLight, 1280, 760)
	s.FocusOn(s.win.Canvas())
	motions := 0
	key := func(letter string) { motions++; uitest.Type(s.win, letter) }
	drag := func(x1, y1, x2, y2 float64) { motions++; s.drag(x1, y1, x2, y2) }
	enter := func(text string) { motions++; uitest.Retype(s.win, text); s.press(fyne.KeyReturn) }
	rooms := [][2]float64{{0.5, 0.5}, {15.5, 0.5}, {0.5, 10.5}, {15.5, 10.5}}
	key("e")
	for i, at := range rooms {
		drag(at[0], at[1], at[0]+13.5, at[1]+9)
		enter([]string{"North", "East", "West", "South"}[i])
	}
	key("z")
	for i, at := range rooms {
		drag(at[0]+0.5, at[1]+0.5, at[0]+11, at[1]+8.5)
		enter([]string{"Sales", "Design", "Build", "Care"}[i])
	}
	key("r")
	page := s.panel.pages[rowsPage]
	motions += 2 // the two clicks into the fields
	s.win.Canvas().Focus(page.first)
	enter("5")
	s.win.Canvas().Focus(page.second)
	enter("5")
	for _, at := range rooms {
		drag(at[0]+1, at[1]+1.2, at[0]+9, at[1]+8)
	}
	key("f")
	for _, y := range []float64{3, 17} {
		motions++
		s.click(13, y, 0)
	}
	motions += 2 // Apply, and its question
	desks, zones := s.drawing.Counts()
	if desks != 100 || zones != 4 || len(s.floor.Fixtures) != 10 || motions > 60 {
		t.Errorf("%d desks, %d zones, %d fixtures after %d motions", desks, zones, len(s.floor.Fixtures), motions)
	}
	inZones := map[string]int{}
	for _, desk := range s.floor.Desks {
		inZones[desk.Zone]++
	}
	if inZones["Sales"] != 25 || inZones["Care"] != 25 || len(s.doubles) > 0 {
		t.Errorf("zones %v, twice %v", inZones, s.doubles)
	}
}

func TestEachToolCanBeReachedInASmallWindow(t *testing.T) {
	for _, size := range []fyne.Size{fyne.NewSize(1024, 640), fyne.NewSize(911, 440), fyne.NewSize(640, 336)} {
		s := show(t, metric(), theme.VariantLight, size.Width, size.Height)
		if least := s.MinSize(); least.Width > size.Width || least.Height > size.Height {
			t.Errorf("the editor needs %v of %v", least, size)
		}
		card := s.toolBox.Position().AddXY(s.toolBox.Size().Width, s.toolBox.Size().Height)
		for _, b := range s.tools {
			if end := b.Position().AddXY(b.Size().Width, b.Size().Height); end.X > card.X || end.Y > card.Y {
				t.Errorf("at %v %q ends at %v, the tools at %v", size, b.AccessibilityLabel(), end, card)
			}
			if b.Text() != "" && size.Height < 500 {
				t.Errorf("at %v %q has its name in words", size, b.AccessibilityLabel())
			}
		}
	}
}

func TestTheEditorLooksAsEver(t *testing.T) {
	for _, look := range []struct {
		name    string
		variant fyne.ThemeVariant
		do      func(*shown)
	}{
		{"editor-light", theme.VariantLight, func(s *shown) {
			s.SetTool(RowTool)
			s.drag(2, 10, 14, 14)
		}},
		{"editor-dark", theme.VariantDark, func(s *shown) {
			s.click(2, 3, 0)
			s.surface.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: s.at(2, 3)}, Button: desktop.MouseButtonPrimary})
			s.surface.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: s.at(2.02, 12)}})
		}},
	} {
		t.Run(look.name, func(t *testing.T) {
			s := show(t, metric(), look.variant, 1024, 640)
			look.do(s)
			uitest.LooksAsEver(t, s.win.Canvas(), look.name)
		})
	}
}

func TestTheKeysGoToThePanelAndBack(t *testing.T) {
	s := show(t, metric(), theme.VariantLight, 1100, 420)
	c := s.win.Canvas()
	s.FocusOn(c)
	onFloor := func(after string) {
		t.Helper()
		if c.Focused() != fyne.Focusable(s.surface) {
			t.Fatalf("after %s %T has the keys", after, c.Focused())
		}
	}
	for _, show := range []func(){func() { s.drawing.Select(); s.surface.changed() }, s.SelectAll, func() { s.SetTool(PictureTool) }, func() { s.SetTool(RowTool) }, func() { s.SetTool(FixtureTool) }} {
		show()
		s.press(fyne.KeyF6)
		if _, isFloor := c.Focused().(*Surface); isFloor || c.Focused() == nil {
			t.Errorf("F6 leads to %T with page %d", c.Focused(), s.panel.shown)
		}
		for range 3 {
			c.FocusNext()
		}
		s.press(fyne.KeyF6)
		onFloor("F6")
	}
	s.surface.TypedShortcut(applyShortcut)
	if s.applied > 0 {
		t.Error("nothing is applied")
	}
	s.SetTool(SelectTool)
	s.SelectAll()
	s.press(fyne.KeyF6)
	for range 40 {
		if b, ok := c.Focused().(*kit.Button); ok && b == s.panel.pages[mixedPage].parts[len(s.panel.pages[mixedPage].parts)-1] {
			break
		}
		c.FocusNext()
	}
	if s.hovered != "" || s.panel.title.Text != "12 selected" {
		t.Errorf("the panel is about %q, and the foot says %q", s.panel.title.Text, s.hovered)
	}
	if s.panel.scroll.Offset.Y == 0 {
		t.Error("what has the keys is not seen")
	}
	s.press(fyne.KeyReturn)
	onFloor("a button")
	s.wants("the first number", s.floor.Desks[0].Label, "1")
	s.surface.TypedShortcut(applyShortcut)
	if s.applied != 1 {
		t.Error("Ctrl+Enter does not apply")
	}
}
