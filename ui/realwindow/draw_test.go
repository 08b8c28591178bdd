//go:build linux

package realwindow

import (
	"context"
	"image"
	"slices"
	"strconv"
	"strings"
	"testing"

	"seatkeeper/data"
)

// pencil draws on the floor of the editor, and counts the motions: clicks, drags, keys and fields that
// are filled in.
type pencil struct {
	*window
	from, step [2]float64 // of the floor's fractions, in pixels
	motions    int
}

// draws opens the editor on the first floor of the sample office.
func (w *window) draws() *pencil {
	w.t.Helper()
	w.key("ctrl+m")
	w.await("Editing 1st floor")
	w.rest()
	// Where the floor is drawn follows from two desks whose places are known.
	a, b := middle(w.named("A1")[0].Area), middle(w.named("H6")[0].Area)
	const ax, ay, bx, by = 0.03 + 0.059, 0.1 + 0.05, 0.816 + 0.059, 0.532 + 0.05
	p := &pencil{window: w}
	p.step = [2]float64{float64(b.X-a.X) / (bx - ax), float64(b.Y-a.Y) / (by - ay)}
	p.from = [2]float64{float64(a.X) - ax*p.step[0], float64(a.Y) - ay*p.step[1]}
	return p
}

// at is where a point of the floor, of 30 by 20, is on the screen.
func (p *pencil) at(x, y float64) image.Point {
	return image.Pt(int(p.from[0]+x/30*p.step[0]), int(p.from[1]+y/20*p.step[1]))
}

func (p *pencil) press(keys string) {
	p.t.Helper()
	p.motions++
	p.key(keys)
}

func (p *pencil) drag(x1, y1, x2, y2 float64) {
	p.t.Helper()
	p.motions++
	from, to := p.at(x1, y1), p.at(x2, y2)
	move := func(at image.Point) []string {
		return []string{"mousemove", strconv.Itoa(at.X), strconv.Itoa(at.Y), "sleep", "0.04"}
	}
	args := append(move(from), "mousedown", "1")
	for _, share := range []int{1, 2, 3, 4} {
		args = append(args, move(from.Add(to.Sub(from).Mul(share).Div(4)))...)
	}
	p.xdotool(append(args, "mouseup", "1")...)
}

func (p *pencil) clicks(x, y float64) {
	p.t.Helper()
	p.motions++
	p.clickAt(p.at(x, y))
}

// enter fills in the field that has the keys.
func (p *pencil) enter(text string) {
	p.t.Helper()
	p.motions++
	p.wait("a field to type into", func() bool {
		return slices.ContainsFunc(p.items(), func(i item) bool { return i.Focused && strings.Contains(i.Kind, "Field") })
	})
	p.typed(text)
	p.key("Return")
	p.rest()
}

func TestAnOfficeOfAHundredDesksIsDrawn(t *testing.T) {
	w := openOffice(t, listed, "light")
	p := w.draws()
	p.press("ctrl+a")
	p.press("Delete")
	p.press("e")
	rooms := [][2]float64{{0.5, 0.5}, {15.5, 0.5}, {0.5, 10.5}, {15.5, 10.5}}
	for i, at := range rooms {
		p.drag(at[0], at[1], at[0]+14, at[1]+9)
		p.enter([]string{"North", "East", "West", "South"}[i])
	}
	p.press("z")
	for i, at := range rooms {
		p.drag(at[0]+0.5, at[1]+1.5, at[0]+11.5, at[1]+8.7)
		p.enter([]string{"Sales", "Design", "Build", "Care"}[i])
	}
	p.press("r")
	for i, number := range []string{"5", "5", "0.2", "0.1", "2", "1.2"} {
		p.typesInto([]string{"Desks a row", "Rows", "Gap", "Aisle", "Desk width", "Desk depth"}[i], number)
	}
	for _, at := range rooms {
		p.drag(at[0]+0.7, at[1]+2, at[0]+11, at[1]+8.5)
		p.rest()
	}
	p.press("f")
	p.clicks(13.5, 4)
	p.clicks(13.5, 16)
	p.rest()
	p.picture("draw-hundred")
	p.motions += 2
	p.click("Apply…")
	p.await("Apply")
	p.click("Apply")
	p.awaitBoard()
	p.wait("the floor", func() bool { return len(p.floor().Desks) != 16 })
	p.rest()
	p.picture("draw-applied")
	f := p.floor()
	zones, labels, stairs := map[string]int{}, map[string]bool{}, 0
	for _, d := range f.Desks {
		zones[d.Zone]++
		labels[d.Label] = true
	}
	for _, x := range f.Fixtures {
		if x.Type == data.FixtureStairs {
			stairs++
		}
	}
	if len(f.Desks) != 100 || len(labels) != 100 || zones["Sales"] != 25 || zones["Care"] != 25 || stairs != 2 || len(f.Fixtures) != 10 {
		t.Errorf("%d desks with %d labels in %v, %d stairs, %d fixtures", len(f.Desks), len(labels), zones, stairs, len(f.Fixtures))
	}
	if p.motions > 60 {
		t.Errorf("it took %d motions", p.motions)
	}
}

// typesInto fills in the field below a name: a click into it, and the text.
func (p *pencil) typesInto(name, text string) {
	p.t.Helper()
	p.motions++
	p.await(name)
	area := p.named(name)[0].Area
	p.clickAt(image.Pt(area.Min.X+20, area.Max.Y+18))
	p.key("ctrl+a")
	p.enter(text)
}

// floor is the first floor as another program reads it.
func (p *pencil) floor() data.Floor {
	p.t.Helper()
	offices, err := p.other.Offices(context.Background())
	if err != nil {
		p.t.Fatal(err)
	}
	return offices[0].Floors[0]
}
