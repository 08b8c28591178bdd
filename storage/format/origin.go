package format

// Origin says why a backup was made.
type Origin string

// The origins of a backup. Those other than OriginUser are made by the program and
// lie in AutoFolder.
const (
	OriginUser    Origin = ""        // a person exported it
	OriginChanges Origin = "changes" // by itself, after changes
	OriginQuit    Origin = "quit"    // by itself, when the window was closed
	OriginRestore Origin = "restore" // right before a restore
	OriginUpgrade Origin = "upgrade" // right before the store's schema was brought up to date
	OriginRemoval Origin = "removal" // right before an office or a floor went with very many bookings
	OriginOther   Origin = "other"   // in AutoFolder, but its head does not say why
)
