package words

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/failure"
)

// Doing is what the user wanted when an error came.
type Doing string

// What can fail. The values are parts of keys in en.json.
const (
	DoingExport  Doing = "export"
	DoingOpen    Doing = "open"
	DoingRead    Doing = "read"
	DoingChange  Doing = "change"
	DoingSample  Doing = "sample"
	DoingUndo    Doing = "undo"
	DoingRedo    Doing = "redo"
	DoingWrite   Doing = "write"  // a file that is no backup
	DoingImport  Doing = "import" // people or a floor plan
	DoingRestore Doing = "restore"
	DoingCheck   Doing = "check"   // a backup
	DoingLook    Doing = "look"    // into a backup
	DoingCompare Doing = "compare" // backups
	DoingCopy    Doing = "copy"    // a backup
	DoingPicture Doing = "picture" // under a floor, to show it
	DoingDelete  Doing = "delete"  // a backup
	DoingSetting Doing = "setting" // to keep it
	// DoingAutomatic is what the program wanted by itself: a backup.
	DoingAutomatic Doing = "automatic"
	// DoingWork is whatever the program was at when it met a fault of its own.
	DoingWork Doing = "work"
)

// Explanation says an error to a person.
type Explanation struct {
	Kind    failure.Kind
	Title   string // what did not happen
	Cause   string // what stood in the way
	Safe    string // what is safe all the same; may be empty
	Next    string // what to do
	Details string // the error as a programmer reads it
}

