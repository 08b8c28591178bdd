package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func TestBackupsLookAsEver(t *testing.T) {
	for _, look := range []struct {
		name    string
		variant fyne.ThemeVariant
		show    func(*flow)
	}{
		{"backups-light", theme.VariantLight, func(f *flow) { f.menu("Backups…") }},
		{"backups-dark", theme.VariantDark, func(f *flow) {
			f.menu("Backups…")
			f.keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown) // the damaged one
		}},
		{"backups-settings", theme.VariantLight, func(f *flow) {
			f.made.settings.Place, f.made.settings.Passphrase = "/media/office/A rather long name of a stick/Seatkeeper copies of the third floor", "x"
			f.menu("Backup settings…")
		}},
		{"backups-failed", theme.VariantLight, func(f *flow) {
			f.tell(storage.Signs{Failed: &failure.Error{Op: failure.OpWrite, Path: "/data/backup/auto", Err: &failure.SpaceError{Need: 2_600_000, Free: 12_000}},
				Retry: f.w.now().Add(10 * time.Minute)})
			f.w.frame.status.Sign.Tapped(nil)
		}},
	} {
		t.Run(look.name, func(t *testing.T) {
			f := flowForTest(t, "Ines Okafor", "Marco Duarte")
			f.w.app.Settings().SetTheme(uitest.Variant(kit.NewTheme(), look.variant))
			f.w.win.Resize(fyne.NewSize(920, 640))
			f.made.files = uitest.Backups()
			look.show(f)
			f.hand.Run()
			f.w.frame.status.SetFolder("/data") // it is another one in each run
			uitest.LooksAsEver(t, f.w.win.Canvas(), look.name)
		})
	}
}

// tell lets the automatic backups have signs.
func (f *flow) tell(s storage.Signs) {
	f.made.automatic.signs = s
	f.made.automatic.told()
	f.hand.Run()
}
