package backups

import "regexp"

// TempPattern is the pattern of the temporary names of backups: the final name with a
// dot before it and a random number behind it.
var TempPattern = regexp.MustCompile(`^\.backup-\d{8}-\d{6}\.json(\.age)?\d{1,20}$`)

// NamePattern is what backups are called: by the local time of their export.
var NamePattern = regexp.MustCompile(`^backup-(\d{8}-\d{6})\.json(\.age)?$`)

// timePattern finds that time in a name that was changed.
var timePattern = regexp.MustCompile(`\d{8}-\d{6}`)
