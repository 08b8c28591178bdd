package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
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

// blockSheet blocks a desk for some days, and takes blocks away.
type blockSheet struct {
	options BlockOptions
	sheet   *sheet
	all     []data.Block // of the desk
	blocks  []data.Block // those of them that are not over
	wanted  data.Block
	asked   int // counts the questions: only the last one's answer is shown
	seats   []data.Seat

	present      *column // the blocks that there are, each with a button
	presentTitle *Line
	from, to     *dayField
	noEnd        *toggle
	reason       *sheetEntry
	lost         *notice
	losing       *keyList // the bookings that would go
	column       *column
}

// showBlock lays the sheet over the window.
func showBlock(win fyne.Window, options BlockOptions) *blockSheet {
	b := &blockSheet{options: options, lost: newNotice(), present: newColumn(), presentTitle: NewLine("")}
	b.presentTitle.Style.Bold = true
	b.from = newDayField(options.From, options.Today, options.ParseDay, b.changed)
	b.to = newDayField(options.From, options.Today, options.ParseDay, b.changed)
	b.noEnd = newToggle(words.Say("block.no-end"), false, func(bool) { b.changed() })
	b.reason = newSheetEntry(words.Say("block.reason-hint"), func(string) { b.changed() })
	b.losing = newKeyList(func() int { return len(b.seats) },
		func() fyne.CanvasObject { return newSignRow(190) },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if i < len(b.seats) {
				s := b.seats[i]
				o.(*signRow).set(signed{sign: "✕", color: theme.ColorNameError,
					text: words.Day(s.Date, options.Today), more: words.SeatName(s), cursor: b.losing.hasCursor(i)})
			}
		})
	b.losing.HideSeparators = true
	b.losing.Hide()
	b.column = newListColumn(b.losing, 90, b.presentTitle, b.present,
		formRow(words.Say("days.from"), b.from.entry, b.from.says),
		formRow(words.Say("days.to"), b.to.entry, b.to.says),
		formRow("", b.noEnd),
		formRow(words.Say("block.reason"), b.reason),
		b.lost)
	b.sheet = newSheet(words.Say("block.title", words.Args{"Desk": words.Plain(options.Desk.Label)}), b.column,
		Action{Label: words.Say("sheet.cancel")}, Action{Primary: true, Label: words.Say("block.do"), Run: b.do})
	b.sheet.want = fyne.NewSize(620, 480) // and no other: nothing moves while one types
	b.hookKeys()
	b.SetBlocks(options.Desk.Blocks)
	b.sheet.first = b.from.entry
	showSheet(win, b.sheet)
	b.from.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	return b
}

func (b *blockSheet) hookKeys() {
	for _, e := range []*sheetEntry{b.from.entry, b.to.entry, b.reason} {
		e.onKey, e.onFocus = b.sheet.fieldKey, b.column.reveal
	}
	b.noEnd.onFocus = b.column.reveal
	b.noEnd.onKey, b.losing.onKey = b.sheet.fieldKey, b.sheet.key
}

func (b *blockSheet) rowOf(block data.Block) signed {
	args := words.Args{"From": words.Day(block.From, b.options.Today), "To": words.Day(block.To, b.options.Today)}
	row := signed{sign: "⊘", color: ColorNameQuiet, text: words.Say("block.from-to", args), more: words.Plain(block.Reason)}
	switch {
	case block.IsOpen():
		row.text = words.Say("block.from-on", args)
	case block.From == block.To:
		row.text = words.Day(block.From, b.options.Today)
	}
	return row
}

// mostBlocks is how many present blocks the sheet lists.
const mostBlocks = 20

