// Package kit holds the widgets that the window is made of, with no office in them:
// the theme, text, buttons, lists worked with the keys, sheets and their fields,
// toasts, the card of a failure, work in the background.
//
// In come texts that are ready to be read and functions to call back; out go taps,
// keys and choices. Nothing here knows people, desks, bookings or backups, nor the
// store, nor another room.
package kit
