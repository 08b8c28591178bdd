package bookings

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/day"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// SeveralDaysOptions is what the sheet for several days begins with, and whom it
// asks.
type SeveralDaysOptions struct {
	Start DaysQuery // Weekdays that are all off mean Monday to Friday
	Who   string    // the person or the visitor, in words
	Desk  string    // the desk's label; empty where Start.Ref is: then one can only release
	Today data.Date
	// Floor says on which floor a desk is.
	Floor func(data.DeskRef) string
	// ParseDay reads a day as people type it.
	ParseDay func(text string) (data.Date, error)
	// Ask finds out what would come of each day, see PlanDays. It calls back once,
	// on Fyne's goroutine; an answer that comes too late is dropped.
	Ask func(q DaysQuery, done func([]DayPlan, error))
	// OnDo books or releases the days of those plans that can be.
	OnDo func(q DaysQuery, plans []DayPlan, done func(error))
}

// SeveralDays books or releases for a person over a range of days, after it has
// shown what would come of each.
type SeveralDays struct {
	options SeveralDaysOptions
	Sheet   *kit.Sheet
	query   DaysQuery // as the fields say it
	asked   int       // counts the questions: only the last one's answer is shown
	asking  bool      // the answer to the last one is not there yet
	wanted  bool      // and Enter was pressed since
	plans   []DayPlan
	changes []DayPlan // those of them that can be done

	mode     *kit.Segments
	anyDesk  *kit.Toggle
	desk     *kit.Line
	from, to *day.Field
	weekdays [7]*kit.Toggle // by time.Weekday
	summary  *kit.Line
	list     *kit.KeyList
	column   *kit.Column
}

// ShowSeveralDays lays the sheet over the window.
func ShowSeveralDays(win fyne.Window, options SeveralDaysOptions) *SeveralDays {
	s := &SeveralDays{options: options}
	s.makeFields()
	s.makePreview()
	row := func(key string, objects ...fyne.CanvasObject) fyne.CanvasObject {
		return kit.FormRow(words.Say(key), objects...)
	}
	s.column = kit.NewListColumn(s.list, 110,
		row("days.who", kit.NewLine(words.Plain(options.Who))),
		row("days.desk", s.desk, s.anyDesk),
		row("days.do", s.mode),
		row("days.from", s.from.Entry, s.from.Says),
		row("days.to", s.to.Entry, s.to.Says),
		row("days.on", s.weekdayRow()),
		s.summary)
	s.Sheet = kit.NewSheet(words.Say("days.title"), s.column, kit.Action{Label: words.Say("sheet.cancel")},
		kit.Action{Primary: true, Label: words.Say("days.book"), Run: s.do})
	s.Sheet.Want.Height = kit.SheetHeight
	s.Sheet.OnEarly = func() { s.wanted = s.asking }
	s.hookKeys()
	s.Sheet.First = s.from.Entry
	s.changed()
	if s.options.Start.Ref == (data.DeskRef{}) {
		s.Sheet.SetMessage(kit.Warning, words.Say("days.no-desk"))
	}
	kit.ShowSheet(win, s.Sheet)
	s.from.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	return s
}

func (s *SeveralDays) makeFields() {
	start := s.options.Start
	if start.Weekdays == ([7]bool{}) {
		start.Weekdays = workdays()
	}
	changed := func(bool) { s.changed() }
	s.mode = kit.NewSegments()
	s.mode.Set([]string{words.Say("days.book"), words.Say("days.release")}, 0)
	if start.Release || start.Ref == (data.DeskRef{}) {
		s.mode.Chosen = 1
	}
	s.mode.OnChanged = func(int) { s.changed() }
	s.desk = kit.NewLine(words.Plain(s.options.Desk))
	s.anyDesk = kit.NewToggle(words.Say("days.any-desk"), start.Ref == data.DeskRef{}, changed)
	s.from = day.NewField(start.From, s.options.Today, s.options.ParseDay, s.changed)
	s.to = day.NewField(start.To, s.options.Today, s.options.ParseDay, s.changed)
	for d := range s.weekdays {
		s.weekdays[d] = kit.NewToggle(words.WeekdayShort(time.Weekday(d)), start.Weekdays[d], changed)
	}
}

