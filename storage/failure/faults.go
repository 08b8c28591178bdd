package failure

import (
	"fmt"
	"strings"
)

// FaultCode says what is wrong at one place of a backup file or of a file that is
// imported.
type FaultCode string

// The faults a file can have.
const (
	FaultNotJSON       FaultCode = "not-json"       // Value: what the parser says
	FaultCutOff        FaultCode = "cut-off"        // ends before it should; Value: the bytes there are
	FaultEmpty         FaultCode = "empty"          // has no bytes
	FaultNotAFile      FaultCode = "not-a-file"     // a folder or a device
	FaultMissing       FaultCode = "missing"        // Value: the key
	FaultTwice         FaultCode = "twice"          // Value: the ID or key
	FaultTooLong       FaultCode = "too-long"       // a record beyond any bound; Value: its key, or empty
	FaultTooMany       FaultCode = "too-many"       // Value: of what
	FaultBadID         FaultCode = "bad-id"         // Value: the ID
	FaultBadValue      FaultCode = "bad-value"      // Value: field and value
	FaultBadDate       FaultCode = "bad-date"       // Value: the date
	FaultBadTime       FaultCode = "bad-time"       // Value: the time
	FaultUnknownUser   FaultCode = "unknown-user"   // Value: the user's ID
	FaultUnknownDesk   FaultCode = "unknown-desk"   // Value: office/floor/desk
	FaultDeskTwice     FaultCode = "desk-twice"     // Value: desk and day
	FaultPersonTwice   FaultCode = "person-twice"   // Value: user and day
	FaultBlocked       FaultCode = "blocked"        // booked while its desk is blocked; Value: the day
	FaultOrder         FaultCode = "order"          // not by date and ID
	FaultCount         FaultCode = "count"          // Value: "users: 3 of 4"
	FaultChecksum      FaultCode = "checksum"       // Value: the sum found
	FaultNotChecksum   FaultCode = "not-a-checksum" // Value: the sum in the file
	FaultTrailing      FaultCode = "trailing"       // more behind the end
	FaultGuestNotGuest FaultCode = "guest"          // a guest's name on a booking that is not the visitor's
	FaultTooLarge      FaultCode = "too-large"      // the file; Value: the most bytes that are read
	FaultNotText       FaultCode = "not-text"       // the file is not one of text
	FaultBadQuote      FaultCode = "bad-quote"      // a quotation mark without a partner; Value: what follows it
	FaultWide          FaultCode = "wide"           // more cells than the heading names; Value: the first of these
	FaultTotal         FaultCode = "total"          // a total or a note below a list, no person; Value: what it says
	FaultStatus        FaultCode = "status"         // a word that should say who is active and is not known; Value: the word
	FaultLeftOut       FaultCode = "left-out"       // whoever imports has said so; Value: the word that is why
	FaultOldWorkbook   FaultCode = "old-workbook"   // a workbook of the form before .xlsx
	FaultLockedBook    FaultCode = "locked-book"    // a workbook with a password
	FaultBadWorkbook   FaultCode = "bad-workbook"   // a workbook that can't be read; Value: why
	FaultOtherTable    FaultCode = "other-table"    // a file of another program; Value: its form, such as "ODS"
	FaultNoSheet       FaultCode = "no-sheet"       // Value: the sheet that is not there
	FaultNoEncoding    FaultCode = "no-encoding"    // Value: the encoding that is not known
	FaultWrongType     FaultCode = "wrong-type"     // Key, Want, Got; Value: the text or number; without Key the JSON that should be of another type
	FaultLockBroken    FaultCode = "lock-broken"    // a locked file that is damaged or locked in another way; Value: what age says
	FaultZeros         FaultCode = "zeros"          // nothing but zeros
	FaultZeroTail      FaultCode = "zero-tail"      // ends in zeros; Value: how many
	FaultZeroPart      FaultCode = "zero-part"      // zeros in the middle; Value: from which byte on
	FaultNotBackup     FaultCode = "not-a-backup"   // JSON, but no object
	FaultUnsorted      FaultCode = "unsorted"       // more than Most bookings that are not in their order
	FaultNoPicture     FaultCode = "no-picture"     // the picture under a floor is not in the file; Value: the office and the floor
	FaultFloorPicture  FaultCode = "floor-picture"  // the picture under a floor is damaged; Value: the office and the floor
	FaultNotAPicture   FaultCode = "not-a-picture"  // neither PNG, JPEG, SVG nor PDF
	FaultBadPicture    FaultCode = "bad-picture"    // a picture that can't be read; Value: why
	FaultManyPixels    FaultCode = "many-pixels"    // a picture that is too large; Value: its sides
	FaultTooSlow       FaultCode = "too-slow"       // takes for ever to read; Value: after how many seconds that was given up
	FaultLockedPDF     FaultCode = "locked-pdf"     // a PDF with a password
	FaultNoPage        FaultCode = "no-page"        // Value: the page that is not there
	FaultNoShapes      FaultCode = "no-shapes"      // a drawing without a rectangle or another shape with straight edges
	FaultOutside       FaultCode = "outside"        // not on the floor; Value: the number, or the sum
)

