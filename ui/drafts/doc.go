// Package drafts lets a floor be drawn in the window: it opens the draft of the floor that is shown in
// the editor, keeps it safe after each step, and applies it when the user has read what that does to
// bookings.
//
// In comes a store, by its host; out go drafts that are saved, and one change of the floor. How
// things are drawn is decided in ui/plan/edit, what applying means in storage.
package drafts
