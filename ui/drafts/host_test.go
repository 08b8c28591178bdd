package drafts

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
	"seatkeeper/ui/words"
)

// host is a window with nothing in it but the drafts, on a store of its own.
type host struct {
	*testing.T
	store     *storage.Store
	hand      *uitest.ByHand
	win       fyne.Window
	floor     string
	choices   map[string]string
	signs     map[data.DeskRef]string
	presented fyne.CanvasObject
	said      []kit.Toast
	live      []kit.Toast // that are shown, about what is under way
	file      string      // that is chosen
	refused   []error
	mayChange bool
}

func hostForTest(t *testing.T) *host {
	t.Helper()
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	store, err := storage.Open(t.Context(), t.TempDir(), storage.Options{Offices: uitest.Sample(), Now: func() time.Time { return uitest.Today.In(time.UTC).Add(9 * time.Hour) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	h := &host{T: t, store: store, hand: &uitest.ByHand{}, floor: uitest.Sample()[0].Floors[0].ID, choices: map[string]string{}, mayChange: true}
	h.win = uitest.Show(t, container.NewStack(), 1280, 800)
	return h
}

func (h *host) Store() *storage.Store          { return h.store }
func (h *host) IsOn(store *storage.Store) bool { return h.store == store }
func (h *host) IsReady() bool                  { return true }
func (h *host) MayChange() bool                { return h.mayChange }
func (h *host) Background() kit.Background {
	return kit.Background{Go: h.hand.Go, Do: h.hand.Do, After: h.hand.After}
}
func (h *host) Today() data.Date                { return uitest.Today }
func (h *host) Say(t kit.Toast)                 { h.said = append(h.said, t) }
func (h *host) Refuse(_ words.Doing, err error) { h.refused = append(h.refused, err) }
func (h *host) ToastLive(t kit.Toast) (say func(text string), hide func()) {
	h.live = append(h.live, t)
	return func(string) {}, func() { h.live = nil }
}
func (h *host) Win() fyne.Window                                          { return h.win }
func (h *host) ChooseFile(_ string, _ []string, _ string, f func(string)) { f(h.file) }
func (h *host) Homes() []string                                           { return nil }
func (h *host) Choice(key string) string                                  { return h.choices[key] }
func (h *host) KeepChoice(key, chosen string)                             { h.choices[key] = chosen }
func (h *host) Place() (officeID, floorID string)                         { return data.SampleOfficeID, h.floor }
func (h *host) ShowDrafts(signs map[data.DeskRef]string)                  { h.signs = signs }
func (h *host) Change(make func(context.Context, *storage.Store) error, done func(error)) {
	done(make(context.Background(), h.store))
}

func (h *host) PresentWhole(o fyne.CanvasObject) {
	h.presented = o
	if o == nil {
		o = container.NewStack()
	}
	h.win.SetContent(o)
}

// show opens the editor on a floor of the sample office.
func (h *host) show(c *Controller, floor int) {
	h.Helper()
	h.floor = uitest.Sample()[0].Floors[floor].ID
	c.Show()
	h.hand.Run()
	if c.Editor() == nil || h.presented != fyne.CanvasObject(c.Editor()) {
		h.Fatal("no editor is shown")
	}
}

// leave leaves it again.
func (h *host) leave(c *Controller) {
	h.Helper()
	c.Leave()
	h.hand.Run()
	if c.Editor() != nil || h.presented != nil {
		h.Fatal("the editor is shown still")
	}
}

// drawDesk draws a desk by keys.
func (h *host) drawDesk() {
	uitest.Type(h.win, "d")
	uitest.Press(h.win, fyne.KeyReturn)
}

// kept says how many changes the only draft in the store has; -1 where there is none.
func (h *host) kept() int {
	h.Helper()
	list, err := h.store.Plans().Drafts(h.Context())
	if err != nil {
		h.Fatal(err)
	}
	if len(list) == 0 {
		return -1
	}
	return list[0].Changes
}
