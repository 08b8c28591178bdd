package words

import (
	"errors"
	"strconv"
	"strings"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/lists"
)

var faults = map[failure.FaultCode]string{
	failure.FaultNotJSON: "fault.not-json", failure.FaultCutOff: "fault.cut-off", failure.FaultEmpty: "fault.empty", failure.FaultNotAFile: "fault.not-a-file",
	failure.FaultMissing: "fault.missing", failure.FaultTwice: "fault.twice", failure.FaultTooLong: "fault.too-long",
	failure.FaultTooMany: "fault.too-many", failure.FaultBadID: "fault.bad-id", failure.FaultBadValue: "fault.bad-value",
	failure.FaultBadDate: "fault.bad-date", failure.FaultBadTime: "fault.bad-time", failure.FaultUnknownUser: "fault.unknown-user",
	failure.FaultUnknownDesk: "fault.unknown-desk", failure.FaultDeskTwice: "fault.desk-twice",
	failure.FaultPersonTwice: "fault.person-twice", failure.FaultBlocked: "fault.blocked", failure.FaultOrder: "fault.order", failure.FaultCount: "fault.count",
	failure.FaultChecksum: "fault.checksum", failure.FaultNotChecksum: "fault.not-a-checksum",
	failure.FaultTrailing: "fault.trailing", failure.FaultGuestNotGuest: "fault.guest",
	failure.FaultTooLarge: "fault.too-large", failure.FaultNotText: "fault.not-text", failure.FaultBadQuote: "fault.bad-quote",
	failure.FaultWrongType: "fault.wrong-type", failure.FaultOutside: "fault.outside",
	failure.FaultWide: "fault.wide", failure.FaultTotal: "fault.total", failure.FaultStatus: "fault.status", failure.FaultLeftOut: "fault.left-out",
	failure.FaultOldWorkbook: "fault.old-workbook", failure.FaultLockedBook: "fault.locked-book", failure.FaultBadWorkbook: "fault.bad-workbook",
	failure.FaultOtherTable: "fault.other-table", failure.FaultNoSheet: "fault.no-sheet", failure.FaultNoEncoding: "fault.no-encoding",
	failure.FaultLockBroken: "fault.lock-broken", failure.FaultNotBackup: "fault.not-a-backup", failure.FaultUnsorted: "fault.unsorted",
	failure.FaultNoPicture: "fault.no-picture", failure.FaultFloorPicture: "fault.floor-picture", failure.FaultNotAPicture: "fault.not-a-picture", failure.FaultBadPicture: "fault.bad-picture", failure.FaultManyPixels: "fault.many-pixels",
	failure.FaultTooSlow: "fault.too-slow", failure.FaultLockedPDF: "fault.locked-pdf", failure.FaultNoPage: "fault.no-page",
	failure.FaultNoShapes: "fault.no-shapes",
	failure.FaultZeros:    "fault.zeros", failure.FaultZeroTail: "fault.zero-tail", failure.FaultZeroPart: "fault.zero-part",
}

// bounded are the words for those faults if there is a bound to be told.
var bounded = map[failure.FaultCode]string{
	failure.FaultTooMany: "fault.more-than", failure.FaultTooLong: "fault.longer-than", failure.FaultUnsorted: "fault.unsorted-more",
}

var tooMany = map[string]string{
	"offices": "many.offices", "floors": "many.floors", "desks": "many.desks", "fixtures": "many.fixtures", "features": "many.features",
	"blocks": "many.blocks", "users": "many.users", "keys": "many.keys", "rows": "many.rows",
	"layers": "many.layers", "parts": "many.parts", "shapes": "many.shapes",
}

var wants = map[failure.Want]string{
	failure.WantText: "want.text", failure.WantTruth: "want.truth", failure.WantNumber: "want.number",
	failure.WantWhole: "want.whole-number", failure.WantList: "want.list", failure.WantObject: "want.object", failure.WantRecord: "want.object",
}

var gots = map[string]string{
	"text": "got.text", "number": "got.number", "true": "got.true", "false": "got.false", "null": "got.null",
	"list": "got.list", "object": "got.object",
}

// wrongType says which value must be of another type.
func wrongType(f failure.Fault) string {
	args := Args{"Key": Plain(f.Key), "Want": Say(wants[f.Want]), "Got": Say(gots[f.Got], Args{"Value": Plain(f.Value)})}
	if f.Want == failure.WantRecord {
		return Say("fault.each-must-be", args)
	}
	return Say("fault.must-be", args)
}

