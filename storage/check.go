package storage

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"seatkeeper/data"
)

// Bounds of a backup, far above any real one, so that a hostile file costs no
// more than a good one of its size.
const (
	maxUsers       = 1_000_000
	maxOffices     = 1_000
	maxBackupDesks = 1_000_000
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
}

// record is a booking as it stands in a file. The slices are valid only during
// one call.
type record struct {
	id, office, floor, desk, date, user, created, released, guest []byte
}

// checker is told of everything in a backup, in the file's order, and holds it
// against the rules.
type checker struct {
	report Report
	faults []Fault
	more   bool

	line  int64         // where the reader is: a line,
	where func() string // or a JSON pointer

	counts    map[string]int64 // what the file says it holds
	offices   map[string]bool
	hasDesks  bool // whether the file lists offices at all
	hasUsers  bool // whether the users came before the bookings
	desks     numbers
	users     numbers
	deskDay   []data.Date            // by desk: the last day on which it is booked
	userDay   []data.Date            // by user
	blocks    map[int32][]data.Block // by desk; empty in most files
	ordered   bool                   // the file promises the order by date and ID
	held      map[[3]int32]bool
	ids       map[string]bool // date and ID; only where not ordered
	lastDate  []byte
	lastDay   data.Date
	lastID    []byte
	key       []byte
	checksum  string
	keysSoFar map[string]bool
	names     map[string]bool  // of the users, as NameKey; whether one has marks (see [data.HasMarks])
	twins     []twin           // to be restored under another name
	isTwin    bool             // whether the user taken last is one
	bad       map[string]int64 // records, by their list, that are not even read
	inRecord  bool             // whether a fault is of a single user or booking
	found     int64            // faults, also those that are not collected
	whole     bool             // whether one of them is of the file as a whole
	unsorted  bool             // whether one of them is FaultOrder
	restore   *restoring       // nil where the file is only checked
}

// newChecker returns a checker. ordered says that the bookings must come by date
// and ID, which lets it check the rules in constant memory.
func newChecker(ordered bool) *checker {
	return &checker{
		ordered: ordered, offices: map[string]bool{}, desks: newNumbers(), users: newNumbers(),
		blocks: map[int32][]data.Block{}, held: map[[3]int32]bool{}, ids: map[string]bool{}, keysSoFar: map[string]bool{},
		names: map[string]bool{}, bad: map[string]int64{},
	}
}

// fault collects a fault at the place where the reader is.
func (c *checker) fault(code FaultCode, value string) {
	c.found++
	c.whole = c.whole || !c.inRecord
	c.unsorted = c.unsorted || code == FaultOrder
	f := Fault{Line: c.line, Code: code, Value: short(value)}
	if c.line == 0 && c.where != nil {
		f.Where = c.where()
	}
	if c.inRecord && c.leavesOut() {
		c.restore.leaveOut(f)
		return
	}
	if len(c.faults) == maxFaults {
		c.more = true
		return
	}
	c.faults = append(c.faults, f)
}

// leavesOut reports whether records with faults are left out of a restore, and so
// are no reason to refuse the file.
func (c *checker) leavesOut() bool { return c.restore != nil && c.restore.o.LeaveOut }

// restores reports whether what is good goes to the new store: as long as the file
// may still be restored.
func (c *checker) restores() bool {
	return c.restore != nil && (c.found == 0 || c.leavesOut() && !c.whole)
}

// inOne runs f, which takes one user or booking, and reports whether it is good.
func (c *checker) inOne(f func()) bool {
	before := c.found
	c.inRecord = true
	f()
	c.inRecord = false
	return c.found == before
}

// unreadable takes a record of the list that is JSON, but not what it should be.
func (c *checker) unreadable(list string, err error) {
	c.bad[list]++
	c.inRecord = list != "offices"
	c.fault(FaultBadValue, plainJSONError(err))
	c.inRecord = false
	if c.leavesOut() {
		c.restore.leftRecord(list, "", 0)
	}
}

// err returns all faults as one error, or nil.
func (c *checker) err() error {
	if len(c.faults) == 0 {
		return nil
	}
	return &FaultsError{Faults: c.faults, More: c.more, OnlyRecords: !c.whole}
}

// seenKey notes a key of the file's outermost object.
func (c *checker) seenKey(key string) {
	if c.keysSoFar[key] {
		c.fault(FaultTwice, key)
	}
	c.keysSoFar[key] = true
	switch key {
	case "bookings":
		if c.restore != nil {
			c.restore.late = !c.hasDesks
		}
	case "offices":
		c.hasDesks = true
	case "users":
		c.hasUsers = true
	}
}

