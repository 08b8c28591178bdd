package data

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"
)

//go:embed sample-office.json
var sampleOffice []byte

// SampleOfficeID is the ID of [SampleOffice].
const SampleOfficeID = "harbour-house"

// SampleOffice returns the office that ships with the program: Harbour House
// with two floors.
func SampleOffice() Office {
	var file struct {
		Offices []Office `json:"offices"`
	}
	if err := json.Unmarshal(sampleOffice, &file); err != nil || len(file.Offices) != 1 {
		panic(fmt.Sprintf("the sample office in the program is damaged: %v", err))
	}
	return file.Offices[0]
}

// SampleSize says how much sample data to make.
type SampleSize struct {
	People int  // how many people, of whom one in 25 has left
	Days   int  // how many working days, the last of them Until or just before
	Full   bool // nobody has left: People bookings on every day
	Until  Date // usually today
}

// SampleSet is made-up data to try things on.
type SampleSet struct {
	Offices []Office // those given, with floors added where desks were missing
	Users   []User
	Count   int // how many bookings there will be

	size  SampleSize
	desks []DeskRef
}

// Sample makes people and bookings for the given offices, of which there must
// be at least one. Every active person has a desk on each of the days. The same
// offices and size give the same data.
func Sample(offices []Office, size SampleSize) SampleSet {
	set := SampleSet{size: size, Users: make([]User, size.People)}
	active := 0
	for i := range set.Users {
		set.Users[i] = SamplePerson(i)
		set.Users[i].Active = size.Full || i%25 != 24
		if set.Users[i].Active {
			active++
		}
	}
	set.Count = active * len(lastWorkdays(size.Until, size.Days))
	set.Offices = append([]Office(nil), offices...)
	for _, o := range set.Offices {
		for _, f := range o.Floors {
			for _, d := range f.Desks {
				if !d.Retired {
					set.desks = append(set.desks, DeskRef{o.ID, f.ID, d.ID})
				}
			}
		}
	}
	first := &set.Offices[0]
	first.Floors = append([]Floor(nil), first.Floors...)
	for len(set.desks) < active {
		f := sampleFloor(len(first.Floors) + 1)
		for taken(first.Floors, f.ID) {
			f.ID += "x"
		}
		first.Floors = append(first.Floors, f)
		for _, d := range f.Desks {
			set.desks = append(set.desks, DeskRef{first.ID, f.ID, d.ID})
		}
	}
	return set
}

// Bookings yields the bookings, day after day from the first.
func (s SampleSet) Bookings() iter.Seq[Booking] {
	return func(yield func(Booking) bool) {
		random := rand.New(rand.NewPCG(uint64(s.size.People), uint64(s.size.Days)))
		seats := make([]int, 0, len(s.desks)) // position: person; value: desk
		for i := range s.desks {
			seats = append(seats, i)
		}
		for _, day := range lastWorkdays(s.size.Until, s.size.Days) {
			// Most people keep their desk; about one in seven swaps.
			for range len(seats)/14 + 1 {
				a, b := random.IntN(len(seats)), random.IntN(len(seats))
				seats[a], seats[b] = seats[b], seats[a]
			}
			person := 0
			for _, u := range s.Users {
				if !u.Active {
					continue
				}
				made := day.AddDays(-1 - random.IntN(9)).utc().
					Add(7*time.Hour + time.Duration(random.IntN(10*60*60*1000))*time.Millisecond)
				b := Booking{ID: sampleUUID(random), DeskRef: s.desks[seats[person]], Date: day, UserID: u.ID, CreatedAt: made}
				if !yield(b) {
					return
				}
				person++
			}
		}
	}
}

func lastWorkdays(until Date, n int) []Date {
	days := make([]Date, n)
	for day := until; n > 0 && day >= MinDate; day-- {
		if day.IsWorkday() {
			n--
			days[n] = day
		}
	}
	return days[n:]
}

