package single

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// long is more patience than any test needs.
const long = time.Minute

// shortFolder is a folder whose path leaves room for a socket.
func shortFolder(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "one")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	return folder
}

func placeForTest(t *testing.T) place {
	folder := shortFolder(t)
	return place{lock: filepath.Join(folder, "l"), socket: filepath.Join(folder, "s")}
}

func mustClaim(t *testing.T, at place, patience time.Duration) *Claim {
	t.Helper()
	claim, handed, err := begin(at, Wish{}, patience)
	if claim == nil || handed || err != nil {
		t.Fatalf("%v %v %v instead of a claim", claim, handed, err)
	}
	t.Cleanup(claim.Close)
	return claim
}

// window does what it is asked for at once, and remembers it.
type window struct {
	mu     sync.Mutex
	wishes chan Wish
	closed bool
}

func newWindow() *window { return &window{wishes: make(chan Wish, 100)} }

func (w *window) do(action func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	action()
}

func (w *window) take(wish Wish) bool {
	if !w.closed {
		w.wishes <- wish
	}
	return !w.closed
}

func wantHanded(t *testing.T, at place, file string) {
	t.Helper()
	if claim, handed, err := begin(at, Wish{File: file}, long); claim != nil || !handed || err != nil {
		t.Fatalf("%v %v %v: the window has not taken over", claim, handed, err)
	}
}

func aFile(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Skip("the file system takes only text as names: ", err)
	}
	return path
}

func TestASecondStartIsHandedToTheWindow(t *testing.T) {
	at, w := placeForTest(t), newWindow()
	mustClaim(t, at, long).Serve(w.do, w.take)
	for _, file := range []string{"", aFile(t, "people.csv"), aFile(t, "a\nb \xe9.json")} {
		wantHanded(t, at, file)
		if got := <-w.wishes; got.File != file {
			t.Errorf("the window is handed %q, not %q", got.File, file)
		}
	}
	if another, err := take(at, long); another != nil || !errors.Is(err, errHeld) {
		t.Errorf("another claim: %v %v", another, err)
	}
}

func TestAStartWaitsForAWindowThatIsNotThereYet(t *testing.T) {
	at, w, file := placeForTest(t), newWindow(), aFile(t, "people.csv")
	claim := mustClaim(t, at, long)
	wantHanded(t, at, "")
	wantHanded(t, at, file)
	claim.Serve(w.do, w.take)
	if first, second := <-w.wishes, <-w.wishes; first.File != "" || second.File != file {
		t.Errorf("the window is handed %v and %v", first, second)
	}
}

func TestAWindowThatClosesGivesItsClaimUp(t *testing.T) {
	at, w := placeForTest(t), newWindow()
	mustClaim(t, at, long).Serve(w.do, w.take)
	w.do(func() { w.closed = true })
	mustClaim(t, at, long) // the next start
	if len(w.wishes) > 0 {
		t.Error("the window that closes has taken something")
	}
}

func TestAStartDoesNotWaitForAWindowThatHangs(t *testing.T) {
	at, w := placeForTest(t), newWindow()
	held := make(chan func(), 1000) // what the window would do if it did anything
	mustClaim(t, at, 40*time.Millisecond).Serve(func(action func()) { held <- action }, w.take)
	claim, handed, err := begin(at, Wish{}, 40*time.Millisecond)
	if claim != nil || handed || !errors.Is(err, ErrSilent) {
		t.Fatalf("%v %v %v", claim, handed, err)
	}
	for len(held) > 0 {
		(<-held)()
	}
	if len(w.wishes) > 0 {
		t.Error("it does late what nobody waits for any more")
	}
}

func TestWhatACrashLeavesIsNotInTheWay(t *testing.T) {
	at := placeForTest(t)
	socket, err := net.Listen("unix", at.socket)
	if err != nil {
		t.Fatal(err)
	}
	socket.(*net.UnixListener).SetUnlinkOnClose(false)
	socket.Close()
	if err := os.WriteFile(at.lock, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	mustClaim(t, at, long)
	if info, err := os.Stat(at.socket); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info, err)
	}
}

func TestOnlyWholePathsOfFilesAreTaken(t *testing.T) {
	at, w := placeForTest(t), newWindow()
	mustClaim(t, at, long).Serve(w.do, w.take)
	file := aFile(t, "people.csv")
	for what, text := range map[string]string{
		"no greeting":     file,
		"another one":     "seatkeeper window 2\n" + file,
		"a part of it":    greeting[:5],
		"part of a path":  greeting + "people.csv",
		"a folder":        greeting + filepath.Dir(file),
		"nothing":         greeting + file + "x",
		"more after it":   greeting + file + "\x00",
		"a long one":      greeting + file + strings.Repeat("/", mostAsked),
		"nothing written": "",
	} {
		if answer := say(t, at, text); answer != "" {
			t.Errorf("%s: the window answers %q", what, answer)
		}
	}
	if len(w.wishes) > 0 {
		t.Errorf("it was handed %v", <-w.wishes)
	}
	if answer := say(t, at, greeting+file); answer != taken {
		t.Errorf("after that the window answers %q", answer)
	}
}

// say writes to the socket and returns the answer.
func say(t *testing.T, at place, text string) string {
	t.Helper()
	c, err := net.Dial("unix", at.socket)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_, _ = io.WriteString(c, text) // the window need not read all
	_ = c.(*net.UnixConn).CloseWrite()
	answer, _ := io.ReadAll(c)
	return string(answer)
}

func TestOfManyStartsOneHasTheClaim(t *testing.T) {
	const starts = 20
	at, w := placeForTest(t), newWindow()
	var all sync.WaitGroup
	claims := make(chan *Claim, starts)
	for range starts {
		all.Go(func() {
			claim, handed, err := begin(at, Wish{}, long)
			if err != nil || handed == (claim != nil) {
				t.Error(claim, handed, err)
			}
			if claim != nil {
				claims <- claim
				claim.Serve(w.do, w.take)
			}
		})
	}
	all.Wait()
	if len(claims) != 1 {
		t.Fatalf("%d have the claim", len(claims))
	}
	(<-claims).Close()
}

func TestTheSocketIsGoneWithTheClaim(t *testing.T) {
	at := placeForTest(t)
	claim := mustClaim(t, at, long)
	claim.Close()
	claim.Close()
	if ask(context.Background(), at.socket, Wish{}) {
		t.Error("it answers")
	}
	mustClaim(t, at, long)
}