// Text returns the sentences behind the title, one a line.
func (e Explanation) Text() string {
	lines := []string{}
	for _, line := range []string{e.Cause, e.Safe, e.Next} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// doings say for each [Doing] that it failed, and what is safe all the same.
var doings = map[Doing]struct{ title, safe string }{
	DoingExport:    {"error.export", "safe.export"},
	DoingOpen:      {"error.open", "safe.open"},
	DoingRead:      {"error.read", "safe.read"},
	DoingPicture:   {"error.picture", "safe.read"},
	DoingChange:    {"error.change", "safe.change"},
	DoingSample:    {"error.sample", "safe.change"},
	DoingUndo:      {"error.undo", "safe.change"},
	DoingRedo:      {"error.redo", "safe.change"},
	DoingWrite:     {"error.write", "safe.read"},
	DoingImport:    {"error.import", "safe.read"},
	DoingRestore:   {"error.restore", "safe.restore"},
	DoingCheck:     {"error.check", "safe.backup"},
	DoingLook:      {"error.look", "safe.backup"},
	DoingCompare:   {"error.compare", "safe.backup"},
	DoingCopy:      {"error.copy", "safe.copy"},
	DoingDelete:    {"error.delete", "safe.delete"},
	DoingSetting:   {"error.setting", "safe.setting"},
	DoingAutomatic: {"error.automatic", "safe.export"},
	DoingWork:      {"error.work", "safe.crash"},
}

// errorKinds say for each kind of error what its cause is, and what to do next.
var errorKinds = map[failure.Kind]struct{ cause, next string }{
	failure.KindOther:        {"cause.other", "next.other"},
	failure.KindNoPermission: {"cause.permission", "next.permission"},
	failure.KindReadOnly:     {"cause.read-only", "next.read-only"},
	failure.KindFull:         {"cause.full", "next.full"},
	failure.KindTooLarge:     {"cause.too-large", "next.too-large"},
	failure.KindNotAFolder:   {"cause.not-a-folder", "next.not-a-folder"},
	failure.KindMissing:      {"cause.missing", "next.missing"},
	failure.KindCancelled:    {"cause.cancelled", "next.cancelled"},
	failure.KindNotConfirmed: {"cause.not-confirmed", "next.not-confirmed"},
	failure.KindBadWrite:     {"cause.bad-write", "next.bad-write"},
	failure.KindDisk:         {"cause.disk", "next.disk"},
	failure.KindLocked:       {"cause.locked", "next.locked"},
	failure.KindInUse:        {"cause.in-use", "next.in-use"},
	failure.KindHeld:         {"cause.held", "next.held"},
	failure.KindForeign:      {"cause.foreign", "next.foreign"},
	failure.KindTruncated:    {"cause.truncated", "next.damaged"},
	failure.KindDamaged:      {"cause.damaged", "next.damaged"},
	failure.KindNewer:        {"cause.newer", "next.newer"},
	failure.KindOlder:        {"cause.older", "next.older"},
	failure.KindReplaced:     {"cause.replaced", "next.replaced"},
	failure.KindPassphrase:   {"cause.passphrase", "next.passphrase"},
	failure.KindIsBackup:     {"cause.is-backup", "next.is-backup"},
	failure.KindNewestBackup: {"cause.newest-backup", "next.newest-backup"},
	failure.KindPlaceAway:    {"cause.place-away", "next.place-away"},
	failure.KindExportHangs:  {"cause.export-hangs", "next.export-hangs"},
	failure.KindLogGone:      {"cause.log-gone", "next.log-gone"},
	failure.KindPathTooLong:  {"cause.path-too-long", "next.path-too-long"},
	failure.KindBadBackup:    {"cause.bad-backup", "next.bad-backup"},
	failure.KindCrash:        {"cause.crash", "next.crash"},
}

// Explain puts an error of package storage or data into words. It says them for
// a window; a command line has its own ways to choose a folder.
func Explain(doing Doing, err error) Explanation {
	if text, ok := conflict(err); ok {
		if doing == DoingRedo && errors.Is(err, data.ErrUnknownStep) {
			text = Say("conflict.no-redo")
		}
		return Explanation{Title: Say(doings[doing].title), Cause: text, Details: err.Error()}
	}
	kind := failure.KindOf(err)
	args := Args{"Path": Plain(place(err)), "Error": Cause(err)}
	if kind == failure.KindBadBackup {
		args["Fault"] = BackupFault(err)
	}
	e := Explanation{
		Kind: kind, Details: err.Error(),
		Title: Say(doings[doing].title), Cause: Say(errorKinds[kind].cause, args), Safe: Say(doings[doing].safe), Next: Say(errorKinds[kind].next, args),
	}
	var crash *failure.CrashError
	if errors.As(err, &crash) {
		e.Safe, e.Details = Say("safe.crash"), crash.Text()
	}
	var space *failure.SpaceError
	if errors.As(err, &space) && space.Free >= 0 {
		args["Need"], args["Free"] = Bytes(space.Need), Bytes(space.Free)
		e.Cause = Say("cause.full-by", args)
	}
	var held *failure.HeldError
	if errors.As(err, &held) {
		e.Cause = heldBy(held, args)
	}
	var known *failure.Error
	if errors.As(err, &known) && known.Left != "" {
		e.Safe = Say("safe.left", Args{"Path": Plain(known.Left)})
	}
	switch {
	case known != nil && kind == failure.KindDamaged && filepath.Base(known.Path) == storage.StoreFile && doing != DoingOpen:
		e.Safe, e.Next = Say("safe.damaged"), Say("next.damaged-store")
	case known != nil && known.Op == failure.OpReadStore && (kind == failure.KindReplaced || kind == failure.KindMissing || kind == failure.KindLogGone):
		// Nobody knows what has become of what was there.
		e.Safe = Say("safe.displaced")
	case known != nil && known.Op == failure.OpReadFile && kind == failure.KindMissing:
		// Somebody named it: most likely it is called otherwise.
		e.Cause, e.Safe, e.Next = Say("cause.no-file", args), "", ""
	case doing == DoingOpen && kind == failure.KindNoPermission:
		e.Cause = Say("cause.permission-open", args)
	case doing == DoingExport && kind == failure.KindCancelled:
		e.Title = Say("error.export-cancelled")
	case kind == failure.KindCancelled:
		e.Next = ""
	case kind == failure.KindNewer && (doing == DoingRestore || doing == DoingCheck || doing == DoingLook || doing == DoingCompare):
		e.Next = Say("next.newer-backup")
	case kind == failure.KindNotConfirmed:
		e.Title, e.Safe = Say("error.export-not-confirmed"), Say("safe.not-confirmed")
	}
	return e
}

// Cause returns an error's own text, to stand in a sentence. That of Windows ends as
// one, with a full stop.
func Cause(err error) string { return strings.TrimRight(Plain(err.Error()), ". ") }

// heldBy says who has a store open. What it says was read from a file.
func heldBy(h *failure.HeldError, args Args) string {
	if h.Computer == "" {
		return Say("cause.held", args)
	}
	now := time.Now()
	args["Who"], args["Computer"] = Plain(h.User), Plain(h.Computer)
	args["Since"] = Moment(h.Since.In(now.Location()), data.DateOf(now))
	if h.Here {
		return Say("cause.held-here", args)
	}
	return Say("cause.held-by", args)
}

// place returns the path that a person knows: the folder for a temporary file of
// ours, which they never see.
func place(err error) string {
	var known *failure.Error
	if !errors.As(err, &known) {
		return ""
	}
	if strings.HasPrefix(filepath.Base(known.Path), ".") && known.Op != failure.OpSweep {
		return filepath.Dir(known.Path)
	}
	return known.Path
}

// conflict says what the present data rule out, and values that can't be.
func conflict(err error) (string, bool) {
	var rule *data.RuleError
	if errors.As(err, &rule) {
		switch rule.Rule {
		case data.RuleBlank:
			return Say("rule.blank"), true
		case data.RuleTooLong:
			return Say("rule.too-long", Args{"Most": data.MaxNameLength}), true
		case data.RuleControl, data.RuleNotText:
			return Say("rule.control", Args{"Value": Plain(rule.Value)}), true
		}
		return Say("rule.other", Args{"Value": Plain(rule.Value)}), true
	}
	if errors.Is(err, failure.ErrNotEmpty) {
		return Say("conflict.not-empty"), true
	}
	if held := new(failure.HeldError); errors.As(err, &held) && errors.Is(err, storage.ErrDraftOpen) {
		return Say("conflict.draft-open", Args{"Who": Plain(held.User), "Computer": Plain(held.Computer), "Since": Moment(held.Since, today())}), true
	}
	var c *data.ConflictError
	if !errors.As(err, &c) {
		return "", false
	}
	args := Args{"What": Plain(c.What), "Who": SeatName(c.Seat), "Desk": Plain(c.Seat.Label), "Day": Day(c.Date, today()), "Reason": Plain(c.Block.Reason)}
	switch {
	case errors.Is(c.Err, data.ErrBlockedDesk) && c.Seat.ID != "":
		return Say("conflict.block-booked", args), true
	case errors.Is(c.Err, data.ErrBlockedDesk) && c.Block.Reason != "":
		return Say("conflict.blocked-why", args), true
	case errors.Is(c.Err, data.ErrAmbiguousUser):
		args["Names"] = List(namesakes(c.Users)...)
		return Say("conflict.ambiguous-user", args), true
	case errors.Is(c.Err, data.ErrChanged) && c.What == "":
		return Say("conflict.changed-since"), true
	case errors.Is(c.Err, data.ErrChanged) && c.Date != 0:
		return Say("conflict.changed-booking", args), true
	}
	for _, known := range []struct {
		err error
		key string
	}{
		{data.ErrDeskTaken, "conflict.desk-taken"}, {data.ErrAlreadySeated, "conflict.already-seated"},
		{data.ErrUnknownDesk, "conflict.unknown-desk"}, {data.ErrAmbiguousDesk, "conflict.ambiguous-desk"},
		{data.ErrRetiredDesk, "conflict.retired-desk"}, {data.ErrUnknownUser, "conflict.unknown-user"},
		{data.ErrInactiveUser, "conflict.inactive-user"}, {data.ErrNameTaken, "conflict.name-taken"},
		{data.ErrNotBooked, "conflict.not-booked"}, {data.ErrBlockedDesk, "conflict.blocked-desk"},
		{data.ErrPastDay, "conflict.past-day"}, {data.ErrChanged, "conflict.changed"}, {data.ErrInUse, "conflict.in-use"},
		{data.ErrUnknownOffice, "conflict.unknown-office"}, {data.ErrUnknownFloor, "conflict.unknown-floor"},
		{data.ErrUnknownDraft, "conflict.unknown-draft"},
		{data.ErrUnknownStep, "conflict.unknown-step"}, {data.ErrMoreBookings, "conflict.more-bookings"},
		{data.ErrUnknownPicture, "conflict.unknown-picture"},
	} {
		if errors.Is(c.Err, known.err) {
			return Say(known.key, args), true
		}
	}
	return "", false
}

// SeatName returns who sits there, in full: "Ines Okafor", "Visitor", "Visitor · Dr. Wells".
func SeatName(s data.Seat) string {
	if s.UserID == data.VisitorID {
		if guest := Plain(s.Guest); guest != "" {
			return Say("visitor.named", Args{"Guest": guest})
		}
		return Say("visitor")
	}
	if name := Plain(s.Name); name != "" {
		return name
	}
	return Plain(s.UserID)
}

// IsCancelled reports whether an error is the user's own wish.
func IsCancelled(err error) bool { return errors.Is(err, context.Canceled) }

// LeftBehind says of something that has been done, or given up, that a temporary file
// of it could not be removed.
func LeftBehind(err error) string {
	args := Args{"Path": Plain(place(err)), "Error": Cause(err)}
	var known *failure.Error
	if errors.As(err, &known) && known.Left != "" {
		args["Path"] = Plain(known.Left)
	}
	return Say("left-behind", args)
}

// namesakes returns the names of people who have the same, each with the team behind it, or
// else the e-mail address or the ID, that no other of them has.
func namesakes(users []data.User) (names []string) {
	for i, u := range users {
		apart := u.ID
		for _, of := range []func(data.User) string{func(u data.User) string { return u.Team }, func(u data.User) string { return u.Email }} {
			if of(u) != "" && !slices.ContainsFunc(slices.Delete(slices.Clone(users), i, i+1), func(other data.User) bool { return data.NameKey(of(other)) == data.NameKey(of(u)) }) {
				apart = of(u)
				break
			}
		}
		names = append(names, Plain(u.Name)+" ("+Plain(apart)+")")
	}
	return names
}
