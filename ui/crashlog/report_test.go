package crashlog

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCleanTellsNothingOfPeople(t *testing.T) {
	const stack = "\ngoroutine 1 [running]:\nmain.main()\n\t/home/ines/seatkeeper/main.go:1 +0x1"
	const cleanStack = "\ngoroutine 1 [running]:\nmain.main()\n\t~/seatkeeper/main.go:1 +0x1"
	for said, want := range map[string]string{
		"panic: open /home/ines/x\n\tof Ines\n" + stack:                                          "panic: " + leftOut + "\n" + cleanStack,
		"panic: runtime error: index out of range [1] with length 0\n" + stack:                   "panic: runtime error: index out of range [1] with length 0\n" + cleanStack,
		"panic: runtime error: x [recovered]\n\tpanic: Ines\nIn two lines\n" + stack:             "panic: runtime error: x\npanic: " + leftOut + "\n" + cleanStack,
		"fatal error: concurrent map writes\n" + stack:                                           "fatal error: concurrent map writes\n" + cleanStack,
		"panic: runtime error: nil\n[signal SIGSEGV: segmentation violation code=0x1]\n" + stack: "panic: runtime error: nil\n[signal SIGSEGV: segmentation violation code=0x1]\n" + cleanStack,
		"panic: a\r\nb\xff\r\n" + stack:                                                          "panic: " + leftOut + "\n" + cleanStack,
	} {
		if got := clean(said, []string{"/home/ines"}); got != want {
			t.Errorf("%q becomes\n%s\nand not\n%s", said, got, want)
		}
	}
}

func TestALongReportIsCut(t *testing.T) {
	path := filepath.Join(t.TempDir(), untold+"x"+ending)
	if err := os.WriteFile(path, []byte("Seatkeeper\n"+headEnd+"fatal error: x\n"+strings.Repeat("x", 10*mostRead)), 0o600); err != nil {
		t.Fatal(err)
	}
	report, found := Newest(filepath.Dir(path))
	if text := report.Text(); !found || len(text) > mostRead || !strings.Contains(text, "fatal error: x") {
		t.Errorf("%v %d bytes", found, len(text))
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if report.Text() != "" {
		t.Error("it tells what is gone")
	}
}
