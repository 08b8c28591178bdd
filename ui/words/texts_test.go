package words

import (
	"encoding/json"
	"sync"
	"testing"
)

func TestEveryTextCanBeSaidAndCounted(t *testing.T) {
	var all map[string]any
	if err := json.Unmarshal(english, &all); err != nil {
		t.Fatal(err)
	}
	for key, text := range all {
		if got := Say(key); got == key {
			t.Errorf("%q is not said", key)
		}
		forms, counted := text.(map[string]any)
		if counted && (forms["one"] == nil || forms["other"] == nil) {
			t.Errorf("%q has no form for one thing, or none for many", key)
		}
	}
}

func TestATextIsMadeOnceBySeveralAtOnce(t *testing.T) {
	made := (*inUse.Load())()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if Say("ago.now") != "just now" || Say("about.version", Args{"Version": "1"}) != "Seatkeeper 1" {
				t.Error("another text is said")
			}
		})
	}
	wg.Wait()
	if made.isUnsaid("ago.now") {
		t.Error("a text that was said would be made again")
	}
}
