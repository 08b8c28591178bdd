package format

import (
	"seatkeeper/data"
	"seatkeeper/storage/failure"
)

// field is a key of an object and where its value goes: a pointer to what it is, or a
// function that reads it.
type field struct {
	key  string
	into any
}

// fields reads an object of which these keys are known, and reports whether there was one.
func (r *recordReader) fields(key string, want failure.Want, fields ...field) bool {
	return r.object(key, want, func(key string) bool {
		for _, f := range fields {
			if f.key == key {
				r.into(f.into, key)
				return true
			}
		}
		return false
	})
}

// into reads the value of a key into its place.
func (r *recordReader) into(place any, key string) {
	switch place := place.(type) {
	case *string:
		*place = r.label(key)
	case *data.Kind:
		*place = data.Kind(r.label(key))
	case *bool:
		*place = r.truth(key)
	case *int:
		*place = int(r.whole(key))
	case *float64:
		*place = r.number(key)
	case *data.Date:
		*place = r.date(key)
	case *data.Point:
		*place = r.point(key)
	case *data.Size:
		r.fields(key, failure.WantObject, field{"width", &place.Width}, field{"height", &place.Height})
	case func(key string):
		place(key)
	}
}

// each returns what reads a list, and calls element for each of its values as
// [recordReader.list] does.
func (r *recordReader) each(count *int, most int, element func(key string)) func(key string) {
	return func(key string) { r.list(key, count, most, func() { element(key) }) }
}

// record reads a record of which these keys are known. isRecord is false where the value
// is no object.
func (r *recordReader) record(value []byte, list string, fields ...field) (isRecord bool, err error) {
	r.lost = false
	err = r.read(value, func() { isRecord = r.fields(list, failure.WantRecord, fields...) })
	return isRecord, err
}

// user reads a person.
func (r *recordReader) user(value []byte) (u data.User, isRecord bool, err error) {
	isRecord, err = r.record(value, "users",
		field{"id", &u.ID}, field{"name", &u.Name}, field{"active", &u.Active},
		field{"email", &u.Email}, field{"team", &u.Team}, field{"needsAssistance", &u.Assistance})
	return u, isRecord, err
}

// booking reads a booking into a record, which notes what can't be judged any more.
func (r *recordReader) booking(value []byte, b *record) (isRecord bool, err error) {
	*b = record{}
	err = r.read(value, func() {
		isRecord = r.object("bookings", failure.WantRecord, func(key string) bool {
			field := b.field(key)
			if field == nil {
				return false
			}
			text, ok := r.text(key)
			if !ok {
				b.wrong = append(b.wrong, key)
			}
			*field = []byte(text)
			return true
		})
	})
	return isRecord, err
}

// field returns where the record keeps the value of that key, or nil.
func (b *record) field(key string) *[]byte {
	switch key {
	case "id":
		return &b.id
	case "office":
		return &b.office
	case "floor":
		return &b.floor
	case "deskId":
		return &b.desk
	case "date":
		return &b.date
	case "userId":
		return &b.user
	case "createdAt":
		return &b.created
	case "releasedAt":
		return &b.released
	case "guest":
		return &b.guest
	}
	return nil
}

// office reads an office. Where r.lost is true then, some of its desks may not be there.
func (r *recordReader) office(value []byte) (o data.Office, isRecord bool, err error) {
	floor := func(string) { o.Floors = append(o.Floors, r.floor()) }
	isRecord, err = r.record(value, "offices",
		field{"id", &o.ID}, field{"name", &o.Name}, field{"code", &o.Code}, field{"retired", &o.Retired},
		field{"floors", r.each(&r.floors, maxBackupFloors, floor)})
	return o, isRecord, err
}

func (r *recordReader) floor() (f data.Floor) {
	fixture := func(string) { f.Fixtures = append(f.Fixtures, r.fixture()) }
	desk := func(string) { f.Desks = append(f.Desks, r.desk()) }
	r.fields("floors", failure.WantRecord,
		field{"id", &f.ID}, field{"name", &f.Name}, field{"level", &f.Level},
		field{"layout", &f.Layout}, field{"unit", &f.Unit}, field{"retired", &f.Retired},
		field{"background", func(key string) { f.Background = r.background(key) }},
		field{"fixtures", r.each(&r.fixtures, maxBackupFixtures, fixture)},
		field{"desks", r.each(&r.desks, maxBackupDesks, desk)})
	return f
}

func (r *recordReader) fixture() (x data.Fixture) {
	corner := func(key string) { x.Outline = append(x.Outline, r.point(key)) }
	r.fields("fixtures", failure.WantRecord,
		field{"id", &x.ID}, field{"label", &x.Label}, field{"type", &x.Type}, field{"color", &x.Color},
		field{"position", &x.Position}, field{"size", &x.Size}, field{"rotation", &x.Rotation},
		field{"outline", r.each(&r.corners, maxBackupCorners, corner)})
	return x
}

func (r *recordReader) desk() (d data.Desk) {
	feature := func(key string) { d.Features = append(d.Features, r.label(key)) }
	block := func(string) { d.Blocks = append(d.Blocks, r.block()) }
	r.fields("desks", failure.WantRecord,
		field{"id", &d.ID}, field{"label", &d.Label}, field{"kind", &d.Kind}, field{"zone", &d.Zone},
		field{"position", &d.Position}, field{"size", &d.Size}, field{"rotation", &d.Rotation},
		field{"features", r.each(&r.features, maxBackupFeatures, feature)},
		field{"retired", &d.Retired},
		field{"blocks", r.each(&r.blocks, maxBackupBlocks, block)})
	return d
}

func (r *recordReader) background(key string) *data.Background {
	var b data.Background
	r.fields(key, failure.WantObject,
		field{"picture", &b.Picture}, field{"position", &b.Position}, field{"size", &b.Size})
	return &b
}

func (r *recordReader) block() (b data.Block) {
	r.fields("blocks", failure.WantRecord, field{"from", &b.From}, field{"to", &b.To}, field{"reason", &b.Reason})
	return b
}

func (r *recordReader) point(key string) (p data.Point) {
	r.fields(key, failure.WantObject, field{"x", &p.X}, field{"y", &p.Y})
	return p
}
