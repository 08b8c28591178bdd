package drawings_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"seatkeeper/data"
	"seatkeeper/storage/drawings"
	"seatkeeper/storage/failure"
)

// What Inkscape, Illustrator, a browser's tool and a CAD program make of four desks and a
// meeting room on a floor of 100 by 50.
var fourDesks = map[string]string{
	"layers of Inkscape": `<svg viewBox="0 0 100 50" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape">
		<g inkscape:groupmode="layer" inkscape:label="Räume" id="layer1"><path style="fill:#dddddd" d="m 60,0 h 40 v 20 h -40 z"/>
			<text x="80" y="10"><tspan>Alder</tspan></text></g>
		<g inkscape:groupmode="layer" inkscape:label="Tische" id="layer2" transform="translate(10,5)">
			<rect style="fill:#ffffff;stroke:#000" x="0" y="0" width="10" height="5"/><text x="1" y="4">A<tspan>1</tspan></text>
			<rect style="fill:#ffffff" x="12" y="0" width="10" height="5"/><text><tspan x="13" y="4">A2</tspan></text>
			<rect style="fill:#ffffff" x="0" y="10" width="10" height="5"/><text x="1" y="14">A3</text>
			<rect style="fill:#ffffff" x="12" y="10" width="10" height="5"/><text x="13" y="14">A4</text></g></svg>`,
	"classes of Illustrator": `<svg viewBox="0 0 100 50"><defs><style>.cls-1{fill:#fff;}.cls-1,.cls-2{stroke:#000}.cls-2{fill:#ddd}</style></defs>
		<g id="Rooms_x20_1"><polygon class="cls-2" points="60 0 100 0 100 20 60 20 60 0"/><text transform="translate(80 10)">Alder</text></g>
		<g id="Desks"><rect class="cls-1" x="10" y="5" width="10" height="5"/><rect class="cls-1" x="22" y="5" width="10" height="5"/>
			<rect class="cls-1" x="10" y="15" width="10" height="5"/><rect class="cls-1" x="22" y="15" width="10" height="5"/>
			<text x="11" y="9">A1</text><text x="23" y="9">A2</text><text x="11" y="19">A3</text><text x="23" y="19">A4</text></g></svg>`,
}

func TestLayersBecomeDesksAndRooms(t *testing.T) {
	for name, content := range fourDesks {
		t.Run(name, func(t *testing.T) {
			d := read(t, content)
			f, leftOut := d.Floor("eg", "Erdgeschoss")
			if leftOut != 0 {
				t.Errorf("%d left out", leftOut)
			}
			checkFloor(t, f)
			var desks []string
			for _, d := range f.Desks {
				desks = append(desks, fmt.Sprintf("%s %.2f %.2f %.2f %.2f", d.Label, d.Position.X, d.Position.Y, d.Size.Width, d.Size.Height))
			}
			want := []string{"A1 0.10 0.10 0.10 0.10", "A2 0.22 0.10 0.10 0.10", "A3 0.10 0.30 0.10 0.10", "A4 0.22 0.30 0.10 0.10"}
			if diff := cmp.Diff(want, desks); diff != "" {
				t.Error(diff)
			}
			if len(f.Fixtures) != 1 || f.Fixtures[0].Label != "Alder" || f.Fixtures[0].Size != (data.Size{Width: 0.4, Height: 0.4}) {
				t.Errorf("rooms: %+v", f.Fixtures)
			}
		})
	}
}

