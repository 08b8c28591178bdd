package format

import (
	"errors"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/backupfile"
)

var (
	aMonday = data.NewDate(2026, 11, 23)
	aNoon   = time.Date(2026, 11, 23, 10, 11, 12, 345e6, time.FixedZone("CET", 60*60))

	errDevice = errors.New("the device reports a fault")
)

func verified(t testing.TB, path string) Report {
	t.Helper()
	r, err := VerifyBackup(t.Context(), path, backupfile.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}
