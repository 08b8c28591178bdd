package format

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage/engine/enginetest"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// pictured is a sound backup whose floor has that picture, and the list of pictures.
func pictured(id string, pictures ...string) string {
	text := strings.Replace(filetest.Sound, `"id":"f1",`, `"id":"f1","background":{"picture":"`+id+`","position":{"x":-1,"y":0},"size":{"width":2,"height":1}},`, 1)
	list := "\"pictures\": [\n" + strings.Join(pictures, ",\n") + "\n],\n"
	if len(pictures) == 0 {
		list = ""
	}
	return strings.Replace(text, "\"sha256\"", list+"\"sha256\"", 1)
}

func pictureLine(id, kind string, content []byte) string {
	return fmt.Sprintf(`{"id":%q,"type":%q,"data":%q}`, id, kind, base64.StdEncoding.EncodeToString(content))
}

func TestAPictureThatIsMissingOrDamagedIsAFault(t *testing.T) {
	p, other := enginetest.Picture(1, 4), enginetest.Picture(2, 4)
	good := string(appendPicture(nil, p))
	large, pixels := make([]byte, data.MaxPictureBytes+1), enginetest.Picture(3, 1).Bytes
	copy(large, p.Bytes)
	pixels[18], pixels[19] = 0x0f, 0xa1 // the width of a PNG stands there: 4,001
	for name, test := range map[string]struct {
		pictures []string
		want     failure.FaultCode // empty: it is good
	}{
		"good":                {[]string{good}, ""},
		"with escapes":        {[]string{strings.ReplaceAll(good, "/", `\/`)}, ""},
		"more than are used":  {[]string{string(appendPicture(nil, other)), good}, ""},
		"missing":             {nil, failure.FaultNoPicture},
		"another":             {[]string{string(appendPicture(nil, other))}, failure.FaultNoPicture},
		"twice":               {[]string{good, good}, failure.FaultTwice},
		"not what its ID is":  {[]string{pictureLine(p.ID, p.Type, other.Bytes)}, failure.FaultFloorPicture},
		"cut":                 {[]string{pictureLine(p.ID, p.Type, p.Bytes[:len(p.Bytes)-3])}, failure.FaultFloorPicture},
		"half a group":        {[]string{strings.Replace(good, `"}`, `A"}`, 1)}, failure.FaultFloorPicture},
		"not base64":          {[]string{strings.Replace(good, `"data":"`, `"data":"*`, 1)}, failure.FaultFloorPicture},
		"of another type":     {[]string{pictureLine(p.ID, data.PictureJPEG, p.Bytes)}, failure.FaultFloorPicture},
		"of no type":          {[]string{pictureLine(p.ID, "image/gif", p.Bytes)}, failure.FaultFloorPicture},
		"no picture":          {[]string{pictureLine(data.PictureID([]byte("x")), p.Type, []byte("x")), good}, failure.FaultBadPicture},
		"too many bytes":      {[]string{pictureLine(data.PictureID(large), p.Type, large), good}, failure.FaultTooLong},
		"too many pixels":     {[]string{pictureLine(data.PictureID(pixels), p.Type, pixels), good}, failure.FaultBadPicture},
		"a number":            {[]string{`7`, good}, failure.FaultWrongType},
		"data that is a list": {[]string{`{"id":"` + p.ID + `","type":"image/png","data":[]}`}, failure.FaultWrongType},
	} {
		report, lines, any, whole := readBoth(t, filetest.Summed(pictured(p.ID, test.pictures...)))
		for how, err := range map[string]error{"by line": lines, "as JSON": any, "as a file": whole} {
			var faults *failure.FaultsError
			switch {
			case test.want == "" && err == nil && report.Checksummed:
			case errors.As(err, &faults) && faults.Faults[0].Code == test.want:
				if len(faults.Faults) > 1 || !faults.OnlyRecords {
					t.Errorf("%s, %s: %v", name, how, err)
				}
			default:
				t.Errorf("%s, %s: %v", name, how, err)
			}
		}
	}
}

func TestAFloorWithABackgroundThatCantBeIsAFault(t *testing.T) {
	p := enginetest.Picture(1, 4)
	good := pictured(p.ID, string(appendPicture(nil, p)))
	for name, change := range map[string][2]string{
		"a picture of no ID": {`"picture":"` + p.ID, `"picture":"` + strings.ToUpper(p.ID)},
		"far away":           {`"x":-1`, `"x":-101`},
		"of no size":         {`"width":2,"height":1`, `"width":0,"height":1`},
	} {
		if _, _, _, whole := readBoth(t, filetest.Summed(good)); whole != nil {
			t.Fatal(whole)
		}
		changed := strings.Replace(good, change[0], change[1], 1)
		if changed == good {
			t.Fatal(name)
		}
		if _, lines, any, _ := readBoth(t, filetest.Summed(changed)); lines == nil || errors.Is(lines, ErrNotLines) || any == nil {
			t.Errorf("%s: %v, %v", name, lines, any)
		}
	}
}