func (s *SeveralDays) makePreview() {
	s.summary = kit.NewLine("")
	s.summary.Style.Bold = true
	s.list = kit.NewKeyList(func() int { return len(s.plans) },
		func() fyne.CanvasObject { return kit.NewSignRow(190) },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if i < len(s.plans) {
				row := s.rowOf(s.plans[i])
				row.Cursor = s.list.HasCursor(i)
				o.(*kit.SignRow).Set(row)
			}
		})
	s.list.HideSeparators = true
}

// weekdayRow has the days in the order that weeks have where the user is.
func (s *SeveralDays) weekdayRow() fyne.CanvasObject {
	row := container.New(layout.NewCustomPaddedHBoxLayout(2))
	first := words.CurrentLocale().FirstDay
	for i := range time.Weekday(7) {
		row.Add(s.weekdays[(first+i)%7])
	}
	return row
}

func (s *SeveralDays) hookKeys() {
	s.mode.OnKey, s.anyDesk.OnKey = s.Sheet.FieldKey, s.Sheet.FieldKey
	for _, e := range []*kit.SheetEntry{s.from.Entry, s.to.Entry} {
		e.OnKey, e.OnFocus = s.Sheet.FieldKey, s.column.Reveal
	}
	for _, t := range s.weekdays {
		t.OnKey, t.OnFocus = s.Sheet.FieldKey, s.column.Reveal
	}
	s.list.OnKey = s.Sheet.FieldKey
}

// changed looks at the fields again, and asks what would come of the days.
func (s *SeveralDays) changed() {
	q, fault := s.read()
	canBook := s.options.Start.Ref != data.DeskRef{}
	s.anyDesk.Hidden = !q.Release || !canBook
	s.desk.SetText(s.deskText(q))
	s.column.Refresh()
	if s.Sheet == nil {
		return
	}
	if fault != "" {
		s.asked++ // an answer that is under way is of other fields
		s.asking, s.wanted = false, false
		s.query = DaysQuery{}
		s.showPlans(nil)
		s.summary.SetText("")
		s.Sheet.SetMessage(kit.Warning, fault)
		return
	}
	s.Sheet.SetMessage(kit.Good, "")
	if q != s.query {
		s.query = q
		s.ask()
	}
}

func (s *SeveralDays) deskText(q DaysQuery) string {
	if q.Ref == (data.DeskRef{}) {
		return words.Say("days.any-desk")
	}
	return words.Plain(s.options.Desk)
}

// read returns what the fields ask for, or what is wrong with them.
func (s *SeveralDays) read() (q DaysQuery, fault string) {
	q = s.options.Start
	q.Release = s.mode.Chosen == 1
	if q.Release && s.anyDesk.On {
		q.Ref = data.DeskRef{}
	}
	for d, t := range s.weekdays {
		q.Weekdays[d] = t.On
	}
	q.From, q.To = s.from.Day, s.to.Day
	days := q.Days()
	switch {
	case !s.from.IsGood:
		return q, s.from.Fault
	case !s.to.IsGood:
		return q, s.to.Fault
	case !q.Release && q.Ref == (data.DeskRef{}):
		return q, words.Say("days.no-desk")
	case q.To < q.From:
		return q, words.Say("days.ends-before")
	case len(days) == 0:
		return q, words.Say("days.no-days")
	case len(days) > mostDays:
		return q, words.Say("days.too-many", words.Args{"Most": mostDays})
	}
	return q, ""
}