// value takes a value of the outermost object that is not a list of records.
// Keys it does not know are ignored. The error is a [*NewerFormatError].
func (c *checker) value(key string, value []byte) error {
	var err error
	switch key {
	case "schemaVersion":
		if err = json.Unmarshal(value, &c.report.SchemaVersion); err == nil {
			return c.version(c.report.SchemaVersion)
		}
	case "app":
		err = json.Unmarshal(value, &c.report.App)
	case "exportedAt":
		err = json.Unmarshal(value, &c.report.ExportedAt)
	case "lastUpdated":
		if bytes.HasPrefix(value, []byte("{")) {
			var older struct {
				UpdatedAt time.Time `json:"updatedAt"`
			}
			err = json.Unmarshal(value, &older)
			c.report.LastUpdated = older.UpdatedAt
		} else {
			err = json.Unmarshal(value, &c.report.LastUpdated)
		}
	case "counts":
		err = json.Unmarshal(value, &c.counts)
	case "automatic":
		var automatic struct {
			Reason Origin `json:"reason"`
			Store  string `json:"store"`
		}
		err = json.Unmarshal(value, &automatic)
		c.report.Origin, c.report.Store = automatic.Reason, automatic.Store
		if err == nil && !slices.Contains([]Origin{OriginChanges, OriginQuit, OriginRestore, OriginUpgrade}, automatic.Reason) {
			c.report.Origin = OriginOther // of a newer program
		}
	case "sha256":
		err = json.Unmarshal(value, &c.checksum)
		if err == nil && !isSHA256(c.checksum) {
			c.fault(FaultNotChecksum, c.checksum)
		}
		c.report.Checksummed = true
	}
	if err != nil {
		c.fault(FaultBadValue, key+": "+short(value))
	}
	return nil
}

func (c *checker) version(version string) error {
	major, _, _ := strings.Cut(version, ".")
	own, _, _ := strings.Cut(SchemaVersion, ".")
	if major == own {
		return nil
	}
	if len(major) > 0 && len(major) < 9 && strings.Trim(major, "0123456789") == "" && major != "0" {
		return &NewerFormatError{Have: short(version), App: c.report.App}
	}
	c.fault(FaultBadValue, "schemaVersion: "+version)
	return nil
}

func isSHA256(sum string) bool {
	return len(sum) == 64 && strings.Trim(sum, hexDigits) == ""
}

func (c *checker) office(o data.Office) {
	c.report.Offices++
	if c.report.Offices > maxOffices {
		c.fault(FaultTooMany, "offices")
		return
	}
	if c.offices[o.ID] {
		c.fault(FaultTwice, o.ID)
	}
	c.offices[o.ID] = true
	if err := o.Check(); err != nil {
		c.rule(err)
	}
	c.takeOffice(o)
}

// takeOffice gives the desks of an office their numbers.
func (c *checker) takeOffice(o data.Office) {
	var numbers []int
	for _, f := range o.Floors {
		for _, d := range f.Desks {
			if len(c.desks.of) >= maxBackupDesks {
				c.fault(FaultTooMany, "desks")
				return
			}
			desk := c.desks.list(c.deskKey([]byte(o.ID), []byte(f.ID), []byte(d.ID)))
			numbers = append(numbers, deskNumber(desk))
			if len(d.Blocks) > 0 {
				c.blocks[desk] = d.Blocks
			}
		}
	}
	if c.restores() {
		c.restore.office(o, numbers)
	}
}

// deskKey joins what names a desk, in a buffer that the next call uses again.
func (c *checker) deskKey(office, floor, desk []byte) []byte {
	c.key = append(c.key[:0], office...)
	c.key = append(append(c.key, 0), floor...)
	c.key = append(append(c.key, 0), desk...)
	return c.key
}

func (c *checker) user(u data.User) {
	c.report.Users++
	if c.report.Users > maxUsers {
		c.fault(FaultTooMany, "users")
		return
	}
	number, listed := unknown, true
	good := c.inOne(func() { number, listed = c.takeUser(u) })
	switch {
	case c.restore == nil:
	case good && c.restores() && c.isTwin:
		c.twins = append(c.twins, twin{number, u})
	case good && c.restores():
		c.restore.user(number, u)
	case c.leavesOut():
		c.restore.leftRecord("users", u.ID, 0)
	}
	if !listed && !c.leavesOut() {
		c.users.list([]byte(u.ID)) // or each of their bookings would be a fault too
	}
}