func TestWithoutNamesTheMostLikeRectanglesAreDesks(t *testing.T) {
	d := read(t, `<svg width="200" height="100"><rect width="200" height="100" fill="white"/>
		<path d="M0 0H5V5H0Z M10 0h5v5h-5z M 20,0 25,0 25,5 20,5 z" fill="steelblue"/><circle r="5" fill="steelblue"/></svg>`)
	want := []drawings.Group{{Color: "#4682B4", Rectangles: 3, Role: drawings.RoleDesk}, {Color: "#FFFFFF", Rectangles: 1}}
	if diff := cmp.Diff(want, d.Groups); diff != "" {
		t.Error(diff)
	}
	f, _ := d.Floor("eg", "EG")
	if len(f.Desks) != 3 || f.Desks[2].Label != "3" {
		t.Errorf("%+v", f.Desks)
	}
	d.Groups[0].Role, d.Groups[1].Role = drawings.RoleNone, drawings.RoleRoom
	if f, _ := d.Floor("eg", "EG"); len(f.Desks) != 0 || len(f.Fixtures) != 1 {
		t.Errorf("%+v", f)
	}
}

func TestWhatIsNoDeskIsCounted(t *testing.T) {
	d := read(t, `<svg viewBox="0 0 100 100"><g id="desks" fill="red"><rect width="9" height="9"/><rect x="95" width="9" height="9"/>
		<polygon points="0,0 50,0 20,50"/></g></svg>`)
	if f, leftOut := d.Floor("eg", "EG"); len(f.Desks) != 1 || leftOut != 2 {
		t.Errorf("%d desks, %d left out", len(f.Desks), leftOut)
	}
}

// Where no text stands in a desk, it is called as it is in the file, if somebody has named it.
func TestNamesOfShapesBecomeLabels(t *testing.T) {
	for name, c := range map[string]struct{ attributes, inside, text, want string }{
		"a name of Inkscape":      {`inkscape:label="Fensterplatz"`, "", "", "Fensterplatz"},
		"a name of Illustrator":   {`id="A1_1_" data-name="A1"`, "", "", "A1"},
		"an ID":                   {`id="A1"`, "", "", "A1"},
		"an ID with a word":       {`id="desk-12"`, "", "", "desk-12"},
		"an ID with a space":      {`id="Platz_x20_3"`, "", "", "Platz 3"},
		"a title":                 {`id="rect12"`, "<title>B7</title>", "", "B7"},
		"a text is more":          {`id="A1"`, "<title>B7</title>", "C3", "C3"},
		"nobody has named it":     {`id="rect1234" inkscape:label="rect1234"`, "", "", "1"},
		"named by Figma":          {`id="Rectangle 12"`, "", "", "1"},
		"named by Illustrator":    {`id="XMLID_12_"`, "", "", "1"},
		"an ID without a number":  {`id="background"`, "", "", "1"},
		"a title of somebody's":   {`id="path7"`, "<title>path7</title>", "", "1"},
		"an ID that is too long":  {`id="aaaaaaaaaaaaaaaaaaaaaaaa1"`, "", "", "1"},
		"a group's title is none": {"", "", "", "1"},
	} {
		t.Run(name, func(t *testing.T) {
			d := read(t, `<svg viewBox="0 0 100 100" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"><title>Plan 4</title>
				<g id="desks"><title>All 12</title><rect width="20" height="9" `+c.attributes+`>`+c.inside+`</rect><text x="1" y="8">`+c.text+`</text></g></svg>`)
			if f, _ := d.Floor("eg", "EG"); len(f.Desks) != 1 || f.Desks[0].Label != c.want {
				t.Errorf("%+v", f.Desks)
			}
		})
	}
}

func TestDesksOfOneLabelAreToldApart(t *testing.T) {
	d := read(t, `<svg viewBox="0 0 100 100"><g id="desks"><rect width="9" height="9"/><text x="1" y="8">HD</text>
		<rect x="20" width="9" height="9"/><text x="21" y="8">HD</text></g></svg>`)
	f, _ := d.Floor("eg", "EG")
	if f.Desks[0].Label != "HD" || f.Desks[1].Label == "HD" || !strings.HasPrefix(f.Desks[1].Label, "HD") {
		t.Errorf("%q and %q", f.Desks[0].Label, f.Desks[1].Label)
	}
}

