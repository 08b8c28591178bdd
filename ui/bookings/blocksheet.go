package bookings

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/day"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// BlockOptions is what the sheet that blocks a desk begins with, and whom it asks.
type BlockOptions struct {
	Desk     data.Desk // with its present blocks
	From     data.Date // the first day that is suggested
	Today    data.Date
	ParseDay func(text string) (data.Date, error)
	// Ask finds the bookings of the desk from the one day to the other. It calls
	// back once, on Fyne's goroutine; an answer that comes too late is dropped.
	Ask func(from, to data.Date, done func([]data.Seat, error))
	// OnBlock blocks the desk and releases the bookings of that time.
	OnBlock func(b data.Block, release []data.Seat, done func(error))
	// OnUnblock takes a block away.
	OnUnblock func(b data.Block, done func(error))
}

// BlockSheet blocks a desk for some days, and takes blocks away.
type BlockSheet struct {
	options BlockOptions
	Sheet   *kit.Sheet
	all     []data.Block // of the desk
	blocks  []data.Block // those of them that are not over
	wanted  data.Block
	asked   int // counts the questions: only the last one's answer is shown
	seats   []data.Seat

	present      *kit.Column // the blocks that there are, each with a button
	presentTitle *kit.Line
	from, to     *day.Field
	noEnd        *kit.Toggle
	reason       *kit.SheetEntry
	lost         *kit.Notice
	losing       *kit.KeyList // the bookings that would go
	column       *kit.Column
}

// ShowBlock lays the sheet over the window.
func ShowBlock(win fyne.Window, options BlockOptions) *BlockSheet {
	b := &BlockSheet{options: options, lost: kit.NewNotice(), present: kit.NewColumn(), presentTitle: kit.NewLine("")}
	b.presentTitle.Style.Bold = true
	b.from = day.NewField(options.From, options.Today, options.ParseDay, b.changed)
	b.to = day.NewField(options.From, options.Today, options.ParseDay, b.changed)
	b.noEnd = kit.NewToggle(words.Say("block.no-end"), false, func(bool) { b.changed() })
	b.reason = kit.NewSheetEntry(words.Say("block.reason-hint"), func(string) { b.changed() })
	b.losing = kit.NewKeyList(func() int { return len(b.seats) },
		func() fyne.CanvasObject { return kit.NewSignRow(190) },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if i < len(b.seats) {
				s := b.seats[i]
				o.(*kit.SignRow).Set(kit.Signed{Sign: "✕", Color: theme.ColorNameError,
					Text: words.Day(s.Date, options.Today), More: words.SeatName(s), Cursor: b.losing.HasCursor(i)})
			}
		})
	b.losing.HideSeparators = true
	b.losing.Hide()
	b.column = kit.NewListColumn(b.losing, 90, b.presentTitle, b.present,
		kit.FormRow(words.Say("days.from"), b.from.Entry, b.from.Says),
		kit.FormRow(words.Say("days.to"), b.to.Entry, b.to.Says),
		kit.FormRow("", b.noEnd),
		kit.FormRow(words.Say("block.reason"), b.reason),
		b.lost)
	b.Sheet = kit.NewSheet(words.Say("block.title", words.Args{"Desk": words.Plain(options.Desk.Label)}), b.column,
		kit.Action{Label: words.Say("sheet.cancel")}, kit.Action{Primary: true, Label: words.Say("block.do"), Run: b.do})
	b.Sheet.Want = fyne.NewSize(620, 480) // and no other: nothing moves while one types
	b.hookKeys()
	b.SetBlocks(options.Desk.Blocks)
	b.Sheet.First = b.from.Entry
	kit.ShowSheet(win, b.Sheet)
	b.from.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	return b
}

func (b *BlockSheet) hookKeys() {
	for _, e := range []*kit.SheetEntry{b.from.Entry, b.to.Entry, b.reason} {
		e.OnKey, e.OnFocus = b.Sheet.FieldKey, b.column.Reveal
	}
	b.noEnd.OnFocus = b.column.Reveal
	b.noEnd.OnKey, b.losing.OnKey = b.Sheet.FieldKey, b.Sheet.Key
}

func (b *BlockSheet) rowOf(block data.Block) kit.Signed {
	args := words.Args{"From": words.Day(block.From, b.options.Today), "To": words.Day(block.To, b.options.Today)}
	row := kit.Signed{Sign: "⊘", Color: kit.ColorNameQuiet, Text: words.Say("block.from-to", args), More: words.Plain(block.Reason)}
	switch {
	case block.IsOpen():
		row.Text = words.Say("block.from-on", args)
	case block.From == block.To:
		row.Text = words.Day(block.From, b.options.Today)
	}
	return row
}

// mostBlocks is how many present blocks the sheet lists.
const mostBlocks = 20

