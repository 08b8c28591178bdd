package format

import (
	"seatkeeper/data"
	"seatkeeper/storage/failure"
)

// user reads a person. isRecord is false where the value is no object.
func (r *recordReader) user(value []byte) (u data.User, isRecord bool, err error) {
	r.lost = false
	err = r.read(value, func() {
		isRecord = r.object("users", failure.WantRecord, func(key string) bool {
			switch key {
			case "id":
				u.ID = r.label(key)
			case "name":
				u.Name = r.label(key)
			case "active":
				u.Active = r.truth(key)
			case "email":
				u.Email = r.label(key)
			case "team":
				u.Team = r.label(key)
			case "needsAssistance":
				u.Assistance = r.truth(key)
			default:
				return false
			}
			return true
		})
	})
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
	r.lost = false
	err = r.read(value, func() {
		isRecord = r.object("offices", failure.WantRecord, func(key string) bool {
			switch key {
			case "id":
				o.ID = r.label(key)
			case "name":
				o.Name = r.label(key)
			case "code":
				o.Code = r.label(key)
			case "floors":
				r.list(key, &r.floors, maxBackupFloors, func() { o.Floors = append(o.Floors, r.floor()) })
			default:
				return false
			}
			return true
		})
	})
	return o, isRecord, err
}

func (r *recordReader) floor() (f data.Floor) {
	r.object("floors", failure.WantRecord, func(key string) bool {
		switch key {
		case "id":
			f.ID = r.label(key)
		case "name":
			f.Name = r.label(key)
		case "level":
			f.Level = int(r.whole(key))
		case "layout":
			f.Layout = r.size(key)
		case "fixtures":
			r.list(key, &r.fixtures, maxBackupFixtures, func() { f.Fixtures = append(f.Fixtures, r.fixture()) })
		case "desks":
			r.list(key, &r.desks, maxBackupDesks, func() { f.Desks = append(f.Desks, r.desk()) })
		case "unit":
			f.Unit = r.label(key)
		case "background":
			f.Background = r.background(key)
		default:
			return false
		}
		return true
	})
	return f
}

func (r *recordReader) fixture() (x data.Fixture) {
	r.object("fixtures", failure.WantRecord, func(key string) bool {
		switch key {
		case "id":
			x.ID = r.label(key)
		case "label":
			x.Label = r.label(key)
		case "type":
			x.Type = r.label(key)
		case "position":
			x.Position = r.point(key)
		case "size":
			x.Size = r.size(key)
		case "rotation":
			x.Rotation = r.number(key)
		case "color":
			x.Color = r.label(key)
		case "outline":
			r.list(key, &r.corners, maxBackupCorners, func() { x.Outline = append(x.Outline, r.point("outline")) })
		default:
			return false
		}
		return true
	})
	return x
}

func (r *recordReader) desk() (d data.Desk) {
	r.object("desks", failure.WantRecord, func(key string) bool {
		switch key {
		case "id":
			d.ID = r.label(key)
		case "label":
			d.Label = r.label(key)
		case "position":
			d.Position = r.point(key)
		case "size":
			d.Size = r.size(key)
		case "rotation":
			d.Rotation = r.number(key)
		case "zone":
			d.Zone = r.label(key)
		case "features":
			r.list(key, &r.features, maxBackupFeatures, func() { d.Features = append(d.Features, r.label("features")) })
		case "retired":
			d.Retired = r.truth(key)
		case "kind":
			d.Kind = data.Kind(r.label(key))
		case "blocks":
			r.list(key, &r.blocks, maxBackupBlocks, func() { d.Blocks = append(d.Blocks, r.block()) })
		default:
			return false
		}
		return true
	})
	return d
}

func (r *recordReader) background(key string) *data.Background {
	var b data.Background
	r.object(key, failure.WantObject, func(key string) bool {
		switch key {
		case "picture":
			b.Picture = r.label(key)
		case "position":
			b.Position = r.point(key)
		case "size":
			b.Size = r.size(key)
		default:
			return false
		}
		return true
	})
	return &b
}

func (r *recordReader) block() (b data.Block) {
	r.object("blocks", failure.WantRecord, func(key string) bool {
		switch key {
		case "from":
			b.From = r.date(key)
		case "to":
			b.To = r.date(key)
		case "reason":
			b.Reason = r.label(key)
		default:
			return false
		}
		return true
	})
	return b
}

func (r *recordReader) point(key string) (p data.Point) {
	r.object(key, failure.WantObject, func(key string) bool {
		switch key {
		case "x":
			p.X = r.number(key)
		case "y":
			p.Y = r.number(key)
		default:
			return false
		}
		return true
	})
	return p
}

func (r *recordReader) size(key string) (s data.Size) {
	r.object(key, failure.WantObject, func(key string) bool {
		switch key {
		case "width":
			s.Width = r.number(key)
		case "height":
			s.Height = r.number(key)
		default:
			return false
		}
		return true
	})
	return s
}
