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
	"runtime"
	"testing"
	"time"

	zombiezen "zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/failure"
)

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
	o := Options{App: "Seatkeeper 0.1.0", Offices: []data.Office{data.SampleOffice()}}
	if !todo.Now.IsZero() {
		o.Now = func() time.Time { return todo.Now }
	}
	if todo.Known != "" {
		o.files = knownTemp{path: todo.Known}
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
	case "draw": // on and on, or Times times, and stay
		d, err := s.Plans().OpenDraft(ctx, deskA2.Office, deskA2.Floor, false)
		for i := 1; err == nil && (todo.Times == 0 || i <= todo.Times); i++ {
			d.Drawn.Name, d.Changes = fmt.Sprint("Drawn ", i), i
			err = s.Plans().SaveDraft(ctx, d)
			say(answer{Text: d.Drawn.Name}, err)
		}
		if err != nil {
			return say(answer{}, err)
		}
		waitForParent()
		return 0
	case "remove office": // the sample's, with its bookings
		err := removeSampleOffice(ctx, s, func() { say(answer{Text: "begun"}, nil) })
		say(answer{Text: "removed"}, err)
		waitForParent()
		return 0
	case "race":
		return raceChild(ctx, s, say)
	case "try to book":
		_, err := s.Book(ctx, data.Booking{DeskRef: deskA1, Date: monday.AddDays(7), UserID: "visitor"})
		return say(answer{}, err)
	}
	panic("no such task: " + todo.Do)
}

// knownTemp makes temporary files that a tracer knows beforehand: their handles show as
// path, which is another name of theirs, and who makes one writes it on one thread.
type knownTemp struct {
	atomicfile.System
	path string
}

func (k knownTemp) Create(final string) (atomicfile.TempFile, error) {
	runtime.LockOSThread()
	temp, err := k.System.Create(final)
	if err == nil {
		err = os.Rename(temp.Name(), k.path)
	}
	if err == nil {
		err = os.Link(k.path, temp.Name())
	}
	return temp, err
}

func restoreFile(ctx context.Context, s *Store, path string) (done Restored, err error) {
	r, err := PrepareRestore(ctx, s, path, RestoreOptions{})
	if err != nil {
		return done, err
	}
	done, err = r.Apply(ctx)
	return done, errors.Join(err, r.Close())
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
