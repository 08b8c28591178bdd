package ui

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/storage"
)

// TestBackupPictures draws what there is of backups for a person to look at, as
// TestPictures does.
func TestBackupPictures(t *testing.T) {
	folder := os.Getenv("SEATKEEPER_PICTURES")
	open := func(f *flow) { f.menu("Backups…") }
	scenes := map[string]func(*flow){
		"list": open,
		"damaged": func(f *flow) {
			open(f)
			f.keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
			f.w.backups.list.details.look.FocusGained()
		},
		"checking": func(f *flow) {
			open(f)
			f.key(fyne.KeyEnd)
			f.w.backups.list.SetProgress(checkProgress{path: f.made.files[3].Path, percent: 42, number: 4, all: 8})
		},
		"none": func(f *flow) { f.made.files = nil; open(f) },
		"delete": func(f *flow) {
			open(f)
			f.keys(fyne.KeyDown, fyne.KeyDelete)
		},
		"compare": func(f *flow) {
			seat := seatForTest("floor-1", "A1", "u1", "Ines Okafor")
			seat.Label = "A1"
			f.made.compared.Bookings = storage.Compared[data.Seat]{Added: 1, Removed: 1, AddedFirst: []data.Seat{seat}, RemovedFirst: []data.Seat{seat}}
			open(f)
			f.w.backups.list.details.compareNow.Tapped(nil)
			f.hand.run()
		},
		"compare-other": func(f *flow) { open(f); f.w.backups.list.details.compareOther.Tapped(nil); f.key(fyne.KeyDown) },
		"look":          func(f *flow) { f.lookInside(t, f.made.files[4]) },
		"passphrase": func(f *flow) {
			askPassphrase(f.w.win, "/data/backup/"+f.name(7), true, nil)
			typeText(f.w.win, "secret")
			f.w.win.Canvas().Overlays().Top().(*sheet).SetMessage(Error, "That is not the passphrase of this file. Try again: capital and small letters count.")
		},
		"passphrase-choose": func(f *flow) {
			f.menu("Export locked copy…")
			typeText(f.w.win, "correct horse")
			f.key(fyne.KeyTab)
			f.w.win.Canvas().FocusNext()
			typeText(f.w.win, "correct h")
		},
		"settings": func(f *flow) { f.menu("Backup settings…") },
		"settings-place": func(f *flow) {
			f.made.settings.Place, f.made.settings.Passphrase = "/media/office/A rather long name of a stick/Seatkeeper copies of the third floor", "x"
			f.menu("Backup settings…")
		},
		"failed": func(f *flow) {
			f.tell(storage.Signs{Failed: &storage.Error{Op: storage.OpWrite, Path: "/home/someone/Documents/Seatkeeper/data/backup/auto", Err: &storage.SpaceError{Need: 2_600_000, Free: 12_000}},
				Retry: f.w.now().Add(10 * time.Minute)})
			open(f)
		},
		"failed-card": func(f *flow) {
			f.tell(storage.Signs{Failed: &storage.Error{Op: storage.OpWrite, Path: "/data/backup/auto", Err: &storage.SpaceError{Need: 2_600_000, Free: 12_000}},
				Retry: f.w.now().Add(10 * time.Minute)})
			f.w.frame.status.sign.Tapped(nil)
		},
		"away": func(f *flow) {
			f.w.backups.keeping.last, f.w.backups.keeping.changes = f.w.now().Add(-80*time.Hour), 41
			f.w.backups.keeping.sayChanges()
			f.tell(storage.Signs{Away: storage.ErrPlaceAway, AwaySince: f.w.now().Add(-24 * 5 * time.Hour), Waiting: 6, Damaged: &f.made.files[4]})
		},
	}
	for scene, show := range scenes {
		for name, variant := range map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark} {
			for _, size := range []fyne.Size{fyne.NewSize(1280, 800), fyne.NewSize(1024, 700)} {
				if folder == "" && (size.Width > 1100 || name != "light") {
					continue // they take their time
				}
				t.Run(fmt.Sprintf("%s-%s-%.0f", scene, name, size.Width), func(t *testing.T) {
					f := flowForTest(t, "Ines Okafor", "Marco Duarte")
					f.book(f.w.store, "A1", "Ines Okafor", tuesday)
					f.hand.run()
					f.w.app.Settings().SetTheme(forced{NewTheme(), variant})
					f.w.win.Resize(size)
					f.made.files = backupsForTest()
					show(f)
					f.hand.run()
					picture := f.w.win.Canvas().Capture()
					if folder == "" {
						return
					}
					file, err := os.Create(filepath.Join(folder, "backups-"+filepath.Base(t.Name())+".png"))
					if err != nil {
						t.Fatal(err)
					}
					defer file.Close()
					if err := png.Encode(file, picture); err != nil {
						t.Fatal(err)
					}
				})
			}
		}
	}
}

// tell lets the automatic backups have signs.
func (f *flow) tell(s storage.Signs) {
	f.made.automatic.signs = s
	f.made.automatic.told()
	f.hand.run()
}
