package filedialog

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"seatkeeper/ui/filedialog/native"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// asking is a window that asks for files.
type asking struct {
	*testing.T
	*Dialogs
	hand    *uitest.ByHand
	folder  string   // with files in it
	chosen  []string // what was called back
	refused []string
}

// none is a system without a dialog.
func none(context.Context, uintptr, native.Request) (string, error) {
	return "", native.ErrUnavailable
}

func askingForTest(t *testing.T, system System) *asking {
	t.Helper()
	hand := &uitest.ByHand{}
	a := &asking{T: t, hand: hand, folder: t.TempDir()}
	a.Dialogs = &Dialogs{Win: uitest.EmptyWindow(t, kit.NewTheme()), System: system,
		Background: kit.Background{Go: hand.Go, Do: hand.Do, After: hand.After},
		Refuse:     func(title, _ string) { a.refused = append(a.refused, title) }}
	for _, name := range []string{"a.json", "b.JSON", "c.txt", filepath.Join("inner", "d.json")} {
		path := filepath.Join(a.folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("as it was"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

func (a *asking) ask(kind native.Kind, name string) {
	a.Ask(Request{Kind: kind, Title: "Which?", Confirm: "Take it", Endings: []string{".json"}, Starts: []string{filepath.Join(a.folder, "gone"), a.folder}, Name: name},
		func(path string) { a.chosen = append(a.chosen, path) })
	a.hand.Run()
}

func (a *asking) press(keys ...fyne.KeyName) {
	for _, key := range keys {
		uitest.Press(a.Win, key)
		a.hand.Run()
	}
}

func (a *asking) retype(text string) {
	a.Helper()
	a.Win.Canvas().Focus(uitest.Find[*kit.SheetEntry](a, a.top()))
	uitest.Retype(a.Win, text)
}

func (a *asking) top() fyne.CanvasObject { return a.Win.Canvas().Overlays().Top() }

func (a *asking) button(label string) {
	a.Helper()
	for _, o := range uitest.Shown(a.top()) {
		if b, ok := o.(*kit.Button); ok && b.Text == label {
			test.Tap(b)
			a.hand.Run()
			return
		}
	}
	a.Fatalf("no button %q", label)
}

func (a *asking) says(text string) bool {
	for _, o := range uitest.Shown(a.top()) {
		if p, ok := o.(*kit.Paragraph); ok && strings.Contains(p.Text, text) {
			return true
		}
	}
	return false
}

func (a *asking) names() (names []string) {
	for _, o := range uitest.Shown(a.top()) {
		if r, ok := o.(*kit.SignRow); ok {
			names = append(names, r.Signed.Text)
		}
	}
	return names
}

// want fails unless just those were chosen, in the folder of the test, and nothing is
// open any more.
func (a *asking) want(names ...string) {
	a.Helper()
	var paths []string
	for _, name := range names {
		paths = append(paths, filepath.Join(a.folder, name))
	}
	if !slices.Equal(a.chosen, paths) || a.top() != nil || a.end != nil {
		a.Errorf("chosen are %q, not %q; open is %v", a.chosen, paths, a.top())
	}
	if content, err := os.ReadFile(filepath.Join(a.folder, "a.json")); err != nil || string(content) != "as it was" {
		a.Errorf("a file has changed: %q, %v", content, err)
	}
}

func TestTheSystemIsAskedFirst(t *testing.T) {
	var got native.Request
	a := askingForTest(t, nil)
	path, err := filepath.Join(a.folder, "a.json"), error(nil)
	a.System = func(_ context.Context, _ uintptr, r native.Request) (string, error) {
		got = r
		if a.top() == nil || !a.says("The system’s own window asks for it") {
			t.Error("the window does not wait")
		}
		return path, err
	}
	a.ask(OpenFile, "")
	a.want("a.json")
	if got.Title != "Which?" || got.Confirm != "Take it" || got.Folder != a.folder || len(got.Filters) != 2 || got.Filters[1].Endings != nil {
		t.Errorf("the system was asked for %+v", got)
	}
	path = ""
	a.ask(OpenFile, "")
	a.want("a.json")
	err = native.ErrNotLocal
	a.ask(OpenFile, "")
	a.want("a.json")
	if !slices.Equal(a.refused, []string{"That is not a file of this computer"}) {
		t.Errorf("refused is %q", a.refused)
	}
	err = errors.New("it broke")
	a.ask(OpenFile, "")
	if len(a.names()) == 0 {
		t.Error("no dialog takes the place of the system's")
	}
}

func TestTheUserMayTakeLongAndGetsOut(t *testing.T) {
	for name, leave := range map[string]func(*asking){
		"Escape":        func(a *asking) { uitest.Press(a.Win, fyne.KeyEscape) },
		"the window":    func(a *asking) { a.Close() },
		"here instead":  func(a *asking) { a.button("Choose here instead") },
		"second asking": func(a *asking) { a.Ask(Request{Title: "Another"}, func(string) { a.Error("the second is answered") }) },
	} {
		t.Run(name, func(t *testing.T) {
			a := askingForTest(t, nil)
			ended := false
			a.System = func(ctx context.Context, _ uintptr, _ native.Request) (string, error) {
				a.System = none
				leave(a)
				<-ctx.Done()
				ended = true
				return "/too/late", nil
			}
			a.ask(OpenFile, "")
			if !ended || len(a.chosen) > 0 {
				t.Errorf("ended %v, chosen %q", ended, a.chosen)
			}
			if open := a.top() != nil; open != (name == "here instead" || name == "second asking") || open && len(a.names()) == 0 {
				t.Errorf("there lies %v over the window", a.top())
			}
			a.Close()
			if a.top() != nil || len(a.Win.Canvas().Overlays().List()) > 0 {
				t.Error("something is left over the window")
			}
		})
	}
}

func TestOwnDialogByKeys(t *testing.T) {
	a := askingForTest(t, none)
	a.ask(OpenFile, "")
	if got := a.names(); !slices.Equal(got, []string{"Folder above", "inner", "a.json", "b.JSON"}) {
		t.Fatalf("listed are %q", got)
	}
	a.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn) // into the list, over the folder
	a.want("a.json")
	a.ask(OpenFile, "")
	a.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if got := a.names(); !slices.Equal(got, []string{"Folder above", "d.json"}) {
		t.Fatalf("in the folder there are %q", got)
	}
	a.press(fyne.KeyBackspace, fyne.KeyReturn, fyne.KeyEnd, fyne.KeyReturn) // up, in again
	a.want("a.json", filepath.Join("inner", "d.json"))
	for tabs := range 6 {
		a.ask(Folder, "")
		for range tabs {
			a.press(fyne.KeyTab)
		}
		a.press(fyne.KeyEscape)
		a.want("a.json", filepath.Join("inner", "d.json"))
	}
}

func TestOwnDialogByPointer(t *testing.T) {
	a := askingForTest(t, none)
	a.ask(OpenFile, "")
	list := uitest.Find[*kit.KeyList](t, a.top())
	list.OnPick(2)
	a.hand.Run()
	if len(a.chosen) > 0 {
		t.Error("a click has chosen")
	}
	a.button("Take it")
	a.want("a.json")
	a.ask(OpenFile, "")
	list = uitest.Find[*kit.KeyList](t, a.top())
	list.OnPick(3)
	list.OnPick(3)
	a.hand.Run()
	a.want("a.json", "b.JSON")
	a.ask(Folder, "")
	a.button("Take it")
	a.want("a.json", "b.JSON", "")
}

func TestATypedPath(t *testing.T) {
	a := askingForTest(t, none)
	for _, c := range []struct {
		kind         native.Kind
		typed, says  string
		chosen, next string
	}{
		{OpenFile, filepath.Join(a.folder, "c.txt"), "", "c.txt", ""}, // whatever its name is
		{OpenFile, "a.json", "", "a.json", ""},
		{OpenFile, filepath.Join("inner", "..", "a.json"), "", "a.json", ""},
		{OpenFile, "gone.json", "There is no file or folder of that name.", "", ""},
		{OpenFile, "inner", "", "", "d.json"},
		{Folder, "a.json", "That is a file. Choose a folder.", "", ""},
		{Folder, "inner", "", "", "Folder above"},
		{SaveFile, "new.json", "", "new.json", ""},
		{SaveFile, filepath.Join("gone", "new.json"), "There is no file or folder of that name.", "", ""},
	} {
		a.chosen = nil
		a.ask(c.kind, "plan.svg")
		a.retype(c.typed)
		a.press(fyne.KeyReturn)
		if c.says != "" && !a.says(c.says) {
			t.Errorf("%s: %q is not said", c.typed, c.says)
		}
		if c.next != "" && !slices.Contains(a.names(), c.next) {
			t.Errorf("%s leads to %q", c.typed, a.names())
		}
		if c.chosen == "" {
			a.press(fyne.KeyEscape)
			a.want()
			continue
		}
		a.want(c.chosen)
	}
}

func TestAFileIsReplacedOnlyOnceThatIsConfirmed(t *testing.T) {
	a := askingForTest(t, none)
	a.ask(SaveFile, "a.json")
	a.button("Take it")
	if !a.says("a.json is there already. Press “Take it” once more to replace it.") || len(a.chosen) > 0 {
		t.Fatal("the user is not asked")
	}
	a.retype("b.JSON")
	a.press(fyne.KeyReturn)
	if !a.says("b.JSON is there already.") || len(a.chosen) > 0 {
		t.Fatal("the user is not asked for another file")
	}
	a.press(fyne.KeyReturn)
	a.want("b.JSON")
	// The proposed name goes along into other folders.
	a.chosen = nil
	a.ask(SaveFile, "plan.svg")
	a.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	a.button("Take it")
	a.want(filepath.Join("inner", "plan.svg"))
}