// Fault is one thing that is wrong with a file.
type Fault struct {
	Line  int64  // counted from 1; 0 where it is not known or Where says more
	Where string // as a JSON pointer (RFC 6901), such as /bookings/17/date; may be empty
	Code  FaultCode
	Value string // see the codes; made short, and text from the file
	// Of FaultWrongType: the name of the value, what it must be and what it is: "text",
	// "number", "true", "false", "null", "list" or "object".
	Key  string `json:",omitempty"`
	Want Want   `json:",omitempty"`
	Got  string `json:",omitempty"`
	Near Near   `json:",omitzero"`  // of a file that people edit: what is at fault, as they call it
	Most int64  `json:",omitempty"` // of FaultTooMany, FaultTooLong and FaultUnsorted: what is read; 0 where that is not said
}

// Near is where in a floor plan a fault is, as people call it.
type Near struct {
	Line          int64
	Office, Floor string // names, as far as they are known
	Desk, Fixture string // the label of the one of them that is at fault
}

func (f Fault) String() string {
	text := string(f.Code)
	if f.Key != "" {
		text += fmt.Sprintf(" %s: %s, not %s", f.Key, f.Want, f.Got)
	}
	if f.Value != "" {
		text += fmt.Sprintf(" (%s)", f.Value)
	}
	switch {
	case f.Line > 0:
		return fmt.Sprintf("line %d: %s", f.Line, text)
	case f.Where != "":
		return f.Where + ": " + text
	}
	return text
}

// MaxFaults bounds how many faults of one file are collected.
const MaxFaults = 20

// FaultsError is a file that breaks its format or the rules.
type FaultsError struct {
	Faults []Fault // the first of them, in the order of the file; at least one
	More   bool    // there are further ones
	// OnlyRecords says that all of them are of single people, bookings or pictures, so that
	// the rest could be restored.
	OnlyRecords bool
}

func (e *FaultsError) Error() string {
	texts := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		texts[i] = f.String()
	}
	text := strings.Join(texts, "; ")
	if e.More {
		text += "; and more"
	}
	return text
}

// NewerFormatError is a backup of a format that only a newer program knows.
type NewerFormatError struct {
	Have string // the file's schemaVersion
	App  string // what made it, where it says so
}

func (e *NewerFormatError) Error() string {
	return fmt.Sprintf("the backup has format %s, which this program does not read", e.Have)
}

// Short makes text from a file fit for a message.
func Short[T ~string | ~[]byte](text T) string {
	const most = 80
	if len(text) <= most {
		return strings.ToValidUTF8(string(text), "\uFFFD")
	}
	return strings.ToValidUTF8(string(text[:most]), "\uFFFD") + "…"
}

// OneFault is an error of a single fault of a file as a whole.
func OneFault(code FaultCode, value string) error {
	return &FaultsError{Faults: []Fault{{Code: code, Value: value}}}
}
