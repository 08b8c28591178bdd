package words

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed en.json
var english []byte

// texts are all that can be said. To make a message of every one at the start would take
// longer than many a command does, so each is made when it is said for the first time.
//
// Fyne's own lang package was tried. It logs an error for every text where the
// system's language is one that Fyne speaks and Seatkeeper does not, so the
// library under it is used directly.
type texts struct {
	pseudo    bool // whether they are made longer
	mutex     sync.RWMutex
	unsaid    map[string]json.RawMessage // as they stand in en.json
	bundle    *i18n.Bundle
	localizer *i18n.Localizer
}

// inUse returns the texts of the language that is spoken.
var inUse atomic.Pointer[func() *texts]

func init() { SetLanguage(language.English.String()) }

// SetLanguage changes the language of all texts from now on; those that were said stay. One
// that is not there is English.
func SetLanguage(tag string) {
	all := sync.OnceValue(func() *texts { return newTexts(tag == Pseudo) })
	inUse.Store(&all)
}

func newTexts(pseudo bool) *texts {
	t := &texts{pseudo: pseudo, bundle: i18n.NewBundle(language.English)}
	t.localizer = i18n.NewLocalizer(t.bundle, language.English.String())
	if err := json.Unmarshal(english, &t.unsaid); err != nil {
		panic(fmt.Sprintf("the texts in the program are damaged: %v", err))
	}
	return t
}

// localize says a text. There may be one also where there is an error.
func localize(c *i18n.LocalizeConfig) (string, error) {
	t := (*inUse.Load())()
	if t.isUnsaid(c.MessageID) {
		t.make(c.MessageID)
	}
	t.mutex.RLock()
	defer t.mutex.RUnlock()
	return t.localizer.Localize(c)
}

func (t *texts) isUnsaid(key string) bool {
	t.mutex.RLock()
	defer t.mutex.RUnlock()
	_, unsaid := t.unsaid[key]
	return unsaid
}

// make makes the message of a text that was never said.
func (t *texts) make(key string) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	text, unsaid := t.unsaid[key]
	if !unsaid {
		return // another was first
	}
	var forms any // a text, or one for each plural form
	err := json.Unmarshal(text, &forms)
	if err == nil {
		if t.pseudo {
			forms = longer(forms)
		}
		var m *i18n.Message
		if m, err = i18n.NewMessage(forms); err == nil {
			m.ID = key
			err = t.bundle.AddMessages(language.English, m)
		}
	}
	if err != nil {
		panic(fmt.Sprintf("the text %q in the program is damaged: %v", key, err))
	}
	delete(t.unsaid, key)
}
