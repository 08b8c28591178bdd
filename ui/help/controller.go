package help

import (
	"net/url"
	"time"

	"fyne.io/fyne/v2"

	"seatkeeper/storage"
	"seatkeeper/ui/crashlog"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// Page is the address of the project's page, here alone. It is not there yet: the name is
// one that nobody can have (RFC 2606), until the project has its own.
const Page = "https://seatkeeper.example/"

// Host is what is needed of the window.
type Host interface {
	Win() fyne.Window
	Clipboard() fyne.Clipboard
	Background() kit.Background
	Now() time.Time // in the user's zone
	Toast(kit.Toast) (hide func())
	// The data folder; the store that is shown, nil while none is open; and what needs
	// somebody about its backups.
	Folder() string
	Store() *storage.Store
	Signs() storage.Signs
}

// Program is what there is to know of the program.
type Program struct {
	Icon    fyne.Resource
	Version string
	Commit  string           // of which it was built; empty where nobody knows
	Crash   *crashlog.Report // of an earlier run that nobody was told of; nil if there is none
	Room    func() fyne.Size // on the screen; nil, or zero, if nobody knows
	Open    func(*url.URL) error
}

// Controller shows what is to be known of the program.
type Controller struct {
	Host
	program Program
}

// NewController returns the one of a window.
func NewController(host Host, program Program) *Controller {
	return &Controller{Host: host, program: program}
}

// Begin offers to show why the program ended the last time, if that was by a fault. It is
// called when the window shows news.
func (c *Controller) Begin() {
	report := c.program.Crash
	if report == nil {
		return
	}
	c.program.Crash = nil
	var hide func()
	hide = c.Toast(kit.Toast{
		Tone: kit.Warning, Title: words.Say("crashed.title"), Stay: -1,
		Text: words.Say("crashed.text", words.Args{"When": words.Exactly(report.At.In(c.Now().Location()))}),
		Actions: []kit.Action{
			{Label: words.Say("crashed.show"), Run: func() { hide(); c.showReport(report) }},
			{Label: words.Say("crashed.dismiss"), Run: func() { hide() }},
		},
	})
	c.Background().Go(report.Told)
}

// ShowPage opens the project's page, on which new versions are. The program fetches nothing.
func (c *Controller) ShowPage() {
	c.Background().Go(func() {
		page, err := url.Parse(Page)
		if err == nil {
			err = c.program.Open(page)
		}
		c.Background().Do(func() {
			if err != nil {
				c.Toast(kit.Toast{Tone: kit.Warning, Title: words.Say("page.failed"), Text: Page, Actions: []kit.Action{
					{Label: words.Say("page.copy"), Run: func() { c.Clipboard().SetContent(Page) }},
				}})
				return
			}
			c.Toast(kit.Toast{Tone: kit.Good, Title: words.Say("page.have", words.Args{"Version": c.program.Version}), Text: words.Say("page.text")})
		})
	})
}