// SetBlocks shows other blocks, as when somebody else has changed them. Those
// that are over are left out.
func (b *BlockSheet) SetBlocks(blocks []data.Block) {
	if b.Sheet.Win != nil && slices.Equal(blocks, b.all) {
		return // so that nothing moves under the pointer
	}
	b.all = blocks
	b.blocks = slices.DeleteFunc(slices.Clone(blocks), func(o data.Block) bool { return o.To < b.options.Today })
	b.present.Parts = nil
	for i, block := range b.blocks {
		if i == mostBlocks {
			b.present.Parts = append(b.present.Parts, kit.NewSmallLine(words.Count("more-days", len(b.blocks)-i)))
			break
		}
		row := kit.NewSignRow(0)
		row.Action.SetText(words.Say("block.unblock"))
		row.Action.OnTapped = func() { b.unblock(block) }
		row.Action.OnKey = b.Sheet.Key
		row.Set(b.rowOf(block))
		b.present.Parts = append(b.present.Parts, row)
	}
	b.presentTitle.SetText(words.Count("blocked-times", len(b.blocks)))
	b.presentTitle.Hidden, b.present.Hidden = len(b.blocks) == 0, len(b.blocks) == 0
	b.changed()
	b.column.Refresh()
	b.Sheet.Refresh()
}

func (b *BlockSheet) unblock(block data.Block) {
	b.Sheet.Run(func(done func(error)) { b.options.OnUnblock(block, done) })
}

// read returns the block that the fields say, or what is wrong with them.
func (b *BlockSheet) read() (block data.Block, fault string) {
	block = data.Block{From: b.from.Day, To: b.to.Day, Reason: strings.TrimSpace(b.reason.Text)}
	if b.noEnd.On {
		block.To = data.MaxDate
	}
	overlaps := slices.ContainsFunc(b.blocks, block.Overlaps)
	switch {
	case !b.from.IsGood:
		return block, b.from.Fault
	case !b.to.IsGood && !b.noEnd.On:
		return block, b.to.Fault
	case block.To < block.From:
		return block, words.Say("days.ends-before")
	case overlaps:
		return block, words.Say("block.overlaps")
	}
	return block, kit.ChangeCause(block.Check())
}

// changed looks at the fields again, and asks whose bookings the block would take.
func (b *BlockSheet) changed() {
	if b.Sheet == nil {
		return
	}
	open := b.noEnd.On
	b.to.Says.Hidden = open
	if open != b.to.Entry.Disabled() {
		if open {
			b.to.Entry.Disable()
		} else {
			b.to.Entry.Enable()
		}
	}
	block, fault := b.read()
	if fault != "" {
		b.asked++
		b.wanted = data.Block{}
		b.showSeats(nil)
		b.Sheet.SetReady(false)
		if fault == words.Say("block.overlaps") && !b.isTouched() {
			fault = "" // what is suggested need not be what is wanted
		}
		b.Sheet.SetMessage(kit.Warning, fault)
		return
	}
	b.Sheet.SetMessage(kit.Good, "")
	same := block.From == b.wanted.From && block.To == b.wanted.To && b.wanted != data.Block{}
	b.wanted = block
	if !same {
		b.ask()
	}
}

// isTouched reports whether the user has changed the days.
func (b *BlockSheet) isTouched() bool {
	return b.from.Day != b.options.From || b.to.Day != b.options.From || b.noEnd.On
}

func (b *BlockSheet) ask() {
	b.asked++
	mine := b.asked
	b.Sheet.SetReady(false)
	b.options.Ask(b.wanted.From, b.wanted.To, func(seats []data.Seat, err error) {
		if mine != b.asked {
			return
		}
		if err != nil {
			b.wanted = data.Block{} // so that the same question can be asked again
			b.showSeats(nil)
			b.Sheet.SetMessage(kit.Error, words.Explain(words.DoingRead, err).Cause)
			return
		}
		b.showSeats(seats)
		b.Sheet.SetReady(true)
	})
}

// showSeats says whose bookings the block would take.
func (b *BlockSheet) showSeats(seats []data.Seat) {
	b.seats = seats
	text, label := "", words.Say("block.do")
	if len(seats) > 0 {
		text = words.Count("block-loses", len(seats))
		label = words.Count("block-release", len(seats))
	}
	b.lost.Set(kit.Warning, text, kit.Action{})
	b.losing.Hidden = len(seats) == 0
	b.Sheet.Primary.SetText(label)
	b.losing.Refresh()
	b.column.Refresh()
	b.Sheet.Refresh()
}

func (b *BlockSheet) do() {
	block, seats := b.wanted, b.seats
	b.Sheet.Run(func(done func(error)) {
		b.options.OnBlock(block, seats, func(err error) {
			done(err)
			if err != nil && !words.IsCancelled(err) {
				b.ask() // somebody may have booked the desk meanwhile
			}
		})
	})
}
