package data

import "time"

// Draft is what is being drawn of a floor and not applied yet.
type Draft struct {
	Office, Floor string // IDs
	// Base is the floor as it was when the draft was begun, and Drawn as it is to be. What
	// applies is what differs between the two.
	Base, Drawn Floor
	Changes     int       // how many steps were drawn, for people
	SavedAt     time.Time // UTC, whole milliseconds; zero where it was never saved
}

// What can be in the way of a change of offices, floors and drafts.
const (
	ErrUnknownOffice Obstacle = "there is no such office"
	ErrUnknownFloor  Obstacle = "there is no such floor"
	ErrUnknownDraft  Obstacle = "there is no such draft"
)
