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
	names     map[string]bool  // of the users, as NameKey
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
	if c.restore != nil && c.found == 0 || c.leavesOut() {
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
	case good && (c.found == 0 || c.leavesOut()):
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
	// The store can't hold two such names, so such a file could not be restored.
	key := data.NameKey(u.Name)
	if c.names[key] && key != "" {
		c.fault(FaultTwice, u.Name)
	}
	if c.found > before {
		return unknown, false
	}
	c.names[key] = true
	return c.users.list([]byte(u.ID)), true
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

// booking takes a booking and returns the numbers of its desk and its user, or
// unknown.
func (c *checker) booking(b *record) (desk, user int32) {
	c.report.Bookings++
	var day data.Date
	good := c.inOne(func() { day, desk, user = c.takeBooking(b) })
	if c.restore == nil {
		return desk, user
	}
	if good && (c.found == 0 || c.leavesOut()) {
		c.restore.booking(day, b, desk, user)
	} else if c.leavesOut() {
		c.restore.leftRecord("bookings", string(b.id), day)
	}
	return desk, user
}

func (c *checker) takeBooking(b *record) (day data.Date, desk, user int32) {
	before := c.found
	if !isUUID(b.id) && data.CheckID("id", string(b.id)) != nil {
		c.fault(FaultBadID, string(b.id))
	}
	day, ok := c.day(b.date)
	if !ok {
		c.fault(FaultBadDate, string(b.date))
		return data.MinDate - 1, unknown, unknown
	}
	c.order(day, b.id)
	desk, user = c.place(b), c.person(b)
	if !isInstant(b.created) {
		c.fault(FaultBadTime, "createdAt: "+string(b.created))
	}
	if b.released != nil && !isInstant(b.released) {
		c.fault(FaultBadTime, "releasedAt: "+string(b.released))
	}
	if b.released == nil {
		c.seat(before, day, desk, user)
	}
	return day, desk, user
}

// Numbers of desks and users that have no number of their own.
const (
	unknown int32 = -1
	visitor int32 = -2
)

// knownBooking takes a booking that holds, of a desk and a user whose numbers are
// known from an earlier booking. It returns false, and takes nothing, where
// anything is unusual.
func (c *checker) knownBooking(id, date, created []byte, desk, user int32) bool {
	if !isUUID(id) || !isInstant(created) || !bytes.Equal(date, c.lastDate) {
		return false
	}
	c.report.Bookings++
	before := c.found
	c.inRecord = true
	c.order(c.lastDay, id)
	c.seat(before, c.lastDay, desk, user)
	c.inRecord = false
	switch {
	case c.restore == nil:
	case c.found == before && (c.found == 0 || c.leavesOut()):
		c.restore.plainBooking(c.lastDay, id, created, desk, user)
	case c.leavesOut():
		c.restore.leftRecord("bookings", string(id), c.lastDay)
	}
	return true
}

// seat holds a booking against the rules about days; before is how many faults
// there were before it. A block is looked for only
// where the desks came before the bookings, as they do in every file of ours.
func (c *checker) seat(before int64, day data.Date, desk, user int32) {
	if len(c.blocks) > 0 {
		if _, blocked := (data.Desk{Blocks: c.blocks[desk]}).BlockOn(day); blocked {
			c.fault(FaultBlocked, day.String())
		}
	}
	deskTwice := desk >= 0 && c.isTaken(c.deskDay, desk, 0, day)
	if deskTwice {
		c.fault(FaultDeskTwice, day.String())
	}
	personTwice := user >= 0 && c.isTaken(c.userDay, user, 1, day)
	if personTwice {
		c.fault(FaultPersonTwice, day.String())
	}
	if c.leavesOut() && c.found > before {
		return // it will not be there, and so is in nobody's way
	}
	if desk >= 0 {
		c.take(&c.deskDay, desk, 0, day)
	}
	if user >= 0 {
		c.take(&c.userDay, user, 1, day)
	}
}

// day reads a date; the same as before, which is usual, costs a comparison.
func (c *checker) day(text []byte) (data.Date, bool) {
	if bytes.Equal(text, c.lastDate) && len(text) > 0 {
		return c.lastDay, true
	}
	day, err := data.ParseDate(string(text))
	if err != nil {
		return 0, false
	}
	if c.report.Bookings == 1 || day < c.report.First {
		c.report.First = day
	}
	if c.report.Bookings == 1 || day > c.report.Last {
		c.report.Last = day
	}
	if c.ordered && len(c.lastDate) > 0 && day < c.lastDay {
		c.fault(FaultOrder, day.String())
	}
	c.lastDate, c.lastDay, c.lastID = append(c.lastDate[:0], text...), day, c.lastID[:0]
	return day, true
}

// order sees to it that no two bookings of a day have one ID, which is what the
// store requires.
func (c *checker) order(day data.Date, id []byte) {
	if !c.ordered {
		c.key = append(append(c.key[:0], c.lastDate...), id...)
		if c.ids[string(c.key)] {
			c.fault(FaultTwice, string(id))
		}
		c.ids[string(c.key)] = true
		return
	}
	switch compared := bytes.Compare(id, c.lastID); {
	case compared == 0:
		c.fault(FaultTwice, string(id))
	case compared < 0:
		c.fault(FaultOrder, day.String())
	}
	c.lastID = append(c.lastID[:0], id...)
}

// place returns the number of the booking's desk.
func (c *checker) place(b *record) int32 {
	if !c.hasDesks {
		return c.desks.mention(c.deskKey(b.office, b.floor, b.desk))
	}
	desk, known := c.desks.of[string(c.deskKey(b.office, b.floor, b.desk))]
	if !known {
		c.fault(FaultUnknownDesk, fmt.Sprintf("%s/%s/%s", b.office, b.floor, b.desk))
		return unknown
	}
	return desk
}

// person returns the number of the booking's user.
func (c *checker) person(b *record) int32 {
	if string(b.user) == data.VisitorID {
		if data.CheckGuest(string(b.guest)) != nil {
			c.fault(FaultBadValue, "guest: "+string(b.guest))
		}
		return visitor
	}
	if len(b.guest) > 0 {
		c.fault(FaultGuestNotGuest, string(b.guest))
	}
	if !c.hasUsers {
		return c.users.mention(b.user)
	}
	user, known := c.users.of[string(b.user)]
	if !known {
		c.fault(FaultUnknownUser, string(b.user))
		return unknown
	}
	return user
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

// isTaken reports whether the desk (kind 0) or the person (kind 1) of that number
// is booked on that day already. last has the last such day of each, which is
// enough as long as the days come in order.
func (c *checker) isTaken(last []data.Date, number, kind int32, day data.Date) bool {
	if !c.ordered {
		return c.held[[3]int32{kind, number, int32(day)}]
	}
	return int(number) < len(last) && last[number] == day
}

// take notes that it is.
func (c *checker) take(last *[]data.Date, number, kind int32, day data.Date) {
	if !c.ordered {
		c.held[[3]int32{kind, number, int32(day)}] = true
		return
	}
	for int(number) >= len(*last) {
		*last = append(*last, data.MinDate-1)
	}
	(*last)[number] = day
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

// isUUID reports whether text is a UUID in lower case, as this program writes it.
func isUUID(text []byte) bool {
	if len(text) != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-' {
		return false
	}
	// Without a branch for each digit, as this is done a million times.
	other := byte(0)
	for _, part := range [...][]byte{text[0:8], text[9:13], text[14:18], text[19:23], text[24:36]} {
		for _, c := range part {
			other |= notHex[c]
		}
	}
	return other == 0
}

// notHex is 0 for the lower-case hexadecimal digits, notDigit for the decimal ones.
var notHex, notDigit = func() (hex, decimal [256]byte) {
	for c := range hex {
		hex[c], decimal[c] = 1, 1
	}
	for i, c := range []byte(hexDigits) {
		hex[c] = 0
		if i < 10 {
			decimal[c] = 0
		}
	}
	return hex, decimal
}()

// isInstant reports whether text is a point in time of RFC 3339. Our own form is
// recognised without parsing it again.
func isInstant(text []byte) bool {
	if len(text) == len(data.TimeFormat) && text[23] == 'Z' {
		other := text[4] ^ '-' | text[7] ^ '-' | text[10] ^ 'T' | text[13] ^ ':' | text[16] ^ ':' | text[19] ^ '.'
		for _, part := range [...][]byte{text[0:4], text[5:7], text[8:10], text[11:13], text[14:16], text[17:19], text[20:23]} {
			for _, c := range part {
				other |= notDigit[c]
			}
		}
		if other != 0 {
			return false
		}
		two := func(at int) int { return 10*int(text[at]-'0') + int(text[at+1]-'0') }
		year, month, day := 100*two(0)+two(2), two(5), two(8)
		return year > 0 && 1 <= month && month <= 12 && 1 <= day && (day <= 28 || day <= data.DaysInMonth(year, time.Month(month))) &&
			two(11) < 24 && text[14] < '6' && text[17] < '6'
	}
	t, err := time.Parse(time.RFC3339, string(text))
	return err == nil && t.UTC().Year() > 0 && t.UTC().Year() < 10000
}
