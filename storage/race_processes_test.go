package storage

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage/filetest"
)

// raceChild books what it is told to, line by line, until there are no more
// lines, and answers each with who has the desk, or where the person is.
func raceChild(ctx context.Context, s *Store, say func(answer, error) int) int {
	say(answer{Text: "ready"}, nil)
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var b data.Booking
		if err := json.Unmarshal(lines.Bytes(), &b); err != nil {
			panic(err)
		}
		_, err := s.Book(ctx, b)
		a := answer{Text: "won"}
		if conflict := new(data.ConflictError); errors.As(err, &conflict) {
			a.Text = fmt.Sprintf("%v: %s has %s on %v", conflict.Err, conflict.Seat.Name, conflict.Seat.Desk, conflict.Seat.Date)
		} else if err != nil {
			a.Text = err.Error()
		}
		say(a, nil)
	}
	return 0
}

func TestOfTwelveProcessesOneWins(t *testing.T) {
	filetest.NotUnderRace(t)
	const racers = 12
	rounds := filetest.OrSampled(100, 40)
	folder := t.TempDir()
	s := mustOpen(t, folder, Options{})
	var people []string
	var desks []data.DeskRef
	office := data.SampleOffice()
	for i := range racers {
		people = append(people, fmt.Sprintf("p%02d", i))
		mustAdd(t, s, data.User{ID: people[i], Name: fmt.Sprintf("Person %d", i), Active: true})
		desks = append(desks, data.DeskRef{Office: office.ID, Floor: office.Floors[0].ID, Desk: office.Floors[0].Desks[i].ID})
	}
	var tell []io.Writer
	var hear []<-chan answer
	for range racers {
		c := task{Do: "race", Data: folder, Now: noon}.command(t)
		in, err := c.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		tell, hear = append(tell, in), append(hear, startReading(t, c))
	}
	// round lets all book at once and returns what the losers said.
	round := func(booking func(i int) data.Booking) (winner int, losers []string) {
		winner = -1
		for i, to := range tell {
			line, _ := json.Marshal(booking(i))
			if _, err := to.Write(append(line, '\n')); err != nil {
				t.Fatal(err)
			}
		}
		for i, from := range hear {
			a, open := <-from
			switch {
			case !open || a.Text == "":
				t.Fatalf("racer %d ended", i)
			case a.Text != "won":
				losers = append(losers, a.Text)
			case winner >= 0:
				t.Errorf("both %d and %d have won", winner, i)
			default:
				winner = i
			}
		}
		if winner < 0 {
			t.Fatal("nobody has won:", strings.Join(losers, "\n"))
		}
		return winner, losers
	}
	for i, from := range hear {
		if a := <-from; a.Text != "ready" {
			t.Fatalf("racer %d: %+v", i, a)
		}
	}
	winners := map[int]bool{}
	for n := range rounds {
		day := monday.AddDays(2 * n)
		winner, losers := round(func(i int) data.Booking { return data.Booking{DeskRef: desks[0], Date: day, UserID: people[i]} })
		want := fmt.Sprintf("%v: Person %d has %s on %v", data.ErrDeskTaken, winner, desks[0].Desk, day)
		for _, said := range losers {
			if said != want {
				t.Errorf("round %d: %s, not %s", n, said, want)
			}
		}
		winners[winner] = true

		day = day.AddDays(1)
		winner, losers = round(func(i int) data.Booking { return data.Booking{DeskRef: desks[i], Date: day, UserID: people[0]} })
		want = fmt.Sprintf("%v: Person 0 has %s on %v", data.ErrAlreadySeated, desks[winner].Desk, day)
		for _, said := range losers {
			if said != want {
				t.Errorf("round %d: %s, not %s", n, said, want)
			}
		}
		winners[winner] = true
	}
	if len(winners) < 2 {
		t.Errorf("the same one wins always: that is no race")
	}
	t.Logf("%d of %d have won once", len(winners), racers)
	mustHold(t, s, int64(2*rounds))
}