// What is written is read again as it was, wherever it stands and however it is turned.
func TestWrittenFloorsAreReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := data.Floor{ID: "eg", Name: "EG <1>", Layout: data.Size{Width: 30, Height: rapid.Float64Range(10, 60).Draw(t, "height")}, Fixtures: []data.Fixture{}}
		for i := range rapid.IntRange(1, 8).Draw(t, "desks") {
			f.Desks = append(f.Desks, data.Desk{
				ID: fmt.Sprintf("d%d", i+1), Label: fmt.Sprintf("B&%d", i), Features: []string{},
				Position: data.Point{X: 0.1 * float64(i), Y: rapid.Float64Range(0, 0.8).Draw(t, "y")},
				Size:     data.Size{Width: 0.05, Height: rapid.Float64Range(0.02, 0.04).Draw(t, "size")},
				Rotation: float64(rapid.IntRange(-44, 44).Draw(t, "rotation")),
			})
		}
		drawing, err := drawings.SVG(f, data.Picture{})
		if err != nil {
			t.Fatal(err)
		}
		d, err := drawings.Parse(context.Background(), drawing)
		if err != nil {
			t.Fatal(err)
		}
		got, leftOut := d.Floor("eg", f.Name)
		if leftOut != 0 || len(got.Desks) != len(f.Desks) {
			t.Fatalf("%d desks of %d, %d left out", len(got.Desks), len(f.Desks), leftOut)
		}
		for i, d := range got.Desks {
			want := f.Desks[i]
			if d.Label != want.Label || !like(d.Position.X, want.Position.X) || !like(d.Position.Y, want.Position.Y) ||
				!like(d.Size.Width, want.Size.Width) || !like(d.Size.Height, want.Size.Height) || math.Abs(d.Rotation-want.Rotation) > 0.1 {
				t.Errorf("%+v\nnot\n%+v", d, want)
			}
		}
	})
}

func like(a, b float64) bool { return math.Abs(a-b) < 1e-4 }

func TestWhatIsNoDrawingIsRefused(t *testing.T) {
	cases := map[string]struct {
		content string
		want    failure.FaultCode
	}{
		"nothing":           {"", failure.FaultEmpty},
		"a text":            {"Dear all", failure.FaultNotAPicture},
		"a web page":        {"<html><svg></svg></html>", failure.FaultNotAPicture},
		"no shapes":         {`<svg viewBox="0 0 1 1"><circle r="1"/></svg>`, failure.FaultNoShapes},
		"no size":           {`<svg><rect width="1" height="1"/></svg>`, failure.FaultBadPicture},
		"a size of nothing": {`<svg viewBox="0 0 0 1"><rect width="1" height="1"/></svg>`, failure.FaultBadPicture},
		"cut off":           {`<svg viewBox="0 0 1 1"><rect width="1`, failure.FaultBadPicture},
		"too deep":          {`<svg viewBox="0 0 1 1">` + strings.Repeat("<g>", 300), failure.FaultTooMany},
		"too much":          {`<svg viewBox="0 0 1 1">` + strings.Repeat(`<rect width="1" height="1"/>`, 30_000), failure.FaultTooMany},
		"an entity bomb":    {`<!DOCTYPE svg [<!ENTITY a "aaaaaaaa">]><svg viewBox="0 0 1 1"><text>&a;</text></svg>`, failure.FaultNoShapes},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := drawings.Read(t.Context(), file(t, c.content))
			var faults *failure.FaultsError
			if !errors.As(err, &faults) || faults.Faults[0].Code != c.want {
				t.Errorf("%v, not %s", err, c.want)
			}
		})
	}
}

func FuzzDrawing(f *testing.F) {
	for _, content := range fourDesks {
		f.Add([]byte(content))
	}
	f.Add([]byte(`<svg viewBox="0 0 9 9"><title>t</title><rect id="A1" width="1" height="1"><title>_x41_<title/></rect></svg>`))
	f.Add([]byte(`<svg viewBox="0 0 9 9"><path transform="rotate(30 5 5) scale(1e200)" d="M0,0 1e99 0zM.5.5h1v-1H0"/></svg>`))
	f.Fuzz(func(t *testing.T, content []byte) {
		d, err := drawings.Parse(t.Context(), content)
		if err != nil {
			return
		}
		for _, role := range []drawings.Role{drawings.RoleDesk, drawings.RoleRoom} {
			for i := range d.Groups {
				d.Groups[i].Role = role
			}
			f, _ := d.Floor("eg", "EG")
			checkFloor(t, f)
		}
	})
}