// Fault says what is wrong with a file, and where.
func Fault(f failure.Fault) string {
	switch {
	case f.Near.Line > 0 && f.Line == 0:
		return Say("fault.at", Args{"Where": FaultPlace(f), "Fault": FaultText(f)})
	case f.Line > 0 && strings.Count(f.Where, "/") > 1: // of an office, which is a long line
		return Say("fault.on-line", Args{"Line": int(f.Line), "Fault": Say("fault.at", Args{"Where": Plain(f.Where), "Fault": FaultText(f)})})
	case f.Line > 0:
		return Say("fault.on-line", Args{"Line": int(f.Line), "Fault": FaultText(f)})
	case f.Where != "":
		return Say("fault.at", Args{"Where": Plain(f.Where), "Fault": FaultText(f)})
	}
	return FaultText(f)
}

// FaultPlace says where a fault is: the line, or the path in the JSON. It may be
// empty.
func FaultPlace(f failure.Fault) string {
	if f.Line > 0 {
		return Say("import.line", Args{"Line": int(f.Line)})
	}
	if f.Near.Line > 0 {
		return nearPlace(f)
	}
	return Plain(f.Where)
}

// nearPlace names what is at fault in a floor plan: "Desk A1 on Erdgeschoss, line 61".
func nearPlace(f failure.Fault) string {
	n := f.Near
	args := Args{"Line": int(n.Line), "Desk": Plain(n.Desk), "Fixture": Plain(n.Fixture), "Floor": Plain(n.Floor), "Office": Plain(n.Office)}
	key := "near.line"
	switch {
	case isTwice(f):
		key = "near.line" // the fault names it
	case n.Desk != "":
		key = "near.desk"
	case n.Fixture != "":
		key = "near.fixture"
	case n.Floor != "":
		key = "near.floor"
	case n.Office != "":
		key = "near.office"
	}
	return Say(key, args)
}

// isTwice reports whether a desk of a floor plan is there twice.
func isTwice(f failure.Fault) bool {
	return f.Code == failure.FaultTwice && f.Near.Desk != "" && strings.HasSuffix(f.Where, "/id")
}

// RowFault says what is wrong with a row of a file of people.
func RowFault(err error) string {
	var row *lists.RowError
	if errors.As(err, &row) {
		return FaultText(row.Fault)
	}
	return Explain(DoingImport, err).Cause
}

// FaultText says what is wrong, without where.
func FaultText(f failure.Fault) string {
	if f.Code == failure.FaultWrongType && f.Key != "" {
		return wrongType(f)
	}
	if isTwice(f) {
		return Say("near.desk-twice", Args{"Desk": Plain(f.Near.Desk), "Floor": Plain(f.Near.Floor)})
	}
	args := Args{"Value": Plain(f.Value)}
	if f.Code == failure.FaultTooMany && tooMany[f.Value] != "" {
		args["Value"] = Say(tooMany[f.Value])
	}
	if f.Most > 0 {
		return Say(bounded[f.Code], args, Args{"Most": int(f.Most), "Bytes": Bytes(f.Most)})
	}
	switch f.Code {
	case failure.FaultCutOff, failure.FaultTooLarge, failure.FaultZeroTail, failure.FaultZeroPart:
		if n, err := strconv.ParseInt(f.Value, 10, 64); err == nil {
			args["Value"] = Bytes(n)
		}
	}
	key, known := faults[f.Code]
	if !known { // the store remembers what a newer program has found
		args["Value"] = Plain(strings.TrimSpace(string(f.Code) + " " + f.Value))
		key = "fault.other"
	}
	if f.Code == failure.FaultStatus && f.Value == "" {
		key = "fault.status-empty"
	}
	return Say(key, args)
}

// BackupFault says the first of what is wrong with a backup file, without its place
// in the file, for if there is little room.
func BackupFault(err error) string {
	var list *failure.FaultsError
	if errors.As(err, &list) && len(list.Faults) > 0 {
		return FaultText(list.Faults[0])
	}
	return BadBackup(err)[0]
}

// BadBackup says why a backup file is no good, one reason a string.
func BadBackup(err error) []string {
	var list *failure.FaultsError
	if errors.As(err, &list) {
		texts := []string{}
		for _, f := range list.Faults {
			texts = append(texts, Fault(f))
		}
		if list.More {
			texts = append(texts, Say("fault.more"))
		}
		return texts
	}
	var newer *failure.NewerFormatError
	if errors.As(err, &newer) {
		return []string{Say("fault.newer", Args{"Have": Plain(newer.Have), "Known": storage.SchemaVersion})}
	}
	if failure.KindOf(err) == failure.KindMissing {
		return []string{Say("fault.no-file")}
	}
	e := Explain(DoingRead, err)
	return []string{e.Cause}
}
