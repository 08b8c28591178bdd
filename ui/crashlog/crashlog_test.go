package crashlog

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// crashes end a process, each in its way. They are tried in processes of their own.
var crashes = map[string]func(){
	"a panic of a goroutine":  func() { inBackground(func() { panic(errors.New("open /home/ines/list\nof Ines Okafor")) }) },
	"a text":                  func() { inBackground(func() { panic("Ines Okafor") }) },
	"a fault of the runtime":  func() { var none []string; inBackground(func() { _ = none[len(os.Args)] }) },
	"a nil":                   func() { var l *Log; inBackground(func() { _ = l.file.Name() }) },
	"an error of the runtime": func() { new(sync.Mutex).Unlock() },
	"a panic that is caught":  func() { begun.Write("a panic with a string\n\ngoroutine 1 [running]:\n"); os.Exit(1) },
	"no crash":                func() { begun.End(); os.Exit(0) },
	"a kill":                  func() { p, _ := os.FindProcess(os.Getpid()); _ = p.Kill(); select {} },
}

var begun *Log

func inBackground(work func()) {
	done := make(chan bool)
	go func() { work(); close(done) }()
	<-done
}

const crash, in = "CRASH_FOR_TEST", "CRASH_FOLDER_FOR_TEST"

func TestMain(m *testing.M) {
	if how := os.Getenv(crash); how != "" {
		var err error
		if begun, err = Begin(os.Getenv(in), "Seatkeeper 1.2.3", time.Now()); err != nil {
			panic(err)
		}
		crashes[how]()
	}
	os.Exit(m.Run())
}

// end runs a process that ends in one of those ways.
func end(t *testing.T, folder, how string) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), crash+"="+how, in+"="+folder)
	err := c.Run()
	if (err == nil) != (how == "no crash") {
		t.Fatalf("%s: %v", how, err)
	}
}

func TestACrashIsTold(t *testing.T) {
	for how, says := range map[string]string{
		"a panic of a goroutine": "crashlog_test.go", "a text": "panic: (its text is left out", "a fault of the runtime": "index out of range",
		"a nil": "[signal", "an error of the runtime": "(*Mutex).unlockSlow", "a panic that is caught": "a panic with a string",
	} {
		folder := filepath.Join(t.TempDir(), "state", "seatkeeper")
		end(t, folder, how)
		report, found := Newest(folder)
		text := report.Text()
		if !found || time.Since(report.At) > time.Hour || !strings.Contains(text, "Seatkeeper 1.2.3") || !strings.Contains(text, says) || !strings.Contains(text, "goroutine ") {
			t.Errorf("%s: %v %s", how, report, text)
		}
		if strings.Contains(text, "ines/list") || strings.Contains(text, "Okafor") {
			t.Errorf("%s: a name is in\n%s", how, text)
		}
		if info, err := os.Stat(report.path); err != nil || info.Mode().Perm() != 0o600 && filepath.Separator == '/' {
			t.Error(info, err)
		}
		report.Told()
		if again, found := Newest(folder); found {
			t.Errorf("%s: it is told once more: %v", how, again)
		}
		if report.Text() != text {
			t.Errorf("%s: once told, it says:\n%s", how, report.Text())
		}
	}
}

func TestAnEndWithoutACrashLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	end(t, folder, "no crash")
	if left := files(folder, untold, told); len(left) > 0 {
		t.Errorf("%v are left", left)
	}
	end(t, folder, "a kill")
	if left := files(folder, untold); len(left) != 1 {
		t.Fatalf("%v are left by a kill", left)
	}
	if report, found := Newest(folder); found {
		t.Errorf("a kill is told: %v", report)
	}
	end(t, folder, "no crash")
	if left := files(folder, untold); len(left) > 0 {
		t.Errorf("%v are not swept", left)
	}
}

func TestARunningProgramKeepsItsFile(t *testing.T) {
	folder := t.TempDir()
	l, err := Begin(folder, "Seatkeeper 1.2.3", time.Now().Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	for range mostKept + 2 {
		end(t, folder, "a text")
	}
	left := files(folder, untold)
	if len(left) != 1+mostKept+1 { // the last one came after the last sweep
		t.Errorf("there are %v", left)
	}
	if !slices.Contains(left, l.file.Name()) {
		t.Error("that of the running one is gone")
	}
	report, found := Newest(folder)
	if !found {
		t.Fatal("nothing is told")
	}
	report.Told()
	if left := files(folder, untold); len(left) != 1 {
		t.Errorf("%v are told once more", left)
	}
	l.End()
}

func TestWhereNothingCanBeWrittenThereIsNoLog(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if l, err := Begin(filepath.Join(file, "folder"), "", time.Now()); l != nil || err == nil {
		t.Error(l, err)
	}
	if report, found := Newest(file); found {
		t.Error(report)
	}
}