func sampleUUID(random *rand.Rand) string {
	var u uuid.UUID
	a, b := random.Uint64(), random.Uint64()
	for i := range 8 {
		u[i], u[8+i] = byte(a>>(8*i)), byte(b>>(8*i))
	}
	u[6] = u[6]&0x0f | 0x40 // version 4, RFC 9562
	u[8] = u[8]&0x3f | 0x80
	return u.String()
}

// SamplePerson returns the person of that place, from 0 on, as [Sample] makes them up.
func SamplePerson(i int) User {
	return User{ID: fmt.Sprintf("u%05d", i+1), Name: sampleName(i), Active: true}
}

// sampleFloor draws a floor of 100 desks in ten blocks of ten.
func sampleFloor(level int) Floor {
	f := Floor{
		ID: fmt.Sprintf("floor-%d", level), Name: fmt.Sprintf("Floor %d", level), Level: level,
		Layout:   Size{Width: 30, Height: 20},
		Fixtures: []Fixture{},
	}
	const width, height = 0.085, 0.07
	for i := range 100 {
		block, seat := i/10, i%10
		left, top := 0.03+float64(block%2)*0.49, 0.05+float64(block/2)*0.19
		id := fmt.Sprintf("%d-%02d", level, i)
		f.Desks = append(f.Desks, Desk{
			ID: id, Label: id, Zone: fmt.Sprintf("Block %c", 'A'+block),
			Position: Point{X: round4(left + float64(seat%5)*(width+0.004)), Y: round4(top + float64(seat/5)*(height+0.006))},
			Size:     Size{Width: width, Height: height},
			Features: []string{},
		})
	}
	return f
}

func round4(v float64) float64 { return float64(int(v*10000+0.5)) / 10000 }

func taken(floors []Floor, id string) bool {
	for _, f := range floors {
		if f.ID == id {
			return true
		}
	}
	return false
}

// sampleName returns the i-th made-up name. The counts of given and family names
// have no common factor with the step, so the first 60*61 pairs all differ.
func sampleName(i int) string {
	family := sampleFamily[(7*i+i/len(sampleGiven))%len(sampleFamily)]
	name := sampleGiven[i%len(sampleGiven)] + " " + family
	if round := i / (len(sampleGiven) * len(sampleFamily)); round > 0 {
		name = fmt.Sprintf("%s %d", name, round+1)
	}
	return name
}

var sampleGiven = [60]string{
	"Amara", "Marco", "Ines", "Karin", "Taro", "Rana", "Elena", "Jan", "Zoë", "Søren",
	"Łucja", "Émile", "Noor", "Priya", "Diego", "Aoife", "Björn", "Chiara", "Dmitri", "Esra",
	"Farah", "Gael", "Hana", "Igor", "Jasmin", "Kofi", "Lena", "Mateo", "Nadia", "Oskar",
	"Paula", "Quentin", "Rosa", "Samir", "Tess", "Umar", "Vera", "Wiktor", "Ximena", "Yusuf",
	"Zeynep", "Anton", "Bianca", "Cyril", "Daria", "Emre", "Freya", "Goran", "Helga", "Ivo",
	"Joana", "Kasper", "Leila", "Milan", "Nuno", "Odile", "Pavel", "Rhys", "Sanna", "Tomás",
}

var sampleFamily = [61]string{
	"Okafor", "Duarte", "Lindgren", "Lindqvist", "Nakamura", "Haddad", "Rossi", "Novak", "Wells", "Østergaard",
	"Müller", "O’Brien", "García", "Kowalska", "Petrov", "Yılmaz", "Nguyen", "Silva", "Costa", "Hansen",
	"Virtanen", "Horváth", "Papadopoulou", "Ferreira", "Moreau", "Dubois", "Schmidt", "Weber", "Fischer", "Bauer",
	"Jensen", "Nilsson", "Berg", "Haugen", "Korhonen", "Kaya", "Demir", "Rahman", "Khan", "Patel",
	"Singh", "Mehta", "Tanaka", "Sato", "Kim", "Park", "Chen", "Zhang", "Ivanova", "Popescu",
	"Kovač", "Horvat", "Byrne", "Murphy", "Evans", "Campbell", "Fraser", "Adeyemi", "Mensah", "Diallo", "Santos",
}
