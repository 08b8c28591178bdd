package format

import (
	"bytes"
	"context"
	"encoding/base64"
	"maps"
	"slices"
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

// namePictures notes the pictures that the floors of an office have.
func (c *Checker) namePictures(o data.Office) {
	for _, f := range o.Floors {
		if f.Background == nil {
			continue
		}
		id := textKey([]byte(f.Background.Picture))
		if _, known := c.named[id]; !known {
			c.named[id] = o.ID + "/" + f.ID
		}
	}
}

// picture takes the value of a picture. The error is one of the JSON.
func (c *Checker) picture(value []byte) error {
	if len(c.pictures) >= maxPictures {
		if !c.partPictures {
			c.tooMany("pictures", maxPictures)
		}
		c.partPictures = true
		return nil
	}
	before := c.found
	p, isRecord, err := c.records.picture(value)
	if err != nil {
		return err
	}
	c.partPictures = c.partPictures || !isRecord || c.records.lost
	if !isRecord {
		return nil
	}
	id := textKey([]byte(p.ID))
	if c.pictures[id] {
		c.fault(failure.FaultTwice, p.ID)
	}
	c.pictures[id] = true // also with a fault, or its floor would be another one
	if c.found == before && p.Check() != nil {
		c.fault(failure.FaultBadPicture, p.ID)
	}
	if c.found == before && c.restores() {
		c.to.Sink.Picture(p)
	}
	return nil
}

// finishPictures looks whether all pictures are there that floors have.
func (c *Checker) finishPictures() {
	if c.partPictures {
		return
	}
	maps.DeleteFunc(c.named, func(id key, _ string) bool { return c.pictures[id] })
	for _, floor := range slices.Sorted(maps.Values(c.named)) {
		c.fault(failure.FaultNoPicture, floor)
	}
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
			r.check.fault(failure.FaultBadPicture, err.Error())
		}
		content, isTooLong = content[:n], n > most
	}
	if isTooLong {
		r.check.add(failure.Fault{Code: failure.FaultTooLong, Value: key, Most: int64(most)})
	}
	return content
}
