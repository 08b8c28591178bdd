package settings

import (
	"context"
	"os"
	"strconv"

	"fyne.io/fyne/v2"

	"seatkeeper/storage/settings"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// Host is what the settings need of the window around them.
type Host interface {
	Win() fyne.Window
	Background() kit.Background
	Refuse(words.Doing, error)

	Relist(bySurname bool) // lists people by surnames, or by first names
	Reload()               // reads what is shown, and says it anew
	ShowBackupSettings()
	OpenFolder() // that of the data
}

// Options are what a [Controller] is made with. The zero value keeps nothing.
type Options struct {
	File settings.File
	Now  settings.Settings // as they were read
}

// Controller is what the user does with settings.
type Controller struct {
	Host
	o     Options
	sheet *sheet // while it is open
}

// NewController returns the one of a window.
func NewController(h Host, o Options) *Controller { return &Controller{Host: h, o: o} }

// Theme returns the look that was chosen.
func (c *Controller) Theme() fyne.Theme { return kit.NewThemeAs(c.o.Now.Get(settings.Theme)) }

// BySurname reports whether people are listed by surnames; known is false if nobody has
// chosen yet.
func (c *Controller) BySurname() (yes, known bool) {
	return c.o.Now.Get(settings.Names) == settings.Surname, c.o.Now.IsChosen(settings.Names)
}

// OrderNames has people listed by surnames, or by first names.
func (c *Controller) OrderNames(bySurname bool) {
	value := settings.Given
	if bySurname {
		value = settings.Surname
	}
	c.Set(settings.Names, value, nil)
}

// Show lays the sheet over the window.
func (c *Controller) Show() {
	if c.sheet == nil || !c.sheet.IsShown() {
		c.sheet = showSheet(c)
	}
}

// Set keeps another value of a setting and has it hold at once. done, unless it is nil, is
// told on Fyne's goroutine how it went; otherwise a failure is said.
func (c *Controller) Set(n settings.Name, value string, done func(error)) {
	always := func() bool { return true }
	kit.AskFor(c.Background(), always, func() (string, error) {
		return value, c.o.File.Set(context.Background(), n, value)
	}, func(value string, err error) {
		if err == nil {
			c.o.Now = c.o.Now.With(n, value)
			c.hold(n)
		}
		switch {
		case done != nil:
			done(err)
		case err != nil:
			c.Refuse(words.DoingSetting, err)
		}
	})
}

// hold has the value of a setting hold from now on. The language waits for the next start:
// what is on the window has been said.
func (c *Controller) hold(n settings.Name) {
	switch n {
	case settings.Theme:
		fyne.CurrentApp().Settings().SetTheme(c.Theme())
	case settings.Scale:
		UseScale(c.o.Now)
		fyne.CurrentApp().Settings().SetTheme(c.Theme()) // which has the window ask for the scale
	case settings.Names:
		yes, _ := c.BySurname()
		c.Relist(yes)
	case settings.Dates, settings.Week:
		words.UseRegion(c.o.Now)
		c.Reload()
	}
}

// UseScale has all windows drawn as large as it was chosen. Fyne asks the environment for
// that, and nothing else that a program can set.
func UseScale(s settings.Settings) {
	if percent, err := strconv.Atoi(s.Get(settings.Scale)); err == nil && s.IsChosen(settings.Scale) {
		_ = os.Setenv("FYNE_SCALE", strconv.FormatFloat(float64(percent)/100, 'f', -1, 64))
	}
}
