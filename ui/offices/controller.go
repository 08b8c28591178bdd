package offices

import (
	"context"

	"seatkeeper/data"
	plans "seatkeeper/data/layout"
	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// Controller is what the user does with offices as a whole.
type Controller struct {
	Host
	offices []data.Office // as they are shown, in use
	welcome *welcome      // nil until it was needed
	list    *list         // while it is open
	drafts  []storage.DraftInfo
	looked  int // how often the drafts were asked for: only the last answer counts
}

// NewController returns the one of a window.
func NewController(h Host) *Controller { return &Controller{Host: h} }

// Begin forgets what was shown: another store is.
func (c *Controller) Begin() { c.offices, c.welcome = nil, nil }

// Apply takes what the window shows. While there is no office it shows the welcome in
// the place of the board; isPresent is false for a backup that is looked at.
func (c *Controller) Apply(offices []data.Office, people int, isPresent bool) {
	c.offices = offices
	if c.list != nil {
		c.list.setOffices(offices, c.drafts)
		c.lookAtDrafts()
	}
	if len(offices) > 0 || !isPresent {
		c.SetHome(nil)
		return
	}
	if c.welcome == nil {
		c.welcome = newWelcome([3]kit.Action{
			{Label: words.Say("welcome.set-up-do"), Run: c.SetUp, Primary: true},
			{Label: words.Say("welcome.people-do"), Run: c.ShowPeople},
			{Label: words.Say("welcome.sample-do"), Run: c.AddSample},
		}, kit.Action{Label: words.Say("welcome.restore"), Run: c.RestoreBackup},
			kit.Action{Label: words.Say("welcome.import-plan"), Run: c.ImportPlan})
	}
	c.welcome.setPeople(people)
	c.SetHome(c.welcome)
}

// SetUp asks for an office in words, draws it, and goes there.
func (c *Controller) SetUp() {
	if !c.MayChange() {
		return
	}
	var s *setUp
	s = showSetUp(c.Win(), setUpOptions{NameFault: c.nameFault, OnDo: func(name string, floors []plans.Floor, done func(error)) {
		var made data.Office
		c.Change(func(ctx context.Context, store *storage.Store) (err error) {
			made, err = store.Plans().SetUp(ctx, name, floors)
			return err
		}, c.ToldIn(s.sheet.IsShown, func(err error) {
			done(err)
			if err == nil {
				c.GoTo(made.ID, made.Floors[0].ID)
			}
		}))
	}})
}

// nameFault says what is wrong with a name for an office, or nothing.
func (c *Controller) nameFault(name string) string {
	name, err := data.CleanName(name)
	if err != nil {
		return words.Explain(words.DoingChange, err).Cause
	}
	for _, o := range c.offices {
		if data.NameKey(o.Name) == data.NameKey(name) {
			return words.Say("offices.name-taken", words.Args{"Name": words.Plain(o.Name)})
		}
	}
	return ""
}

// sampleSize is a lively office with desks to spare.
func (c *Controller) sampleSize() data.SampleSize {
	return data.SampleSize{People: 30, Days: 20, Until: c.Today()}
}

// AddSample fills an empty store with an office, people and bookings to try things on.
func (c *Controller) AddSample() {
	if !c.MayChange() {
		return
	}
	c.Change(func(ctx context.Context, s *storage.Store) error {
		_, err := s.AddSample(ctx, c.sampleSize(), nil)
		return err
	}, func(err error) {
		if err != nil {
			c.Refuse(words.DoingSample, err)
		}
	})
}

// HasSample reports whether somebody is there who is made up. Who keeps the sample office for
// people of their own is not to be offered to take it away.
func HasSample(person func(id string) (data.User, bool)) bool {
	for i := 0; ; i++ {
		made := data.SamplePerson(i)
		now, found := person(made.ID)
		if !found || now.Active && now.Name == made.Name {
			return found
		}
	}
}

// AskRemoveSample takes what is made up away again, when the user has read what goes.
func (c *Controller) AskRemoveSample() {
	if !c.MayChange() {
		return
	}
	ask(c, func(ctx context.Context, s *storage.Store) (storage.SampleRemoval, error) {
		return s.Plans().PreviewRemoveSample(ctx)
	}, func(shown storage.SampleRemoval, err error) {
		if err != nil {
			c.Refuse(words.DoingChange, err)
			return
		}
		kit.Confirm(c.Win(), words.Say("sample.remove-title"), sampleText(shown),
			kit.Action{Label: words.Say("sample.remove-do"), Run: func() {
				c.changeSlowly(words.Say("sample.removing"), func(ctx context.Context, s *storage.Store) error {
					return s.Plans().RemoveSample(ctx, shown)
				}, func(err error) { c.Refuse(words.DoingChange, err) })
			}})
	})
}

// sampleText says all that goes with what is made up.
func sampleText(shown storage.SampleRemoval) string {
	key := "sample.remove-text"
	if shown.Office.OfficeID == "" {
		key = "sample.remove-people"
	}
	text := words.Say(key, words.Args{"People": words.Count("made-up-people", shown.People), "Bookings": words.Count("bookings", shown.Bookings())})
	if shown.Office.OfficeID != "" && shown.Elsewhere > 0 {
		text += " " + words.Count("sample-elsewhere", shown.Elsewhere)
	}
	return text + " " + words.Say("sample.remove-undo")
}
