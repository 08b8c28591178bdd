package written

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/drawings"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/lists"
)

// Writer writes files into the folders that people name, or into that of a store.
type Writer struct {
	Files     atomicfile.Files
	Now       func() time.Time
	Folder    string       // of the store, for files that get no other
	Displaced func() error // says whether another store has that folder by now
}

// temps is the pattern of the temporary names of the files that get a dated name.
var temps = regexp.MustCompile(`^\.(people-\d{8}-\d{6}\.csv|floor(-plan)?-\d{8}-\d{6}\.(json|svg|png))\d{1,20}$`)

// publish writes content into a new file of the folder, by the sequence by
// which a backup is written: to a temporary name, brought to the disk, read back
// and compared, then given the first free of the names; no file is ever replaced.
// An empty folder means the store's. As with a backup, the path comes with
// ErrNotConfirmed.
func (w Writer) publish(ctx context.Context, folder string, temps *regexp.Regexp, name func(attempt int) string, content []byte) (string, error) {
	own := folder == ""
	if own {
		if err := w.Displaced(); err != nil {
			return "", err // another store may have the folder by now
		}
		folder = w.Folder
	}
	folder, err := filepath.Abs(folder)
	if err != nil {
		return "", &failure.Error{Op: failure.OpMakeFolder, Path: folder, Err: err}
	}
	p := &atomicfile.Publication{
		Files: w.Files, Folder: folder, Makes: own, Temps: temps, Name: name, Need: int64(len(content)),
		Write: func(temp io.Writer) error {
			_, err := temp.Write(content)
			return err
		},
		Check: func(_ context.Context, file io.Reader) error {
			back, err := io.ReadAll(io.LimitReader(file, int64(len(content))+1))
			if err == nil && !bytes.Equal(back, content) {
				err = fmt.Errorf("%w: %d bytes of %d", failure.ErrBadWrite, len(back), len(content))
			}
			return err
		},
	}
	return p.Run(ctx)
}

// dated returns the names of a file that is written now: prefix-YYYYMMDD-HHMMSS
// and the ending, by the local time, a second later with each attempt.
func (w Writer) dated(prefix, ending string) func(attempt int) string {
	now := w.Now()
	return func(attempt int) string {
		return prefix + now.Add(time.Duration(attempt)*time.Second).Format("-"+backupfile.NameFormat) + ending
	}
}

// People writes the people's names, e-mail addresses and teams, and whether they are active, into a new
// file people-YYYYMMDD-HHMMSS.csv of the folder, named after the local time, and
// returns its path. An empty folder means the store's. The file is as
// docs/people-csv.md describes it, and [lists.ReadPeople] reads it back.
//
// The file is complete or not there, and no file is ever replaced. The error is
// an [*failure.Error]; the path comes with ErrNotConfirmed alone.
func (w Writer) People(ctx context.Context, folder string, people []data.User) (string, error) {
	return w.publish(ctx, folder, temps, w.dated("people", ".csv"), lists.PeopleCSV(people))
}

// PeopleTo does the same under the name of path; where that is a folder, it is
// People. Where there is a file of that name the error is fs.ErrExist.
func (w Writer) PeopleTo(ctx context.Context, path string, people []data.User) (string, error) {
	return w.to(ctx, path, lists.PeopleCSV(people), func(folder string) (string, error) { return w.People(ctx, folder, people) })
}

// OfficesTo is PeopleTo for floor plans.
func (w Writer) OfficesTo(ctx context.Context, path string, offices []data.Office) (string, error) {
	content, err := lists.OfficesJSON(offices)
	if err != nil {
		return "", &failure.Error{Op: failure.OpWrite, Path: path, Err: err}
	}
	return w.to(ctx, path, content, func(folder string) (string, error) { return w.Offices(ctx, folder, offices) })
}

// to writes a new file under the name of path; where that is a folder, into does it.
func (w Writer) to(ctx context.Context, path string, content []byte, into func(folder string) (string, error)) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", &failure.Error{Op: failure.OpWrite, Path: path, Err: err}
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return into(path)
	}
	if _, err := os.Lstat(path); err == nil {
		return "", &failure.Error{Op: failure.OpWrite, Path: path, Err: fs.ErrExist}
	}
	folder, name := filepath.Split(path)
	temps, err := regexp.Compile(`^\.` + regexp.QuoteMeta(name) + `\d{1,20}$`)
	if err != nil {
		return "", &failure.Error{Op: failure.OpWrite, Path: path, Err: err} // no text
	}
	names := func(attempt int) string {
		if attempt == 0 {
			return name
		}
		ending := filepath.Ext(name) // somebody has taken the name just now
		return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ending), attempt+1, ending)
	}
	return w.publish(ctx, folder, temps, names, content)
}

// Offices writes the offices into a new file floor-plan-YYYYMMDD-HHMMSS.json
// of the folder, named after the local time, and returns its path. An empty folder
// means the store's. Blocks of desks are left out; but for them [lists.ReadOffices]
// reads the same offices back.
//
// The file is complete or not there, and no file is ever replaced. The error is
// a [*data.RuleError] for an office that can't be, or an [*failure.Error]; the path comes
// with ErrNotConfirmed alone.
func (w Writer) Offices(ctx context.Context, folder string, offices []data.Office) (string, error) {
	content, err := lists.OfficesJSON(offices)
	if err != nil {
		return "", err
	}
	return w.publish(ctx, folder, temps, w.dated("floor-plan", ".json"), content)
}

// Floor writes a floor as a drawing, floor-YYYYMMDD-HHMMSS.svg, and as a picture,
// floor-YYYYMMDD-HHMMSS.png, into the folder, and returns the picture's path. Under it lies
// a picture, unless that is empty. Errors are those of Offices.
func (w Writer) Floor(ctx context.Context, folder string, f data.Floor, under data.Picture) (string, error) {
	drawing, err := drawings.SVG(f, under)
	var picture []byte
	if err == nil {
		picture, err = drawings.PNG(f, under)
	}
	if err != nil {
		return "", &failure.Error{Op: failure.OpWrite, Path: folder, Err: err}
	}
	if path, err := w.publish(ctx, folder, temps, w.dated("floor", ".svg"), drawing); err != nil {
		return path, err
	}
	return w.publish(ctx, folder, temps, w.dated("floor", ".png"), picture)
}
