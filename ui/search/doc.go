// Package search finds people and desks by what somebody types, whatever the case and
// the accents, and sorts names as people do. It knows nothing of windows.
package search
