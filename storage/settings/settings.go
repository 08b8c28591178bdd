package settings

import (
	"maps"
	"slices"
)

// Name is a setting, as it stands in the file and on the command line.
type Name string

// The settings. Each has the values that [Values] returns, the first of which holds until
// another is chosen.
const (
	Language Name = "language" // of the words
	Theme    Name = "theme"    // light or dark
	Scale    Name = "scale"    // how large all is drawn, in percent of what the desktop asks for
	Names    Name = "names"    // by which people are listed
	Dates    Name = "dates"    // the region after which dates, numbers and the order of names go
	Week     Name = "week"     // the day on which one begins
)

// Values that are asked for by name.
const (
	System   = "system" // as the desktop has it
	Light    = "light"
	Dark     = "dark"
	Given    = "first-name"
	Surname  = "surname"
	Region   = "region" // as it is usual in the region
	English  = "en"
	Pseudo   = "en-XA" // English made longer and full of accents, to see whether all of it fits
	Monday   = "monday"
	Saturday = "saturday"
	Sunday   = "sunday"
)

// all are the settings in the order in which they are shown.
var all = []struct {
	name   Name
	values []string
}{
	{Language, []string{English, Pseudo}},
	{Theme, []string{System, Light, Dark}},
	{Scale, []string{"100", "75", "90", "110", "125", "150", "175", "200"}},
	{Names, []string{Given, Surname}},
	{Dates, []string{System, "en-AU", "de-AT", "nl-BE", "pt-BR", "en-CA", "cs-CZ", "da-DK", "fi-FI", "fr-FR", "de-DE",
		"en-IN", "en-IE", "it-IT", "ja-JP", "nl-NL", "nb-NO", "pl-PL", "pt-PT", "es-ES", "sv-SE", "de-CH", "en-GB", "en-US"}},
	{Week, []string{Region, Monday, Saturday, Sunday}},
}

// All returns the settings, in the order in which they are shown.
func All() []Name {
	names := make([]Name, len(all))
	for i, s := range all {
		names[i] = s.name
	}
	return names
}

// Values returns what a setting can be, what it is by itself first; nothing for a name that
// is none of a setting.
func Values(n Name) []string {
	for _, s := range all {
		if s.name == n {
			return slices.Clone(s.values)
		}
	}
	return nil
}

// Settings are what was chosen. The zero value is that nothing was.
type Settings struct{ chosen map[Name]string }

// Get returns the value of a setting: the one that was chosen, otherwise its first.
func (s Settings) Get(n Name) string {
	if value := s.chosen[n]; value != "" {
		return value
	}
	if values := Values(n); len(values) > 0 {
		return values[0]
	}
	return ""
}

// IsChosen reports whether somebody has chosen a value, be it the one that holds anyway.
func (s Settings) IsChosen(n Name) bool { return s.chosen[n] != "" }

// With returns the settings with another value of one.
func (s Settings) With(n Name, value string) Settings {
	chosen := map[Name]string{}
	maps.Copy(chosen, s.chosen)
	chosen[n] = value
	return Settings{chosen}
}
