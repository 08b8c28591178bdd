package format

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/failure"
)

// Bounds of a backup, far above any real one, so that a hostile file costs no
// more than a good one of its size.
const (
	maxUsers = 200_000
	maxKeys  = 1_000 // of the outermost object
	// maxUnordered is of bookings that are not in the order of their days and IDs: those
	// of all days have to be kept in mind.
	maxUnordered = 500_000
)

// Report says what a backup file holds.
type Report struct {
	SchemaVersion string    // empty in the oldest files
	App           string    // what made it
	ExportedAt    time.Time // zero where it is not said
	LastUpdated   time.Time // zero where it is not said
	Offices       int
	Users         int
	Bookings      int64
	Released      int64     // those of the bookings that were given back
	First, Last   data.Date // the days of the bookings; both 0 where there are none
	Bytes         int64
	// SHA256 is of all bytes before the file's own sha256 line, in hexadecimal.
	// Checksummed says whether the file has that line; it then is the same.
	SHA256      string
	Checksummed bool
	// Origin says why the file was made and, where a program made it by itself, Store
	// which store it is of: a UUID.
	Origin Origin
	Store  string
	// Form says how the file's text was changed. SHA256 is then of the text as it was.
	Form backupfile.TextForm
}

// record is a booking as it stands in a file. The slices are valid only during
// one call.
type record struct {
	id, office, floor, desk, date, user, created, released, guest []byte

	wrong []string // the keys whose values are of a wrong type, which is told already
}

// Checker is told of everything in a backup, in the file's order, and holds it
// against the rules.
type Checker struct {
	report Report
	faults []failure.Fault
	more   bool

	line  int64         // where the reader is: a line,
	where func() string // or a JSON pointer,
	// and within a record a pointer from there.
	within func() string

	counts    map[string]int64 // what the file says it holds
	offices   map[key]bool
	hasDesks  bool // whether the file lists offices at all
	hasUsers  bool // whether the users came before the bookings
	desks     *numbers
	users     *numbers
	deskSeats seats                  // which desks are booked on which day
	userSeats seats                  // and who has one
	blocks    map[int32][]data.Block // by desk; empty in most files
	ordered   bool                   // the bookings come by date and ID
	hopes     bool                   // nobody has promised that
	ids       map[dayID]struct{}
	lastDate  []byte
	lastDay   data.Date
	lastID    []byte
	key       []byte
	checksum  string
	keysSoFar map[string]bool
	records   *recordReader
	named     map[key][]string        // the pictures under floors, and which floors these are
	pictures  map[key]bool            // that are there, and whether they are good
	spoilt    map[key][]failure.Fault // what is wrong with those that are left out
	// partDesks and partUsers say that not all of the lists could be read, so that an
	// unknown desk or person is no fault of the booking's; partPictures likewise.
	partDesks    bool
	partUsers    bool
	partPictures bool
	manyKeys     bool  // more than can be kept in mind
	dated        bool  // whether a booking has had a day
	inRecord     bool  // whether a fault is of a single user, booking or picture
	found        int64 // faults, also those that are not collected
	whole        bool  // whether one of them is of the file as a whole
	unsorted     bool  // whether one of them is FaultOrder
	to           CheckOptions
	late         bool            // whether bookings came before the desks
	moves        map[int]int     // numbers of desks that turned out to be others
	ofRecord     []failure.Fault // of the record that is being checked, if those with faults are left out
}

// Ordering says what is known of the order of a file's bookings.
type Ordering int

// The orders.
const (
	MustBeOrdered Ordering = iota // by day and ID, as in our own form of lines
	MayBeOrdered                  // they are taken to be; where not, the reading begins anew
	NotOrdered
)

// NewChecker returns a checker. Where the bookings come by date and ID, it checks the
// rules in constant memory.
func NewChecker(o Ordering, to CheckOptions) *Checker {
	c := &Checker{
		to:      to,
		ordered: o != NotOrdered, hopes: o == MayBeOrdered, counts: map[string]int64{}, offices: map[key]bool{}, desks: newNumbers(), users: newNumbers(),
		blocks: map[int32][]data.Block{}, keysSoFar: map[string]bool{},
		deskSeats: newSeats(o), userSeats: newSeats(o), ids: map[dayID]struct{}{},
		named: map[key][]string{}, pictures: map[key]bool{}, spoilt: map[key][]failure.Fault{},
	}
	c.records = newRecordReader(c)
	return c
}

// fault collects a fault at the place where the reader is.
func (c *Checker) fault(code failure.FaultCode, value string) {
	c.add(failure.Fault{Code: code, Value: value})
}

func (c *Checker) add(f failure.Fault) {
	c.found++
	c.whole = c.whole || !c.inRecord
	c.unsorted = c.unsorted || f.Code == failure.FaultOrder
	leaveOut := c.inRecord && c.LeavesOut()
	if !leaveOut && len(c.faults) == failure.MaxFaults {
		c.more = true
		return
	}
	f.Line, f.Value = c.line, failure.Short(f.Value)
	if c.line == 0 && c.where != nil {
		f.Where = c.where()
	}
	if c.within != nil {
		f.Where += c.within()
	}
	if leaveOut {
		c.ofRecord = append(c.ofRecord, f)
		return
	}
	c.faults = append(c.faults, f)
}

// tooMany collects that there are more of something than are read.
func (c *Checker) tooMany(what string, most int64) {
	c.add(failure.Fault{Code: failure.FaultTooMany, Value: what, Most: most})
}

// LeavesOut reports whether records with faults are left out of a restore, and so
// are no reason to refuse the file.
func (c *Checker) LeavesOut() bool { return c.to.Sink != nil && c.to.LeaveOut }

