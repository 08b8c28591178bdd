//go:build linux

package native

import (
	"bufio"
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

const busSettings = `<busconfig><type>session</type><listen>unix:dir=%DIR%</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`

// privateBus starts a bus of the test's own and returns its process and address.
func privateBus(t *testing.T) (*os.Process, string) {
	t.Helper()
	if _, err := exec.LookPath("dbus-daemon"); err != nil {
		t.Skip("dbus-daemon is not installed: run ./dev test")
	}
	folder, err := os.MkdirTemp("", "bus") // a short path, as sockets want it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	settings := filepath.Join(folder, "bus.conf")
	if err := os.WriteFile(settings, []byte(strings.ReplaceAll(busSettings, "%DIR%", folder)), 0o600); err != nil {
		t.Fatal(err)
	}
	daemon := exec.Command("dbus-daemon", "--config-file="+settings, "--nofork", "--print-address=1")
	out, err := daemon.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := daemon.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = daemon.Process.Kill()
		_ = daemon.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address = strings.TrimSpace(address)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
	return daemon.Process, address
}

// testPortal answers as the test says.
type testPortal struct {
	t   *testing.T
	bus *dbus.Conn

	mu      sync.Mutex // the bus calls on goroutines of its own
	version uint32
	refuses bool
	mute    bool // never returns from a call
	answers func(handle dbus.ObjectPath)

	method, parent, title string
	options               map[string]dbus.Variant
	asked, closed         chan dbus.ObjectPath
}

func dial(t *testing.T, address string) *dbus.Conn {
	t.Helper()
	bus, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { bus.Close() })
	return bus
}

func newPortal(t *testing.T, address string) *testPortal {
	t.Helper()
	p := &testPortal{t: t, bus: dial(t, address), version: 4, asked: make(chan dbus.ObjectPath, 1), closed: make(chan dbus.ObjectPath, 1)}
	err := errors.Join(p.bus.Export(p, portalPath, chooser), p.bus.Export(p, portalPath, "org.freedesktop.DBus.Properties"))
	if reply, e := p.bus.RequestName(portalName, dbus.NameFlagDoNotQueue); e != nil || reply != dbus.RequestNameReplyPrimaryOwner || err != nil {
		t.Fatal(reply, e, err)
	}
	return p
}

// set changes what the portal does.
func (p *testPortal) set(change func(p *testPortal)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change(p)
}

func (p *testPortal) Get(_, _ string) (dbus.Variant, *dbus.Error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return dbus.MakeVariant(p.version), nil
}

func (p *testPortal) OpenFile(from dbus.Sender, parent, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	return p.ask(from, "OpenFile", parent, title, options)
}

func (p *testPortal) SaveFile(from dbus.Sender, parent, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	return p.ask(from, "SaveFile", parent, title, options)
}

func (p *testPortal) ask(from dbus.Sender, method, parent, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	p.mu.Lock()
	mute, refuses, answers := p.mute, p.refuses, p.answers
	p.mu.Unlock()
	if mute {
		<-p.bus.Context().Done()
	}
	if refuses {
		return "", dbus.NewError("org.freedesktop.DBus.Error.UnknownMethod", nil)
	}
	token, _ := options["handle_token"].Value().(string)
	delete(options, "handle_token")
	p.set(func(p *testPortal) { p.method, p.parent, p.title, p.options = method, parent, title, options })
	handle := dbus.ObjectPath(portalPath + "/request/" + strings.NewReplacer(":", "", ".", "_").Replace(string(from)) + "/" + token)
	_ = p.bus.Export(closing{p, handle}, handle, request)
	p.asked <- handle
	if answers != nil {
		answers(handle)
	}
	return handle, nil
}

type closing struct {
	p      *testPortal
	handle dbus.ObjectPath
}

func (c closing) Close() *dbus.Error {
	c.p.closed <- c.handle
	return nil
}

// answer is what the portal says when the user is done.
func answer(bus *dbus.Conn, handle dbus.ObjectPath, code any, uris any) {
	_ = bus.Emit(handle, request+".Response", code, map[string]dbus.Variant{"uris": dbus.MakeVariant(uris)})
}

// long is more than any test takes.
const long = 30 * time.Second

func TestThePortalAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		code any
		uris any
		want string
		err  error
	}{
		"chosen":          {uint32(0), []string{"file:///home/ines/M%C3%BCller%20+.json"}, "/home/ines/Müller +.json", nil},
		"cancelled":       {uint32(1), []string{}, "", nil},
		"ended":           {uint32(2), []string{}, "", ErrUnavailable},
		"nothing chosen":  {uint32(0), []string{}, "", ErrUnavailable},
		"two files":       {uint32(0), []string{"file:///a", "file:///b"}, "", ErrUnavailable},
		"no list":         {uint32(0), "file:///a", "", ErrUnavailable},
		"no code":         {"0", []string{"file:///a"}, "", ErrUnavailable},
		"on a server":     {uint32(0), []string{"smb://server/a.json"}, "", ErrNotLocal},
		"another machine": {uint32(0), []string{"file://server/a.json"}, "", ErrNotLocal},
		"a NUL":           {uint32(0), []string{"file:///a%00.json"}, "", ErrNotLocal},
	} {
		t.Run(name, func(t *testing.T) {
			_, address := privateBus(t)
			p := newPortal(t, address)
			p.set(func(p *testPortal) {
				p.answers = func(handle dbus.ObjectPath) { answer(p.bus, handle, c.code, c.uris) }
			})
			got, err := ask(context.Background(), long, 0, Request{})
			if got != c.want || !errors.Is(err, c.err) {
				t.Errorf("%q, %v; want %q, %v", got, err, c.want, c.err)
			}
		})
	}
}

func TestThePortalIsToldWhatIsAskedFor(t *testing.T) {
	_, address := privateBus(t)
	p := newPortal(t, address)
	p.set(func(p *testPortal) {
		p.answers = func(handle dbus.ObjectPath) { answer(p.bus, handle, uint32(1), []string{}) }
	})
	filters := []Filter{{"Lists", []string{".csv", ".x1"}}, {"All files", nil}}
	for _, c := range []struct {
		r      Request
		method string
		want   map[string]any
	}{
		{Request{Kind: OpenFile, Title: "Which?", Confirm: "Open_it", Filters: filters, Folder: "/home/ä"}, "OpenFile", map[string]any{
			"accept_label": "Open__it", "current_folder": []byte("/home/ä\x00"),
			"filters": [][]any{
				{"Lists", [][]any{{uint32(0), "*.[cC][sS][vV]"}, {uint32(0), "*.[xX]1"}}}, {"All files", [][]any{{uint32(0), "*"}}}},
			"current_filter": []any{"Lists", [][]any{{uint32(0), "*.[cC][sS][vV]"}, {uint32(0), "*.[xX]1"}}},
		}},
		{Request{Kind: SaveFile, Title: "Where?", Confirm: "Save", Name: "plan.svg"}, "SaveFile", map[string]any{"accept_label": "Save", "current_name": "plan.svg"}},
		{Request{Kind: Folder, Title: "Where?", Confirm: "Use"}, "OpenFile", map[string]any{"accept_label": "Use", "directory": true}},
	} {
		if _, err := ask(context.Background(), long, 0x1f, c.r); err != nil {
			t.Fatal(err)
		}
		<-p.asked
		p.mu.Lock()
		got := map[string]any{}
		for key, value := range p.options {
			got[key] = value.Value()
		}
		c.want["modal"] = true
		if p.method != c.method || p.parent != "x11:1f" || p.title != c.r.Title || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s of %q, %q: %v\nwant %v", p.method, p.parent, p.title, got, c.want)
		}
		p.mu.Unlock()
	}
}

