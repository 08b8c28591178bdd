package format

import (
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/format/values"
)

// maxHeadValue bounds a value of the outermost object that is no list, in bytes: all of
// ours are a line.
const maxHeadValue = 64 << 10

// value takes a value of the outermost object that is not a list of records. Keys it
// does not know are ignored. The error is a [*failure.NewerFormatError], or one of the JSON.
func (c *Checker) value(key string, value []byte) error {
	var read func()
	r := c.records
	switch key {
	case "schemaVersion":
		read = func() { c.report.SchemaVersion, _ = r.text(key) }
	case "app":
		read = func() { c.report.App = r.label(key) }
	case "exportedAt":
		read = func() { c.report.ExportedAt = r.instant(key) }
	case "lastUpdated":
		read = func() { c.report.LastUpdated = r.lastUpdated(key) }
	case "counts":
		read = func() { c.readCounts(key) }
	case "automatic":
		read = func() { c.readAutomatic(key) }
	case "sha256":
		read = func() { c.readChecksum(key) }
	default:
		return nil
	}
	if len(value) > maxHeadValue {
		c.add(failure.Fault{Code: failure.FaultTooLong, Value: key, Most: maxHeadValue})
		return nil
	}
	before := c.found
	if err := r.read(value, read); err != nil {
		return err
	}
	if key == "schemaVersion" && c.found == before {
		return c.version(c.report.SchemaVersion)
	}
	return nil
}

// instant reads a point in time; null is none.
func (r *recordReader) instant(key string) (t time.Time) {
	if r.isNull() {
		return t
	}
	text, ok := r.text(key)
	if !ok {
		return t
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil && r.err == nil {
		r.check.fault(failure.FaultBadTime, key+": "+text)
	}
	return t
}

// lastUpdated reads the time also in the older form, an object that holds it.
func (r *recordReader) lastUpdated(key string) (t time.Time) {
	if r.kind() != jsontext.KindBeginObject {
		return r.instant(key)
	}
	r.object(key, failure.WantObject, func(key string) bool {
		if key == "updatedAt" {
			t = r.instant(key)
		}
		return key == "updatedAt"
	})
	return t
}

func (c *Checker) readCounts(key string) {
	c.records.object(key, failure.WantObject, func(key string) bool {
		known := key == "offices" || key == "users" || key == "bookings" || key == "released"
		if known {
			before := c.found
			if n := c.records.whole(key); c.found == before {
				c.counts[key] = n
			}
		}
		return known
	})
}

func (c *Checker) readAutomatic(key string) {
	r := c.records
	c.report.Origin = OriginOther // of a newer program
	r.object(key, failure.WantObject, func(key string) bool {
		switch key {
		case "reason":
			if reason := Origin(r.label(key)); slices.Contains([]Origin{OriginChanges, OriginQuit, OriginRemoval, OriginRestore, OriginUpgrade}, reason) {
				c.report.Origin = reason
			}
		case "store":
			c.report.Store = r.label(key)
		default:
			return false
		}
		return true
	})
}

func (c *Checker) readChecksum(key string) {
	c.report.Checksummed = true
	sum, ok := c.records.text(key)
	if !ok {
		return
	}
	if c.checksum = sum; !isSHA256(sum) {
		c.fault(failure.FaultNotChecksum, sum)
	}
}

func (c *Checker) version(version string) error {
	major, _, _ := strings.Cut(version, ".")
	own, _, _ := strings.Cut(SchemaVersion, ".")
	if major == own {
		return nil
	}
	if len(major) > 0 && len(major) < 9 && strings.Trim(major, "0123456789") == "" && major != "0" {
		return &failure.NewerFormatError{Have: failure.Short(version), App: failure.Short(c.report.App)}
	}
	c.fault(failure.FaultBadValue, "schemaVersion: "+version)
	return nil
}

func isSHA256(sum string) bool {
	return len(sum) == 64 && strings.Trim(sum, values.HexDigits) == ""
}