// restores reports whether what is good goes to the new store: as long as the file
// may still be restored.
func (c *Checker) restores() bool {
	return c.to.Sink != nil && (c.found == 0 || c.LeavesOut() && !c.whole)
}

// inOne runs f, which takes one user, booking or picture, and reports whether it is good.
func (c *Checker) inOne(f func()) bool {
	before := c.found
	c.inRecord = true
	f()
	c.inRecord = false
	return c.found == before
}

// Err returns all faults as one error, or nil.
func (c *Checker) Err() error {
	if len(c.faults) == 0 {
		return nil
	}
	return &failure.FaultsError{Faults: c.faults, More: c.more, OnlyRecords: !c.whole}
}

// seenKey notes a key of the file's outermost object.
func (c *Checker) seenKey(key string) {
	if c.keysSoFar[key] {
		c.fault(failure.FaultTwice, key)
	}
	if len(c.keysSoFar) < maxKeys && len(key) <= maxHeadValue {
		c.keysSoFar[key] = true
	} else if !c.manyKeys {
		c.manyKeys = true
		c.tooMany("keys", maxKeys)
	}
	switch key {
	case "bookings":
		c.late = !c.hasDesks
	case "offices":
		c.hasDesks = true
	case "users":
		c.hasUsers = true
	}
}

// office takes the value of an office. The error is one of the JSON.
func (c *Checker) office(value []byte) error {
	c.report.Offices++
	if c.report.Offices > data.MaxOffices {
		if c.report.Offices == data.MaxOffices+1 {
			c.tooMany("offices", data.MaxOffices)
		}
		c.partDesks = true
		return nil
	}
	before := c.found
	o, isRecord, err := c.records.office(value)
	if err != nil {
		return err
	}
	// What is not all there says nothing of the bookings that name the rest of it.
	c.partDesks = c.partDesks || !isRecord || c.records.lost
	if !isRecord {
		return nil
	}
	if id := textKey([]byte(o.ID)); c.offices[id] {
		c.fault(failure.FaultTwice, o.ID)
	} else {
		c.offices[id] = true
	}
	if c.found == before {
		if err := o.Check(); err != nil {
			c.rule(err)
		}
	}
	c.takeOffice(o, c.found == before)
	return nil
}

// takeOffice gives the desks of an office their numbers. The blocks of one with a fault
// hold nobody up.
func (c *Checker) takeOffice(o data.Office, good bool) {
	var numbers []int
	for _, f := range o.Floors {
		for _, d := range f.Desks {
			if len(c.desks.of) >= maxBackupDesks {
				c.tooMany("desks", maxBackupDesks) // bookings came first, and named others
				c.partDesks = true
				return
			}
			desk := c.desks.list(c.deskKey([]byte(o.ID), []byte(f.ID), []byte(d.ID)))
			numbers = append(numbers, deskNumber(desk))
			for _, b := range d.Blocks {
				if !good {
					break
				}
				c.blocks[desk] = append(c.blocks[desk], data.Block{From: b.From, To: b.To})
			}
		}
	}
	c.namePictures(o)
	if c.restores() {
		c.to.Sink.Office(o, numbers)
	}
}

// deskKey joins what names a desk, in a buffer that the next call uses again.
func (c *Checker) deskKey(office, floor, desk []byte) []byte {
	c.key = append(c.key[:0], office...)
	c.key = append(append(c.key, 0), floor...)
	c.key = append(append(c.key, 0), desk...)
	return c.key
}

// rule puts a broken rule of package data into a fault.
func (c *Checker) rule(err error) {
	var rule *data.RuleError
	if !errors.As(err, &rule) {
		c.fault(failure.FaultBadValue, err.Error())
		return
	}
	switch {
	case rule.Rule == data.RuleTwice:
		c.fault(failure.FaultTwice, rule.Value)
	case rule.Rule == data.RuleTooMany:
		c.tooMany(rule.Field[strings.LastIndexByte(rule.Field, '.')+1:], 0)
	case strings.HasSuffix(rule.Field, "id"):
		c.fault(failure.FaultBadID, rule.Value)
	default:
		c.fault(failure.FaultBadValue, strings.TrimSpace(rule.Field+" "+rule.Value)+": "+string(rule.Rule))
	}
}

// finish holds what was counted against what the file says.
func (c *Checker) finish() {
	for _, key := range []string{"users", "bookings"} {
		if !c.keysSoFar[key] {
			c.fault(failure.FaultMissing, key)
		}
	}
	if c.to.Sink != nil && !c.hasDesks {
		c.usePresentDesks()
	}
	c.finishPictures()
	if !c.LeavesOut() { // else those of their bookings are
		c.inOne(c.faultUnlisted)
	}
	have := map[string]int64{"offices": int64(c.report.Offices), "users": int64(c.report.Users), "bookings": c.report.Bookings, "released": c.report.Released}
	for _, key := range []string{"offices", "users", "bookings", "released"} {
		if said, ok := c.counts[key]; ok && said != have[key] {
			c.fault(failure.FaultCount, fmt.Sprintf("%s: %d of %d", key, have[key], said))
		}
	}
	if c.report.Checksummed && isSHA256(c.checksum) && c.checksum != c.report.SHA256 {
		c.fault(failure.FaultChecksum, c.report.SHA256)
	}
}

// faultUnlisted names the desks and users that bookings have and no list has.
func (c *Checker) faultUnlisted() {
	if c.hasDesks && !c.partDesks {
		for _, name := range slices.Sorted(maps.Values(c.desks.unlisted)) {
			c.fault(failure.FaultUnknownDesk, strings.ReplaceAll(name, "\x00", "/"))
		}
	}
	if c.hasUsers && !c.partUsers {
		for _, name := range slices.Sorted(maps.Values(c.users.unlisted)) {
			c.fault(failure.FaultUnknownUser, name)
		}
	}
}