func checkFloor(t *testing.T, f data.Floor) {
	t.Helper()
	if err := (data.Office{ID: "o", Name: "O", Floors: []data.Floor{f}}).Check(); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, content string) *drawings.Drawing {
	t.Helper()
	d, err := drawings.Read(t.Context(), file(t, content))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func file(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "plan.svg")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAPictureShowsWhatIsOnTheFloor(t *testing.T) {
	f := data.Floor{ID: "eg", Name: "EG", Layout: data.Size{Width: 30, Height: 20}, Fixtures: []data.Fixture{
		{ID: "z", Label: "Nord", Type: data.FixtureZone, Color: "#00FF00", Position: data.Point{X: 0.5}, Size: data.Size{Width: 0.5, Height: 0.5}},
		{ID: "w", Type: data.FixtureWall, Position: data.Point{X: 0.5, Y: 0.5}, Size: data.Size{Width: 0.5, Height: 0.5},
			Outline: []data.Point{{X: 0, Y: 0}, {X: 1, Y: 0}, {X: 0, Y: 1}}},
	}, Desks: []data.Desk{{ID: "d", Label: "D1", Position: data.Point{X: 0.1, Y: 0.1}, Size: data.Size{Width: 0.2, Height: 0.1}, Rotation: 90}}}
	content, err := drawings.PNG(f, data.Picture{})
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(content))
	if err != nil || img.Bounds().Dx() != 2400 || img.Bounds().Dy() != 1600 {
		t.Fatalf("%v, %v", img.Bounds(), err)
	}
	shade := func(x, y float64) color.NRGBA {
		return color.NRGBAModel.Convert(img.At(int(x*2400), int(y*1600))).(color.NRGBA)
	}
	for _, c := range []struct {
		what string
		x, y float64
		want color.NRGBA
	}{
		{"the floor", 0.95, 0.95, color.NRGBA{255, 255, 255, 255}}, {"the zone", 0.95, 0.45, color.NRGBA{0, 255, 0, 255}},
		{"the corner of the wall that is there", 0.55, 0.55, color.NRGBA{0x8A, 0x94, 0xA1, 255}},
	} {
		if got := shade(c.x, c.y); got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
	// The desk, 480 by 160 pixels about (480, 240), stands upright.
	if edge := shade(400.0/2400, 100.0/1600); edge == (color.NRGBA{255, 255, 255, 255}) {
		t.Error("no edge of the desk where it is turned to")
	}
	dark := 0
	for x := 440; x < 520; x++ {
		for y := 220; y < 260; y++ {
			if r, _, _, _ := img.At(x, y).RGBA(); r < 0x4000 {
				dark++
			}
		}
	}
	if dark < 50 {
		t.Errorf("no label: %d dark pixels", dark)
	}
}

func TestLabelsOfRoomsAndZonesLieOnNoDesk(t *testing.T) {
	f := data.Floor{ID: "eg", Name: "EG", Layout: data.Size{Width: 30, Height: 20}, Fixtures: []data.Fixture{
		{ID: "z", Label: "Nord", Type: data.FixtureZone, Size: data.Size{Width: 0.5, Height: 0.5}},
		{ID: "y", Label: "Süd", Type: data.FixtureZone, Position: data.Point{Y: 0.5}, Size: data.Size{Width: 0.5, Height: 0.5}},
		{ID: "r", Label: "Werkstatt", Type: "room", Position: data.Point{X: 0.5}, Size: data.Size{Width: 0.4, Height: 0.4}},
		{ID: "s", Label: "Full", Type: "room", Position: data.Point{X: 0.6, Y: 0.6}, Size: data.Size{Width: 0.2, Height: 0.2}},
		{ID: "w", Label: "Wall", Type: data.FixtureWall, Position: data.Point{X: 0.9, Y: 0.9}, Size: data.Size{Width: 0.1, Height: 0.01}},
	}, Desks: []data.Desk{
		{ID: "d", Label: "D1", Position: data.Point{X: 0.6, Y: 0.15}, Size: data.Size{Width: 0.2, Height: 0.1}},
		{ID: "e", Label: "D2", Position: data.Point{X: 0.6, Y: 0.6}, Size: data.Size{Width: 0.2, Height: 0.2}},
	}}
	drawing, err := drawings.SVG(f, data.Picture{})
	if err != nil {
		t.Fatal(err)
	}
	type text struct {
		X       float64 `xml:"x,attr"`
		Y       float64 `xml:"y,attr"`
		Content string  `xml:",chardata"`
	}
	at := map[string]text{}
	fills := map[string]bool{}
	decoder := xml.NewDecoder(bytes.NewReader(drawing))
	for token, err := decoder.Token(); err == nil; token, err = decoder.Token() {
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "text":
			var one text
			if err := decoder.DecodeElement(&one, &start); err != nil {
				t.Fatal(err)
			}
			at[one.Content] = one
		case "rect":
			for _, a := range start.Attr {
				fills[a.Value] = fills[a.Value] || a.Name.Local == "fill"
			}
		}
	}
	if got := at["Werkstatt"]; got.X < 500 || got.Y > 100 {
		t.Errorf("the room whose middle is taken has its name at %v, %v", got.X, got.Y)
	}
	if at["Nord"].Y > 30 || at["Nord"].X > 40 || at["Süd"].Y > 365 || at["D2"].Content == "" {
		t.Errorf("zones and desks have their names at %+v", at)
	}
	for _, none := range []string{"Full", "Wall"} { // no place is free; nobody reads a wall
		if got, there := at[none]; there {
			t.Errorf("%q stands at %v, %v", none, got.X, got.Y)
		}
	}
	if !fills["#FFFFFF"] || len(at) != 5 {
		t.Errorf("%d texts, the colours %v", len(at), fills)
	}
}

