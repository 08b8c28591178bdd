package format

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/format/values"
)

// The pictures under the floors stand behind the bookings, one a line, so that what
// people look for comes first. Only one at a time is in memory.

// maxPictures bounds those of a file.
const maxPictures = maxBackupFloors

// writePictures writes the list of pictures, which follows that of the bookings, and
// returns what ends it. Without pictures there is no such list, and end ends the other one.
func (t *Text) writePictures(ctx context.Context, w *hashingWriter, end string) (string, error) {
	if len(t.snapshot.Pictures) == 0 {
		return end, nil
	}
	begin := []byte(end + "\"pictures\": [\n")
	if err := t.check.lines("list of pictures", begin); err != nil {
		return "", err
	}
	if err := t.writePiece(w, begin); err != nil {
		return "", err
	}
	var line []byte
	since := time.Now()
	for i, size := range t.snapshot.Pictures {
		p, err := t.snapshot.Picture(ctx, size.ID)
		if err != nil {
			return "", err
		}
		line = appendPicture(line[:0], p)
		if i < len(t.snapshot.Pictures)-1 {
			line = append(line, ',')
		}
		line = append(line, '\n')
		if err := t.check.lines("line of a picture", line); err != nil {
			return "", err
		}
		for part := range slices.Chunk(line, chunkSize) {
			if ctx.Err() != nil {
				return "", context.Cause(ctx)
			}
			if err := t.writePiece(w, part); err != nil {
				return "", err
			}
			t.rest(&since)
		}
	}
	return "],\n", nil
}

func appendPicture(b []byte, p data.Picture) []byte {
	b = append(b, `{"id":`...)
	b = values.AppendString(b, p.ID)
	b = append(b, `,"type":`...)
	b = values.AppendString(b, p.Type)
	b = append(b, `,"data":"`...)
	b = base64.StdEncoding.AppendEncode(b, p.Bytes)
	return append(b, `"}`...)
}

// pictureLength returns how many bytes the line of a picture has at least.
func pictureLength(size int) int64 { return int64(base64.StdEncoding.EncodedLen(size)) }

// namePictures notes which floors of an office have which picture. Names are cut as they are
// shown, since a file may give one to thousands of floors.
func (c *Checker) namePictures(o data.Office) {
	for _, f := range o.Floors {
		if f.Background != nil {
			id := textKey([]byte(f.Background.Picture))
			c.named[id] = append(c.named[id], failure.Short(cmp.Or(o.Name, o.ID))+", "+failure.Short(cmp.Or(f.Name, f.ID)))
		}
	}
}

// picture takes the value of a picture. The error is one of the JSON.
func (c *Checker) picture(value []byte) (err error) {
	if len(c.pictures) >= maxPictures {
		if !c.partPictures {
			c.tooMany("pictures", maxPictures)
		}
		c.partPictures = true
		return nil
	}
	var p data.Picture
	isRecord, known := false, false
	var id key
	good := c.inOne(func() {
		before := c.found
		if p, isRecord, err = c.records.picture(value); err != nil || !isRecord {
			return
		}
		id = textKey([]byte(p.ID))
		if _, known = c.pictures[id]; known {
			c.fault(failure.FaultTwice, p.ID)
		} else if c.found == before && p.Check() != nil {
			c.badPicture(id, p.ID)
		}
	})
	if err != nil {
		return err
	}
	c.partPictures = c.partPictures || !isRecord || c.records.lost
	if isRecord && !known {
		c.pictures[id] = good
	}
	switch {
	case good && c.restores():
		c.to.Sink.Picture(p)
	case !good && c.LeavesOut() && isRecord && !known && p.ID != "":
		c.spoilt[id] = slices.Clone(c.ofRecord) // until it is known which floors go without it
		c.ofRecord = c.ofRecord[:0]
	case !good && c.LeavesOut():
		c.leaveOut(LeftOut{IsPicture: true, ID: p.ID, Day: noDay})
	}
	return nil
}

// badPicture collects that a picture is damaged, by the floor that has it where that is known.
func (c *Checker) badPicture(id key, name string) {
	if floors := c.named[id]; len(floors) > 0 {
		c.fault(failure.FaultFloorPicture, floors[0])
		return
	}
	c.fault(failure.FaultBadPicture, name)
}

// finishPictures looks whether all pictures are there that floors have. Where records with
// faults are left out, it tells the floors that go without theirs.
func (c *Checker) finishPictures() {
	if c.partPictures && !c.LeavesOut() {
		return
	}
	type missing struct {
		floor  string
		faults []failure.Fault // of the picture, where it is there
	}
	var all []missing
	for id, floors := range c.named {
		if !c.pictures[id] && (c.LeavesOut() || !c.has(id)) {
			for _, floor := range floors {
				all = append(all, missing{floor, c.spoilt[id]})
			}
			delete(c.spoilt, id)
		}
	}
	slices.SortFunc(all, func(a, b missing) int { return strings.Compare(a.floor, b.floor) })
	for _, m := range all {
		if m.faults == nil {
			c.inOne(func() { c.fault(failure.FaultNoPicture, m.floor) })
		}
		if c.LeavesOut() {
			c.ofRecord = append(c.ofRecord, m.faults...)
			c.leaveOut(LeftOut{IsPicture: true, ID: m.floor, Day: noDay})
		}
	}
	inOrder := func(a, b []failure.Fault) int {
		return cmp.Or(cmp.Compare(a[0].Line, b[0].Line), strings.Compare(a[0].Where, b[0].Where))
	}
	for _, faults := range slices.SortedFunc(maps.Values(c.spoilt), inOrder) {
		c.ofRecord = append(c.ofRecord, faults...)
		c.leaveOut(LeftOut{IsPicture: true, Day: noDay}) // which no floor has
	}
}

// has reports whether a picture is in the file, good or not.
func (c *Checker) has(id key) bool {
	_, has := c.pictures[id]
	return has
}

// picture reads a picture. isRecord is false where the value is no object.
func (r *recordReader) picture(value []byte) (p data.Picture, isRecord bool, err error) {
	isRecord, err = r.record(value, "pictures", field{"id", &p.ID}, field{"type", &p.Type},
		field{"data", func(key string) { p.Bytes = r.base64(key, data.MaxPictureBytes) }})
	return p, isRecord, err
}

// base64 reads a text that stands for at most so many bytes. A longer one is a fault
// before anything is made of it.
func (r *recordReader) base64(key string, most int) []byte {
	if r.kind() != jsontext.KindString {
		r.wrong(key, failure.WantText)
		return nil
	}
	value := r.value()
	if r.err != nil {
		return nil
	}
	text := value[1 : len(value)-1]
	if bytes.IndexByte(text, '\\') >= 0 { // some programs write \/
		text, _ = jsontext.AppendUnquote(nil, value)
	}
	var content []byte
	isTooLong := len(text) > base64.StdEncoding.EncodedLen(most)
	if !isTooLong {
		content = make([]byte, base64.StdEncoding.DecodedLen(len(text)))
		n, err := base64.StdEncoding.Decode(content, text)
		if err != nil {
			return nil // as good as damaged
		}
		content, isTooLong = content[:n], n > most
	}
	if isTooLong {
		r.check.add(failure.Fault{Code: failure.FaultTooLong, Value: key, Most: int64(most)})
	}
	return content
}
