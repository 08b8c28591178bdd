package words

import (
	"errors"
	"strconv"
	"strings"

	"seatkeeper/storage"
)

var faults = map[storage.FaultCode]string{
	storage.FaultNotJSON: "fault.not-json", storage.FaultCutOff: "fault.cut-off", storage.FaultEmpty: "fault.empty", storage.FaultNotAFile: "fault.not-a-file",
	storage.FaultMissing: "fault.missing", storage.FaultTwice: "fault.twice", storage.FaultTooLong: "fault.too-long",
	storage.FaultTooMany: "fault.too-many", storage.FaultBadID: "fault.bad-id", storage.FaultBadValue: "fault.bad-value",
	storage.FaultBadDate: "fault.bad-date", storage.FaultBadTime: "fault.bad-time", storage.FaultUnknownUser: "fault.unknown-user",
	storage.FaultUnknownDesk: "fault.unknown-desk", storage.FaultDeskTwice: "fault.desk-twice",
	storage.FaultPersonTwice: "fault.person-twice", storage.FaultBlocked: "fault.blocked", storage.FaultOrder: "fault.order", storage.FaultCount: "fault.count",
	storage.FaultChecksum: "fault.checksum", storage.FaultNotChecksum: "fault.not-a-checksum",
	storage.FaultTrailing: "fault.trailing", storage.FaultGuestNotGuest: "fault.guest",
	storage.FaultTooLarge: "fault.too-large", storage.FaultNotText: "fault.not-text", storage.FaultBadQuote: "fault.bad-quote",
	storage.FaultWrongType: "fault.wrong-type", storage.FaultOutside: "fault.outside",
	storage.FaultWide: "fault.wide", storage.FaultTotal: "fault.total", storage.FaultStatus: "fault.status", storage.FaultLeftOut: "fault.left-out",
	storage.FaultOldWorkbook: "fault.old-workbook", storage.FaultLockedBook: "fault.locked-book", storage.FaultBadWorkbook: "fault.bad-workbook",
	storage.FaultOtherTable: "fault.other-table", storage.FaultNoSheet: "fault.no-sheet", storage.FaultNoEncoding: "fault.no-encoding",
	storage.FaultLockBroken: "fault.lock-broken", storage.FaultNotBackup: "fault.not-a-backup", storage.FaultUnsorted: "fault.unsorted",
	storage.FaultZeros: "fault.zeros", storage.FaultZeroTail: "fault.zero-tail", storage.FaultZeroPart: "fault.zero-part",
}

// bounded are the words for those faults where there is a bound to be told.
var bounded = map[storage.FaultCode]string{
	storage.FaultTooMany: "fault.more-than", storage.FaultTooLong: "fault.longer-than", storage.FaultUnsorted: "fault.unsorted-more",
}

var tooMany = map[string]string{
	"offices": "many.offices", "floors": "many.floors", "desks": "many.desks", "fixtures": "many.fixtures", "features": "many.features",
	"blocks": "many.blocks", "users": "many.users", "keys": "many.keys", "rows": "many.rows",
}

var wants = map[storage.Want]string{
	storage.WantText: "want.text", storage.WantTruth: "want.truth", storage.WantNumber: "want.number",
	storage.WantWhole: "want.whole-number", storage.WantList: "want.list", storage.WantObject: "want.object", storage.WantRecord: "want.object",
}

var gots = map[string]string{
	"text": "got.text", "number": "got.number", "true": "got.true", "false": "got.false", "null": "got.null",
	"list": "got.list", "object": "got.object",
}

// wrongType says which value must be of another type.
func wrongType(f storage.Fault) string {
	args := Args{"Key": Plain(f.Key), "Want": Say(wants[f.Want]), "Got": Say(gots[f.Got], Args{"Value": Plain(f.Value)})}
	if f.Want == storage.WantRecord {
		return Say("fault.each-must-be", args)
	}
	return Say("fault.must-be", args)
}

// Fault says what is wrong with a file, and where.
func Fault(f storage.Fault) string {
	switch {
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
func FaultPlace(f storage.Fault) string {
	if f.Line > 0 {
		return Say("import.line", Args{"Line": int(f.Line)})
	}
	return Plain(f.Where)
}

// RowFault says what is wrong with a row of a file of people.
func RowFault(err error) string {
	var row *storage.RowError
	if errors.As(err, &row) {
		return FaultText(row.Fault)
	}
	return Explain(DoingImport, err).Cause
}

// FaultText says what is wrong, without where.
func FaultText(f storage.Fault) string {
	if f.Code == storage.FaultWrongType && f.Key != "" {
		return wrongType(f)
	}
	args := Args{"Value": Plain(f.Value)}
	if f.Code == storage.FaultTooMany && tooMany[f.Value] != "" {
		args["Value"] = Say(tooMany[f.Value])
	}
	if f.Most > 0 {
		return Say(bounded[f.Code], args, Args{"Most": int(f.Most), "Bytes": Bytes(f.Most)})
	}
	switch f.Code {
	case storage.FaultCutOff, storage.FaultTooLarge, storage.FaultZeroTail, storage.FaultZeroPart:
		if n, err := strconv.ParseInt(f.Value, 10, 64); err == nil {
			args["Value"] = Bytes(n)
		}
	}
	key, known := faults[f.Code]
	if !known { // the store remembers what a newer program has found
		args["Value"] = Plain(strings.TrimSpace(string(f.Code) + " " + f.Value))
		key = "fault.other"
	}
	if f.Code == storage.FaultStatus && f.Value == "" {
		key = "fault.status-empty"
	}
	return Say(key, args)
}

// BackupFault says the first of what is wrong with a backup file, without its place
// in the file, for where there is little room.
func BackupFault(err error) string {
	var list *storage.FaultsError
	if errors.As(err, &list) && len(list.Faults) > 0 {
		return FaultText(list.Faults[0])
	}
	return BadBackup(err)[0]
}

// BadBackup says why a backup file is no good, one reason a string.
func BadBackup(err error) []string {
	var list *storage.FaultsError
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
	var newer *storage.NewerFormatError
	if errors.As(err, &newer) {
		return []string{Say("fault.newer", Args{"Have": Plain(newer.Have), "Known": storage.SchemaVersion})}
	}
	if storage.KindOf(err) == storage.KindMissing {
		return []string{Say("fault.no-file")}
	}
	e := Explain(DoingRead, err)
	return []string{e.Cause}
}