func TestThePictureUnderAFloorIsWrittenToo(t *testing.T) {
	black := image.NewGray(image.Rect(0, 0, 40, 40))
	var file bytes.Buffer
	if err := png.Encode(&file, black); err != nil {
		t.Fatal(err)
	}
	under, err := data.NewPicture(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	f := data.Floor{ID: "eg", Name: "EG", Layout: data.Size{Width: 20, Height: 20},
		Background: &data.Background{Picture: under.ID, Size: data.Size{Width: 0.5, Height: 1}},
		Fixtures:   []data.Fixture{{ID: "r", Type: "room", Size: data.Size{Width: 0.25, Height: 1}}}}
	content, err := drawings.PNG(f, under)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	grey := func(x int) int {
		r, _, _, _ := img.At(x, 1200).RGBA()
		return int(r >> 8)
	}
	if room, picture, floor := grey(300), grey(900), grey(1800); floor != 255 || picture < 60 || picture > 100 || room < picture+40 || room > 210 {
		t.Errorf("the room is %d bright, the picture %d, the floor %d", room, picture, floor)
	}
	drawing, err := drawings.SVG(f, under)
	if err != nil || !bytes.Contains(drawing, []byte(`href="data:image/png;base64,iVBOR`)) {
		t.Errorf("no picture in the drawing, or %v", err)
	}
	if d, err := drawings.Parse(context.Background(), drawing); err != nil || d == nil {
		t.Errorf("the drawing can't be read again: %v", err)
	}
	if _, err := drawings.PNG(f, data.Picture{Type: data.PicturePNG, Bytes: []byte("no picture")}); err == nil {
		t.Error("what is no picture is written")
	}
}