// SetBlocks shows other blocks, as when somebody else has changed them. Those
// that are over are left out.
func (b *blockSheet) SetBlocks(blocks []data.Block) {
	if b.sheet.win != nil && slices.Equal(blocks, b.all) {
		return // so that nothing moves under the pointer
	}
	b.all = blocks
	b.blocks = slices.DeleteFunc(slices.Clone(blocks), func(o data.Block) bool { return o.To < b.options.Today })
	b.present.parts = nil
	for i, block := range b.blocks {
		if i == mostBlocks {
			b.present.parts = append(b.present.parts, newSmallLine(words.Count("more-days", len(b.blocks)-i)))
			break
		}
		row := newSignRow(0)
		row.action.SetText(words.Say("block.unblock"))
		row.action.OnTapped = func() { b.unblock(block) }
		row.action.onKey = b.sheet.key
		row.set(b.rowOf(block))
		b.present.parts = append(b.present.parts, row)
	}
	b.presentTitle.SetText(words.Count("blocked-times", len(b.blocks)))
	b.presentTitle.Hidden, b.present.Hidden = len(b.blocks) == 0, len(b.blocks) == 0
	b.changed()
	b.column.Refresh()
	b.sheet.Refresh()
}

func (b *blockSheet) unblock(block data.Block) {
	b.sheet.run(func(done func(error)) { b.options.OnUnblock(block, done) })
}

// read returns the block that the fields say, or what is wrong with them.
func (b *blockSheet) read() (block data.Block, fault string) {
	block = data.Block{From: b.from.day, To: b.to.day, Reason: strings.TrimSpace(b.reason.Text)}
	if b.noEnd.on {
		block.To = data.MaxDate
	}
	overlaps := slices.ContainsFunc(b.blocks, block.Overlaps)
	switch {
	case !b.from.isGood:
		return block, b.from.fault
	case !b.to.isGood && !b.noEnd.on:
		return block, b.to.fault
	case block.To < block.From:
		return block, words.Say("days.ends-before")
	case overlaps:
		return block, words.Say("block.overlaps")
	}
	return block, changeCause(block.Check())
}

// changed looks at the fields again, and asks whose bookings the block would take.
func (b *blockSheet) changed() {
	if b.sheet == nil {
		return
	}
	open := b.noEnd.on
	b.to.says.Hidden = open
	if open != b.to.entry.Disabled() {
		if open {
			b.to.entry.Disable()
		} else {
			b.to.entry.Enable()
		}
	}
	block, fault := b.read()
	if fault != "" {
		b.asked++
		b.wanted = data.Block{}
		b.showSeats(nil)
		b.sheet.setReady(false)
		if fault == words.Say("block.overlaps") && !b.isTouched() {
			fault = "" // what is suggested need not be what is wanted
		}
		b.sheet.SetMessage(Warning, fault)
		return
	}
	b.sheet.SetMessage(Good, "")
	same := block.From == b.wanted.From && block.To == b.wanted.To && b.wanted != data.Block{}
	b.wanted = block
	if !same {
		b.ask()
	}
}

// isTouched reports whether the user has changed the days.
func (b *blockSheet) isTouched() bool {
	return b.from.day != b.options.From || b.to.day != b.options.From || b.noEnd.on
}

func (b *blockSheet) ask() {
	b.asked++
	mine := b.asked
	b.sheet.setReady(false)
	b.options.Ask(b.wanted.From, b.wanted.To, func(seats []data.Seat, err error) {
		if mine != b.asked {
			return
		}
		if err != nil {
			b.wanted = data.Block{} // so that the same question can be asked again
			b.showSeats(nil)
			b.sheet.SetMessage(Error, words.Explain(words.DoingRead, err).Cause)
			return
		}
		b.showSeats(seats)
		b.sheet.setReady(true)
	})
}

// showSeats says whose bookings the block would take.
func (b *blockSheet) showSeats(seats []data.Seat) {
	b.seats = seats
	text, label := "", words.Say("block.do")
	if len(seats) > 0 {
		text = words.Count("block-loses", len(seats))
		label = words.Count("block-release", len(seats))
	}
	b.lost.set(Warning, text, Action{})
	b.losing.Hidden = len(seats) == 0
	b.sheet.primary.SetText(label)
	b.losing.Refresh()
	b.column.Refresh()
	b.sheet.Refresh()
}

func (b *blockSheet) do() {
	block, seats := b.wanted, b.seats
	b.sheet.run(func(done func(error)) {
		b.options.OnBlock(block, seats, func(err error) {
			done(err)
			if err != nil && !words.IsCancelled(err) {
				b.ask() // somebody may have booked the desk meanwhile
			}
		})
	})
}