func TestThereIsNoPortal(t *testing.T) {
	for name, prepare := range map[string]func(*testing.T){
		"no bus": func(t *testing.T) {
			t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "none"))
		},
		"a bus alone": func(t *testing.T) { privateBus(t) },
		"a portal without it": func(t *testing.T) {
			_, address := privateBus(t)
			newPortal(t, address).set(func(p *testPortal) { p.refuses = true })
		},
		"a portal that knows no folders": func(t *testing.T) {
			_, address := privateBus(t)
			newPortal(t, address).set(func(p *testPortal) { p.version = 2 })
		},
	} {
		t.Run(name, func(t *testing.T) {
			prepare(t)
			if _, err := ask(context.Background(), long, 0, Request{Kind: Folder}); !errors.Is(err, ErrUnavailable) {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestABusOrAPortalThatSaysNothingIsLeft(t *testing.T) {
	const soon = 50 * time.Millisecond
	t.Run("bus", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "bus")
		mute, err := net.Listen("unix", path)
		if err != nil {
			t.Fatal(err)
		}
		defer mute.Close()
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+path)
		if _, err := ask(context.Background(), soon, 0, Request{}); !errors.Is(err, ErrUnavailable) {
			t.Errorf("%v", err)
		}
	})
	t.Run("portal", func(t *testing.T) {
		_, address := privateBus(t)
		newPortal(t, address).set(func(p *testPortal) { p.mute = true })
		if _, err := ask(context.Background(), soon, 0, Request{}); !errors.Is(err, ErrUnavailable) {
			t.Errorf("%v", err)
		}
	})
}

func TestThePortalOrTheBusDiesMidway(t *testing.T) {
	for name, die := range map[string]func(p *testPortal, bus *os.Process){
		"portal": func(p *testPortal, _ *os.Process) { p.bus.Close() },
		"bus":    func(_ *testPortal, bus *os.Process) { _ = bus.Kill() },
	} {
		t.Run(name, func(t *testing.T) {
			bus, address := privateBus(t)
			p := newPortal(t, address)
			go func() {
				<-p.asked
				die(p, bus)
			}()
			if _, err := ask(context.Background(), long, 0, Request{}); !errors.Is(err, ErrUnavailable) {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestTheEndOfTheContextClosesTheDialog(t *testing.T) {
	for name, stopEarly := range map[string]bool{"while it opens": true, "while the user looks at it": false} {
		t.Run(name, func(t *testing.T) {
			_, address := privateBus(t)
			asked := newPortal(t, address)
			ctx, stop := context.WithCancel(context.Background())
			if stopEarly {
				asked.set(func(p *testPortal) { p.answers = func(dbus.ObjectPath) { stop() } })
				if _, err := ask(ctx, long, 0, Request{}); !errors.Is(err, context.Canceled) {
					t.Errorf("%v", err)
				}
			} else {
				p, err := openPortal(ctx, long)
				if err != nil {
					t.Fatal(err)
				}
				defer p.bus.Close()
				if err := p.begin(ctx, 0, Request{}); err != nil {
					t.Fatal(err)
				}
				stop()
				if _, err := p.answer(ctx); !errors.Is(err, context.Canceled) {
					t.Errorf("%v", err)
				}
			}
			select {
			case handle := <-asked.closed:
				if handle != <-asked.asked {
					t.Errorf("%s was closed", handle)
				}
			case <-time.After(long):
				t.Error("the dialog stays open")
			}
		})
	}
}

func TestAStrangerCanNotAnswer(t *testing.T) {
	_, address := privateBus(t)
	p, stranger := newPortal(t, address), dial(t, address)
	lie := func(handle dbus.ObjectPath) {
		// To everybody, and to whoever has asked: that comes unasked for.
		answer(stranger, handle, uint32(0), []string{"file:///etc/shadow"})
		for i := range 9 {
			msg := &dbus.Message{Type: dbus.TypeSignal, Headers: map[dbus.HeaderField]dbus.Variant{
				dbus.FieldInterface: dbus.MakeVariant(request), dbus.FieldMember: dbus.MakeVariant("Response"), dbus.FieldPath: dbus.MakeVariant(handle),
				dbus.FieldDestination: dbus.MakeVariant(":1." + string(rune('0'+i))), dbus.FieldSignature: dbus.MakeVariant(dbus.SignatureOf(uint32(0), map[string]dbus.Variant{})),
			}, Body: []any{uint32(0), map[string]dbus.Variant{"uris": dbus.MakeVariant([]string{"file:///etc/shadow"})}}}
			stranger.Send(msg, nil)
		}
		answer(p.bus, handle+"x", uint32(0), []string{"file:///etc/hosts"})
		_ = stranger.BusObject().Call(busName+".GetId", 0).Err // so that all of it is on its way
		answer(p.bus, handle, uint32(0), []string{"file:///home/ines/a.json"})
	}
	p.set(func(p *testPortal) { p.answers = lie })
	if got, err := ask(context.Background(), long, 0, Request{}); got != "/home/ines/a.json" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}