// takeUser gives a user their number, unless there is a fault.
func (c *checker) takeUser(u data.User) (number int32, listed bool) {
	before := c.found
	if err := u.Check(); err != nil {
		c.rule(err)
	}
	if _, known := c.users.of[u.ID]; known && !c.users.unlisted[u.ID] {
		c.fault(FaultTwice, u.ID)
		return unknown, true
	}
	// The store can't hold two such names, so such a file could not be restored. But
	// two that only marks tell apart were two names for the programs of before.
	key, marked := data.NameKey(u.Name), data.HasMarks(u.Name)
	otherMarked, known := c.names[key]
	c.isTwin = known && (marked || otherMarked)
	if c.found == before && (known && !c.isTwin || key == "") {
		c.fault(FaultTwice, u.Name)
	}
	if c.found > before {
		return unknown, false
	}
	c.names[key] = marked || otherMarked
	return c.users.list([]byte(u.ID)), true
}

// twin is a person whose name is another one's but for marks that show nothing.
type twin struct {
	number int32
	user   data.User
}

// restoreTwins gives them names of their own, when all other names are known.
func (c *checker) restoreTwins() {
	for _, t := range c.twins {
		name, _ := data.CleanName(t.user.Name) // takeUser has seen that it can be
		t.user.Name = data.FreeName(name, func(name string) bool { _, known := c.names[data.NameKey(name)]; return !known })
		c.names[data.NameKey(t.user.Name)] = true
		c.restore.user(t.number, t.user)
	}
}

// rule puts a broken rule of package data into a fault.
func (c *checker) rule(err error) {
	var rule *data.RuleError
	if !errors.As(err, &rule) {
		c.fault(FaultBadValue, err.Error())
		return
	}
	switch {
	case rule.Rule == data.RuleTwice:
		c.fault(FaultTwice, rule.Value)
	case rule.Rule == data.RuleTooMany:
		c.fault(FaultTooMany, rule.Field)
	case strings.HasSuffix(rule.Field, "id"):
		c.fault(FaultBadID, rule.Value)
	default:
		c.fault(FaultBadValue, strings.TrimSpace(rule.Field+" "+rule.Value)+": "+string(rule.Rule))
	}
}

// numbers gives each of the file's desks or users a number. Where bookings come
// before the lists, as in a file whose keys were sorted, some are mentioned first.
type numbers struct {
	of       map[string]int32
	unlisted map[string]bool // mentioned, but in no list so far
}

func newNumbers() numbers { return numbers{map[string]int32{}, map[string]bool{}} }

func (n numbers) list(key []byte) int32 {
	number := n.mention(key)
	delete(n.unlisted, string(key))
	return number
}

func (n numbers) mention(key []byte) int32 {
	number, known := n.of[string(key)]
	if !known {
		number = int32(len(n.of))
		n.of[string(key)], n.unlisted[string(key)] = number, true
	}
	return number
}

// finish holds what was counted against what the file says.
func (c *checker) finish() {
	for _, key := range []string{"users", "bookings"} {
		if !c.keysSoFar[key] {
			c.fault(FaultMissing, key)
		}
	}
	if c.restore != nil && !c.hasDesks {
		c.restore.usePresentDesks(c)
	}
	c.restoreTwins()
	if !c.leavesOut() { // else those of their bookings are
		c.inRecord = true
		c.faultUnlisted()
		c.inRecord = false
	}
	have := map[string]int64{"offices": int64(c.report.Offices), "users": int64(c.report.Users), "bookings": c.report.Bookings}
	for _, key := range []string{"offices", "users", "bookings"} {
		have[key] += c.bad[key]
		if said, ok := c.counts[key]; ok && said != have[key] {
			c.fault(FaultCount, fmt.Sprintf("%s: %d of %d", key, have[key], said))
		}
	}
	if c.report.Checksummed && isSHA256(c.checksum) && c.checksum != c.report.SHA256 {
		c.fault(FaultChecksum, c.report.SHA256)
	}
}

// faultUnlisted names the desks and users that bookings have and no list has.
func (c *checker) faultUnlisted() {
	if c.hasDesks {
		for _, key := range slices.Sorted(maps.Keys(c.desks.unlisted)) {
			c.fault(FaultUnknownDesk, strings.ReplaceAll(key, "\x00", "/"))
		}
	}
	if c.hasUsers {
		for _, key := range slices.Sorted(maps.Keys(c.users.unlisted)) {
			c.fault(FaultUnknownUser, key)
		}
	}
}
