package data

// Block keeps a desk from being booked for some days.
type Block struct {
	From Date `json:"from"` // the first day
	// To is the last day; MaxDate where the end is open.
	To     Date   `json:"to"`
	Reason string `json:"reason,omitempty"` // for people, at most MaxNameLength characters
}

// Holds reports whether the block covers the day.
func (b Block) Holds(day Date) bool { return b.From <= day && day <= b.To }

// Overlaps reports whether the two have a day in common.
func (b Block) Overlaps(o Block) bool { return b.From <= o.To && o.From <= b.To }

// IsOpen reports whether the block has no end.
func (b Block) IsOpen() bool { return b.To == MaxDate }

// Check returns a [*RuleError] for a block that ends before it begins, or whose
// reason can't be kept.
func (b Block) Check() error {
	if !b.From.Valid() || !b.To.Valid() || b.To < b.From {
		return &RuleError{Field: "blocks.to", Value: b.To.String(), Rule: RuleOutside}
	}
	return checkText("blocks.reason", b.Reason, MaxNameLength)
}

// CheckBlocks returns a [*RuleError] for the blocks of one desk that are too many,
// are not in the order of their first days, or overlap; or for one that can't be.
func CheckBlocks(deskID string, blocks []Block) error {
	if len(blocks) > MaxBlocks {
		return &RuleError{Field: "blocks", Value: deskID, Rule: RuleTooMany}
	}
	for i, b := range blocks {
		if err := b.Check(); err != nil {
			return err
		}
		if i > 0 && b.From <= blocks[i-1].To {
			return &RuleError{Field: "blocks.from", Value: b.From.String(), Rule: RuleTwice}
		}
	}
	return nil
}

// BlockOn returns the block that covers the day, if there is one.
func (d Desk) BlockOn(day Date) (Block, bool) {
	for _, b := range d.Blocks {
		if b.Holds(day) {
			return b, true
		}
	}
	return Block{}, false
}
