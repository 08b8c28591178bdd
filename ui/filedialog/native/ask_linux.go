package native

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/godbus/dbus/v5"
)

// The portal of the desktop, as the pages of org.freedesktop.portal.FileChooser and
// org.freedesktop.portal.Request describe it.
const (
	portalName  = "org.freedesktop.portal.Desktop"
	portalPath  = "/org/freedesktop/portal/desktop"
	chooser     = "org.freedesktop.portal.FileChooser"
	request     = "org.freedesktop.portal.Request"
	busName     = "org.freedesktop.DBus"
	foldersFrom = 3 // the version of the chooser that knows folders
)

// patience is how long the bus and the portal may take to open a dialog. The user may
// take as long as they like.
const patience = 5 * time.Second

// Ask asks for a file or a folder and returns its path, or nothing if the user chose
// nothing. window is that of X11, or 0. The end of the context closes the dialog. The
// error is [ErrUnavailable], [ErrNotLocal] or the context's.
func Ask(ctx context.Context, window uintptr, r Request) (string, error) {
	return ask(ctx, patience, window, r)
}

func ask(ctx context.Context, patience time.Duration, window uintptr, r Request) (string, error) {
	p, err := openPortal(ctx, patience)
	if err != nil {
		return "", unavailable(ctx, err)
	}
	defer p.bus.Close()
	soon, stop := context.WithTimeout(ctx, patience)
	err = p.begin(soon, window, r)
	stop()
	if err != nil {
		if ctx.Err() != nil {
			p.closeDialog()
		}
		return "", unavailable(ctx, err)
	}
	return p.answer(ctx)
}

func unavailable(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("%w: %w", ErrUnavailable, err)
}

// portal is a connection to the bus for one question. When it ends, the portal closes
// what it has open for it.
type portal struct {
	bus     *dbus.Conn
	signals chan *dbus.Signal
	owner   string          // the program that is the portal
	handle  dbus.ObjectPath // of the question, known before it is asked
}

// openPortal connects to the bus of the session. A bus that takes the connection and
// says nothing more is left after a while.
func openPortal(ctx context.Context, patience time.Duration) (*portal, error) {
	life, end := context.WithCancel(context.WithoutCancel(ctx))
	type connected struct {
		bus *dbus.Conn
		err error
	}
	came := make(chan connected, 1)
	go func() {
		bus, err := connect(life)
		came <- connected{bus, err}
	}()
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case c := <-came:
		if c.err != nil {
			end()
			return nil, c.err
		}
		context.AfterFunc(c.bus.Context(), end)
		return &portal{bus: c.bus, signals: make(chan *dbus.Signal, 16)}, nil
	case <-late.C:
		end()
		return nil, context.DeadlineExceeded
	case <-ctx.Done():
		end()
		return nil, ctx.Err()
	}
}

// connect never starts a bus: where there is none nobody listens on it.
func connect(life context.Context) (*dbus.Conn, error) {
	bus, err := dbus.SessionBusPrivateNoAutoStartup(dbus.WithContext(life))
	if err != nil {
		return nil, err
	}
	if err = bus.Auth(nil); err == nil {
		err = bus.Hello()
	}
	if err != nil {
		_ = bus.Close()
		return nil, err
	}
	return bus, nil
}

// begin opens the dialog.
func (p *portal) begin(ctx context.Context, window uintptr, r Request) error {
	p.bus.Signal(p.signals)
	err := p.bus.AddMatchSignalContext(ctx, dbus.WithMatchSender(portalName), dbus.WithMatchInterface(request), dbus.WithMatchMember("Response"))
	if err != nil {
		return err
	}
	err = p.bus.AddMatchSignalContext(ctx, dbus.WithMatchSender(busName), dbus.WithMatchInterface(busName),
		dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, portalName))
	if err != nil {
		return err
	}
	desktop := p.bus.Object(portalName, portalPath)
	if r.Kind == Folder {
		// An older one does not know the option, and would ask for a file.
		var version dbus.Variant
		if err := desktop.CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", 0, chooser, "version").Store(&version); err != nil {
			return err
		}
		if v, _ := version.Value().(uint32); v < foldersFrom {
			return fmt.Errorf("the portal's version %v knows no folders", version)
		}
	}
	const token = "seatkeeper"
	p.handle = dbus.ObjectPath(portalPath + "/request/" + strings.NewReplacer(":", "", ".", "_").Replace(p.bus.Names()[0]) + "/" + token)
	method, parent, o := chooser+".OpenFile", "", options(r)
	o["handle_token"] = dbus.MakeVariant(token)
	if r.Kind == SaveFile {
		method = chooser + ".SaveFile"
	}
	if window != 0 {
		parent = fmt.Sprintf("x11:%x", window)
	}
	if err := desktop.CallWithContext(ctx, method, 0, parent, r.Title, o).Store(&p.handle); err != nil {
		return err
	}
	return p.bus.BusObject().CallWithContext(ctx, busName+".GetNameOwner", 0, portalName).Store(&p.owner)
}

