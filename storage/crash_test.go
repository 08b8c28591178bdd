package storage

import (
	"testing"

	"seatkeeper/data"
)

func TestAPanicOfAHelperIsTheErrorOfItsWork(t *testing.T) {
	work := func() (err error) {
		defer rescue(&err)
		var none []int
		_ = none[len(none)]
		return nil
	}
	if err := work(); KindOf(err) != KindCrash {
		t.Error(err)
	}
	// A loader that panics ends the restore, which leaves nothing behind.
	if err := (&loadBatch{users: []numbered[data.User]{{}}}).loadSafely(nil); KindOf(err) != KindCrash {
		t.Error(err)
	}
}
