package storage

import (
	"time"
)

// backupName returns the name of a backup that was made then.
func backupName(at time.Time, ending string) string {
	return "backup-" + at.Format(nameFormat) + ending
}

// nameFormat is how the name of a backup says when it was made.
const nameFormat = "20060102-150405"

const (
	backupEnding = ".json"
	lockedEnding = ".json.age"
)