// rule and filter are as the portal wants them: a name, and patterns of names.
type rule struct {
	Kind    uint32
	Pattern string
}

type filter struct {
	Name  string
	Rules []rule
}

func options(r Request) map[string]dbus.Variant {
	o := map[string]dbus.Variant{
		"modal":        dbus.MakeVariant(true),
		"accept_label": dbus.MakeVariant(strings.ReplaceAll(r.Confirm, "_", "__")),
	}
	if r.Folder != "" {
		o["current_folder"] = dbus.MakeVariant(append([]byte(r.Folder), 0))
	}
	switch r.Kind {
	case Folder:
		o["directory"] = dbus.MakeVariant(true)
		return o
	case SaveFile:
		o["current_name"] = dbus.MakeVariant(r.Name)
	}
	var filters []filter
	for _, f := range r.Filters {
		rules := []rule{}
		for _, ending := range f.Endings {
			rules = append(rules, rule{0, "*" + anyCase(ending)})
		}
		if len(rules) == 0 {
			rules = append(rules, rule{0, "*"})
		}
		filters = append(filters, filter{f.Name, rules})
	}
	if len(filters) > 0 {
		o["filters"], o["current_filter"] = dbus.MakeVariant(filters), dbus.MakeVariant(filters[0])
	}
	return o
}

// anyCase returns a pattern of an ending in small letters or capitals.
func anyCase(ending string) string {
	var b strings.Builder
	for _, r := range ending {
		if low, up := unicode.ToLower(r), unicode.ToUpper(r); low != up {
			b.WriteString("[" + string(low) + string(up) + "]")
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// answer waits for the user, or for the end of the portal, of the bus or of the context.
func (p *portal) answer(ctx context.Context) (string, error) {
	for {
		select {
		case <-ctx.Done():
			p.closeDialog()
			return "", ctx.Err()
		case s, ok := <-p.signals:
			switch {
			case !ok:
				return "", unavailable(ctx, dbus.ErrClosed)
			case p.isLost(s):
				return "", unavailable(ctx, fmt.Errorf("the portal has ended"))
			case s.Name == request+".Response" && s.Path == p.handle && s.Sender == p.owner:
				return chosen(ctx, s.Body)
			}
		}
	}
}

func (p *portal) closeDialog() {
	p.bus.Object(portalName, p.handle).Call(request+".Close", dbus.FlagNoReplyExpected)
}

// isLost reports whether the portal that was asked is no more.
func (p *portal) isLost(s *dbus.Signal) bool {
	if s.Name != busName+".NameOwnerChanged" || s.Sender != busName || len(s.Body) != 3 {
		return false
	}
	name, _ := s.Body[0].(string)
	before, _ := s.Body[1].(string)
	return name == portalName && before == p.owner
}

// chosen reads the portal's answer: 0 and what was chosen, 1 if the user chose nothing,
// otherwise something went wrong with the dialog.
func chosen(ctx context.Context, body []any) (string, error) {
	if len(body) != 2 {
		return "", unavailable(ctx, fmt.Errorf("an answer of %d parts", len(body)))
	}
	code, _ := body[0].(uint32)
	if _, ok := body[0].(uint32); !ok || code > 1 {
		return "", unavailable(ctx, fmt.Errorf("the answer %v", body[0]))
	}
	if code == 1 {
		return "", nil
	}
	results, _ := body[1].(map[string]dbus.Variant)
	uris, _ := results["uris"].Value().([]string)
	if len(uris) != 1 {
		return "", unavailable(ctx, fmt.Errorf("%d files where one was asked for", len(uris)))
	}
	return localPath(uris[0])
}
