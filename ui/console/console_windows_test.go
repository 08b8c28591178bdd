package console

import (
	"os"
	"testing"

	"golang.org/x/sys/windows"
)

func TestStreamsThatAreGivenStay(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	defer write.Close()
	for _, s := range standard() {
		before, err := windows.GetStdHandle(s.number)
		if err != nil {
			t.Fatal(err)
		}
		if err := windows.SetStdHandle(s.number, windows.Handle(write.Fd())); err != nil {
			t.Fatal(err)
		}
		defer windows.SetStdHandle(s.number, before)
		if !s.isGiven() {
			t.Errorf("a pipe as %s is not seen", s.name)
		}
	}
	file := os.Stdout
	Attach()
	if os.Stdout != file {
		t.Error("what was given is replaced")
	}
}

func TestAStreamThatLeadsNowhereIsNotGiven(t *testing.T) {
	out := standard()[1]
	before, err := windows.GetStdHandle(out.number)
	if err != nil {
		t.Fatal(err)
	}
	defer windows.SetStdHandle(out.number, before)
	for _, handle := range []windows.Handle{0, windows.InvalidHandle, 0x7ff4} {
		if err := windows.SetStdHandle(out.number, handle); err != nil {
			t.Fatal(err)
		}
		if out.isGiven() {
			t.Errorf("handle %#x is taken for one", handle)
		}
	}
}
