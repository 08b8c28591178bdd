package storage

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	zombiezen "zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

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
}

// answer is one line that a child process prints.
type answer struct {
	Backup Backup
	Kind   failure.Kind
	Err    string
	Left   string
	Text   string
}

func childMain(text string) int {
	var todo task
	if err := json.Unmarshal([]byte(text), &todo); err != nil {
		panic(err)
	}
	ctx := context.Background()
	say := func(a answer, err error) int {
		if err != nil {
			a.Kind, a.Err = failure.KindOf(err), err.Error()
			var known *failure.Error
			if errors.As(err, &known) {
				a.Left = known.Left
			}
		}
		line, _ := json.Marshal(a)
		fmt.Println(string(line))
		if err != nil {
			return 1
		}
		return 0
	}
	waitForParent := func() { _, _ = io.Copy(io.Discard, os.Stdin) }
	if todo.Do == "lock" { // the store, for itself alone
		conn, err := zombiezen.OpenConn(filepath.Join(todo.Data, StoreFile), zombiezen.OpenReadWrite)
		for _, s := range []string{"PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE"} {
			if err == nil {
				err = sqlitex.ExecuteTransient(conn, s, nil)
			}
		}
		say(answer{}, err)
		waitForParent()
		return 0
	}
	if todo.Do == "hold" { // a temporary file, as in the middle of an export
		temp, err := atomicfile.System{}.Create(filepath.Join(todo.Data, BackupFolder, "backup-20261123-101112.json"))
		if err != nil {
			return say(answer{}, err)
		}
		say(answer{Text: temp.Name()}, nil)
		waitForParent()
		return 0
	}
	o := Options{App: "Seatkeeper 0.1.0"}
	if !todo.Now.IsZero() {
		o.Now = func() time.Time { return todo.Now }
	}
	s, err := Open(ctx, todo.Data, o)
	if err != nil {
		return say(answer{}, err)
	}
	defer s.Close()
	switch todo.Do {
	case "open":
		status, err := s.Status(ctx)
		return say(answer{Text: status.Store}, err)
	case "export": // when the parent closes standard input, so that many start at once
		if todo.Times > 0 {
			say(answer{Text: "ready"}, nil)
			waitForParent()
		}
		b, err := ExportBackup(ctx, s, ExportOptions{Folder: todo.Folder})
		return say(answer{Backup: b}, err)
	case "export twice": // the second after a failure
		_, err := ExportBackup(ctx, s, ExportOptions{Folder: todo.Folder})
		say(answer{}, err)
		b, err := ExportBackup(ctx, s, ExportOptions{Folder: todo.Folder})
		return say(answer{Backup: b}, err)
	case "export on and on":
		for {
			b, err := ExportBackup(ctx, s, ExportOptions{Folder: todo.Folder})
			say(answer{Backup: b}, err)
		}
	case "book":
		for i := range todo.Times {
			u, err := s.AddUser(ctx, data.User{Name: fmt.Sprintf("%s %d", todo.User, i), Active: true})
			if err == nil {
				_, err = s.Book(ctx, data.Booking{DeskRef: deskA1, Date: monday.AddDays(i + 1000), UserID: u.ID})
			}
			if err != nil {
				return say(answer{}, err)
			}
		}
		return say(answer{}, nil)
	case "book and be killed": // its log stays behind
		if _, err := s.Book(ctx, data.Booking{DeskRef: deskA1, Date: monday, UserID: "visitor", Guest: "Left Over"}); err != nil {
			return say(answer{}, err)
		}
		say(answer{Text: "booked"}, nil)
		waitForParent()
		return 0
	case "restore": // the file that Folder names
		done, err := restoreFile(ctx, s, todo.Folder)
		return say(answer{Backup: done.Safety}, err)
	case "restore on and on": // the two files in Folder, by turns
		for i := 0; ; i++ {
			done, err := restoreFile(ctx, s, filepath.Join(todo.Folder, fmt.Sprintf("%d.json", i%2)))
			say(answer{Backup: done.Safety}, err)
		}
	case "book guests":
		for i := todo.From; i < todo.From+todo.Times; i++ {
			b := data.Booking{DeskRef: deskA1, Date: monday.AddDays(i + 1000), UserID: data.VisitorID, Guest: fmt.Sprintf("Guest %d.", i)}
			if _, err := s.Book(ctx, b); err != nil {
				return say(answer{}, err)
			}
			say(answer{Text: b.Guest}, nil)
		}
		return 0
	case "book visitors": // from the day on that Folder says
		first, err := data.ParseDate(todo.Folder)
		if err != nil {
			return say(answer{}, err)
		}
		for i := range todo.Times {
			b := data.Booking{DeskRef: deskA1, Date: first.AddDays(i), UserID: data.VisitorID}
			_, err := s.Book(ctx, b)
			if say(answer{Text: b.Guest}, err) != 0 {
				return 1
			}
		}
		return 0
	case "book twenty": // on days of their own, counted by Times, and end
		for i := range 20 {
			b := data.Booking{DeskRef: deskA1, Date: monday.AddDays(1000 + 20*todo.Times + i), UserID: data.VisitorID, Guest: "Twenty"}
			if _, err := s.Book(ctx, b); err != nil {
				return say(answer{}, err)
			}
		}
		return say(answer{}, nil)
	case "race":
		return raceChild(ctx, s, say)
	case "try to book":
		_, err := s.Book(ctx, data.Booking{DeskRef: deskA1, Date: monday.AddDays(7), UserID: "visitor"})
		return say(answer{}, err)
	}
	panic("no such task: " + todo.Do)
}

func restoreFile(ctx context.Context, s *Store, path string) (done Restored, err error) {
	r, err := PrepareRestore(ctx, s, path, RestoreOptions{})
	if err != nil {
		return done, err
	}
	done, err = r.Apply(ctx)
	return done, errors.Join(err, r.Close())
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
	c.ExtraFiles = []*os.File{program}
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

// startReading starts the command and sends what it answers, line by line.
func startReading(t testing.TB, c *exec.Cmd) <-chan answer {
	t.Helper()
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	answers := make(chan answer, 1000)
	read := make(chan struct{})
	go func() {
		defer close(read)
		defer close(answers)
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			var a answer
			if json.Unmarshal(lines.Bytes(), &a) == nil {
				answers <- a
			}
		}
	}()
	t.Cleanup(func() {
		_ = c.Process.Kill()
		<-read
		_ = c.Wait()
	})
	return answers
}

// smallBackup is of an office with a handful of bookings.
const smallBackup = "testdata/tiny.json"
