package storage

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
)

// The tests that need a second process run this test program once more: with
// childVariable in its environment it does what the variable says and ends.
const childVariable = "SEATKEEPER_TEST_CHILD"

func TestMain(m *testing.M) {
	if task := os.Getenv(childVariable); task != "" {
		os.Exit(childMain(task))
	}
	os.Exit(m.Run())
}

// task is what a child process is asked to do.
type task struct {
	Do     string    // see childMain
	Data   string    // the data folder
	Folder string    // where exports go; empty for the usual one
	Now    time.Time // the clock stands still there; zero for the real one
	Times  int
	From   int // the number of the first guest
	User   string
	Known  string // what the temporary files are known as; see knownTemp
}

// answer is one line that a child process prints.
type answer struct {
	Backup Backup
	Kind   failure.Kind
	Err    string
	Left   string
	Text   string
}

// run starts the test program as a child with that task. wrap, such as
// "setpriv", "--reuid", "65534", goes before its command line.
func (todo task) command(t testing.TB, wrap ...string) *exec.Cmd {
	t.Helper()
	own, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.Open(own)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { program.Close() })
	text, err := json.Marshal(todo)
	if err != nil {
		t.Fatal(err)
	}
	// By its open handle, as another user may not enter the folder it lies in.
	line := append(wrap, "/proc/self/fd/3")
	if _, err := os.Stat(line[len(line)-1]); len(wrap) == 0 || err != nil {
		line[len(line)-1] = own
	}
	c := exec.Command(line[0], line[1:]...)
	if runtime.GOOS != "windows" { // which hands on no files so
		c.ExtraFiles = []*os.File{program}
	}
	c.Env = append(os.Environ(), childVariable+"="+string(text))
	return c
}

// run runs the task to its end and returns its last answer.
func (todo task) run(t testing.TB, wrap ...string) answer {
	t.Helper()
	all := todo.runAll(t, wrap...)
	return all[len(all)-1]
}

func (todo task) runAll(t testing.TB, wrap ...string) (all []answer) {
	t.Helper()
	c := todo.command(t, wrap...)
	var problems strings.Builder
	c.Stderr = &problems
	out, err := c.Output()
	for line := range strings.Lines(string(out)) {
		var a answer
		if json.Unmarshal([]byte(line), &a) == nil {
			all = append(all, a)
		}
	}
	if len(all) == 0 {
		t.Fatalf("the child says nothing: %v\n%s\n%s", err, out, problems.String())
	}
	return all
}

// start starts the task and returns its first answer, and what ends its wait.
func (todo task) start(t testing.TB) (a answer, c *exec.Cmd, letGo func()) {
	t.Helper()
	c = todo.command(t)
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the child says nothing: %v", err)
	}
	if err := json.Unmarshal([]byte(line), &a); err != nil {
		t.Fatal(err)
	}
	return a, c, func() { in.Close() }
}

// The week that most tests are about.
var (
	cet    = time.FixedZone("CET", 60*60)
	noon   = time.Date(2026, 11, 23, 10, 11, 12, 345e6, cet)
	monday = data.NewDate(2026, 11, 23)

	deskA1 = data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: "A1"}
	deskA2 = data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: "A2"}
	deskC1 = data.DeskRef{Office: "harbour-house", Floor: "floor-2", Desk: "C1"}
)

func at(moment time.Time) func() time.Time { return func() time.Time { return moment } }

// ticking is a clock that is a second later whenever somebody looks.
func ticking() func() time.Time {
	now := noon
	return func() time.Time {
		now = now.Add(time.Second)
		return now
	}
}

// useFiles has an open store write by other means.
func useFiles(s *Store, files atomicfile.Files) { s.files, s.backups.Files = files, files }

func mustOpen(t testing.TB, folder string, o Options) *Store {
	t.Helper()
	if o.App == "" {
		o.App = "Seatkeeper 0.1.0"
	}
	if o.Now == nil {
		o.Now = at(noon)
	}
	if o.Offices == nil {
		o.Offices = []data.Office{data.SampleOffice()}
	}
	s, err := Open(t.Context(), folder, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil && !errors.Is(err, engine.ErrClosed) {
			t.Error(err)
		}
	})
	return s
}

// mustOpenSample opens a new store in which Alice, Bob and two guests have desks
// on the Monday and Alice has one on the Tuesday.
func mustOpenSample(t testing.TB, folder string, o Options) *Store {
	t.Helper()
	s := mustOpen(t, folder, o)
	mustAdd(t, s, data.User{ID: "u1", Name: "Alice", Active: true}, data.User{ID: "u2", Name: "Bob \"B\" Łukasz", Active: true})
	mustBook(t, s, data.Booking{ID: filetest.UUIDOf(1), DeskRef: deskA1, Date: monday, UserID: "u1"})
	mustBook(t, s, data.Booking{ID: filetest.UUIDOf(2), DeskRef: deskA2, Date: monday, UserID: "u2"})
	mustBook(t, s, data.Booking{ID: filetest.UUIDOf(3), DeskRef: deskC1, Date: monday, UserID: data.VisitorID, Guest: "Zoë 🙂"})
	mustBook(t, s, data.Booking{ID: filetest.UUIDOf(4), DeskRef: deskA1, Date: monday.AddDays(1), UserID: "u1"})
	return s
}

func mustAdd(t testing.TB, s *Store, users ...data.User) {
	t.Helper()
	for _, u := range users {
		if _, err := s.AddUser(t.Context(), u); err != nil {
			t.Fatal(err)
		}
	}
}

func mustBook(t testing.TB, s *Store, b data.Booking) data.Booking {
	t.Helper()
	b, err := s.Book(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func mustExport(t testing.TB, s *Store, o ExportOptions) Backup {
	t.Helper()
	b, err := ExportBackup(t.Context(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func mustVerify(t testing.TB, path string) format.Report {
	t.Helper()
	r, err := format.VerifyBackup(t.Context(), path, backupfile.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// sameFiles fails where the folder holds anything else than it did.
func sameFiles(t testing.TB, folder string, before map[string]string) {
	t.Helper()
	if diff := cmp.Diff(before, filetest.FilesIn(t, folder)); diff != "" {
		t.Errorf("%s has changed:\n%s", folder, diff)
	}
}

// mustHold fails unless the live store is whole and a new export of it works.
func mustHold(t testing.TB, s *Store, bookings int64) {
	t.Helper()
	status, err := s.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if status.Counts.Bookings != bookings {
		t.Errorf("the store holds %d bookings, not %d", status.Counts.Bookings, bookings)
	}
	if r := mustVerify(t, mustExport(t, s, ExportOptions{}).Path); r.Bookings != bookings {
		t.Errorf("the next backup holds %d bookings, not %d", r.Bookings, bookings)
	}
}

// smallBackup is of an office with a handful of bookings.
const smallBackup = "testdata/tiny.json"
