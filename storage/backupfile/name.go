package backupfile

import (
	"time"
)

// Name returns the name of a backup that was made then.
func Name(at time.Time, ending string) string {
	return "backup-" + at.Format(NameFormat) + ending
}

// NameFormat is how the name of a backup says when it was made.
const NameFormat = "20060102-150405"

// The endings of the names of backups.
const (
	Ending       = ".json"
	LockedEnding = ".json.age"
)