// ask asks the owner. What is shown stays until the answer is there, but can't
// be done any more.
func (s *SeveralDays) ask() {
	s.asked++
	mine := s.asked
	s.asking, s.wanted = true, false
	s.changes = nil
	s.Sheet.SetReady(false)
	s.summary.SetText(words.Say("days.asking"))
	s.options.Ask(s.query, func(plans []DayPlan, err error) {
		if mine != s.asked {
			return
		}
		wanted := s.wanted
		s.asking, s.wanted = false, false
		if err != nil {
			s.query = DaysQuery{} // so that the same question can be asked again
			s.showPlans(nil)
			s.summary.SetText("")
			s.Sheet.SetMessage(kit.Error, words.Explain(words.DoingRead, err).Cause)
			return
		}
		s.showPlans(plans)
		// Whoever types a day and presses Enter at once is not made to press it again,
		// unless there is something to be seen first.
		if wanted && len(plans) > 0 && len(s.changes) == len(plans) {
			s.do()
		}
	})
}

func (s *SeveralDays) showPlans(plans []DayPlan) {
	s.plans, s.changes = plans, nil
	for _, p := range plans {
		if p.willChange() {
			s.changes = append(s.changes, p)
		}
	}
	summary, label := s.say()
	s.summary.SetText(summary)
	s.Sheet.Primary.SetText(label)
	s.Sheet.SetReady(len(s.changes) > 0)
	s.list.Refresh()
	s.Sheet.Refresh()
}

// say counts the days that can be done, for the line above the list and for the
// button.
func (s *SeveralDays) say() (summary, label string) {
	args, can := words.Args{"Can": len(s.changes)}, len(s.changes)
	if s.mode.Chosen == 1 {
		summary, label = words.Count("days-release", len(s.plans), args), words.Say("days.release")
		if can > 0 {
			label = words.Count("release-days", can)
		}
		return summary, label
	}
	summary, label = words.Count("days-book", len(s.plans), args), words.Say("days.book")
	if can > 0 {
		label = words.Count("book-days", can)
	}
	return summary, label
}

func (s *SeveralDays) do() {
	q, changes := s.query, s.changes
	s.Sheet.Run(func(done func(error)) {
		s.options.OnDo(q, changes, func(err error) {
			done(err)
			if err != nil && !words.IsCancelled(err) {
				s.ask() // it is not any more as it was shown
			}
		})
	})
}

// rowOf says a day and what would come of it.
func (s *SeveralDays) rowOf(p DayPlan) kit.Signed {
	row := kit.Signed{Sign: "✕", Color: kit.ColorNameQuiet, Text: words.Day(p.Date, s.options.Today), Quiet: !p.willChange()}
	args := words.Args{"Who": words.SeatName(p.Seat), "Desk": words.Plain(p.Seat.Label), "Floor": s.floorOf(p.Seat.DeskRef)}
	switch p.State {
	case DayFree:
		row.Sign, row.Color, row.More = "✓", theme.ColorNameSuccess, words.Say("day-state.free")
	case DayTaken:
		row.Color, row.More = theme.ColorNameError, words.Say("day-state.taken", args)
	case DayElsewhere:
		row.Color, row.More = theme.ColorNameError, words.Say("day-state.elsewhere", args)
	case DayHere:
		row.Sign, row.More = "•", words.Say("day-state.here")
	case DayBlocked:
		row.Sign, row.More = "⊘", words.Say("day-state.blocked")
		if reason := words.Plain(p.Block.Reason); reason != "" {
			row.More = words.Say("day-state.blocked-why", words.Args{"Reason": reason})
		}
	case DayRetired:
		row.Sign, row.More = "⊘", words.Say("day-state.retired")
	case DayHeld:
		row.Sign, row.Color, row.More = "✓", theme.ColorNameSuccess, words.Say("day-state.held", args)
	case DayNothing:
		row.Sign, row.More = "•", words.Say("day-state.nothing")
	case DayPast:
		row.More = words.Say("day-state.past")
	}
	return row
}

func (s *SeveralDays) floorOf(ref data.DeskRef) string {
	if s.options.Floor == nil || ref == (data.DeskRef{}) {
		return ""
	}
	return words.Plain(s.options.Floor(ref))
}
