package words

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"seatkeeper/storage/settings"
)

// UseSettings has the texts, dates and numbers as they were chosen. What nobody has chosen
// stays.
func UseSettings(s settings.Settings) {
	if s.IsChosen(settings.Language) {
		SetLanguage(s.Get(settings.Language))
	}
	if s.IsChosen(settings.Dates) || s.IsChosen(settings.Week) {
		UseRegion(s)
	}
}

// UseRegion has dates and numbers, the order of names and the first day of a week as they
// were chosen.
func UseRegion(s settings.Settings) {
	l := SystemLocale()
	if name := s.Get(settings.Dates); name != settings.System {
		l = LocaleOf(name)
	}
	switch s.Get(settings.Week) {
	case settings.Monday:
		l.FirstDay = time.Monday
	case settings.Saturday:
		l.FirstDay = time.Saturday
	case settings.Sunday:
		l.FirstDay = time.Sunday
	}
	SetLocale(l)
}

// settingTexts are the keys for what a setting is called, and a sentence about it.
var settingTexts = map[settings.Name]struct{ name, about string }{
	settings.Language: {"settings.language", "settings.language-about"},
	settings.Theme:    {"settings.theme", "settings.theme-about"},
	settings.Scale:    {"settings.scale", "settings.scale-about"},
	settings.Names:    {"settings.names", "settings.names-about"},
	settings.Dates:    {"settings.dates", "settings.dates-about"},
	settings.Week:     {"settings.week", "settings.week-about"},
}

// Setting returns what a setting is called, and a sentence about it.
func Setting(n settings.Name) (name, about string) {
	return Say(settingTexts[n].name), Say(settingTexts[n].about)
}

// values are the keys for what values mean that are no number.
var values = map[string]string{
	settings.English: "language.en", settings.Pseudo: "language.en-xa",
	settings.Light: "settings.light", settings.Dark: "settings.dark",
	settings.Given: "settings.first-name", settings.Surname: "settings.surname",
	settings.Region: "settings.region", settings.Monday: "weekday.monday", settings.Saturday: "weekday.saturday", settings.Sunday: "weekday.sunday",
	"de-AT": "region.at", "en-AU": "region.au", "nl-BE": "region.be", "pt-BR": "region.br", "en-CA": "region.ca", "de-CH": "region.ch",
	"cs-CZ": "region.cz", "de-DE": "region.de", "da-DK": "region.dk", "es-ES": "region.es", "fi-FI": "region.fi", "fr-FR": "region.fr",
	"en-GB": "region.gb", "en-IE": "region.ie", "en-IN": "region.in", "it-IT": "region.it", "ja-JP": "region.jp", "nl-NL": "region.nl",
	"nb-NO": "region.no", "pl-PL": "region.pl", "pt-PT": "region.pt", "sv-SE": "region.se", "en-US": "region.us",
}

// SettingValue returns what a value of a setting means.
func SettingValue(n settings.Name, value string) string {
	if percent, err := strconv.Atoi(value); err == nil {
		return Say("settings.percent", Args{"Number": percent})
	}
	if value != settings.System {
		return Say(values[value])
	}
	if region, sure := SystemLocale().Tag.Region(); n == settings.Dates && sure == language.Exact {
		return Say("settings.system-region", Args{"Region": regionName(region)})
	}
	return Say("settings.system")
}

// regionName returns what a region is called: by its name if it can be chosen, otherwise its
// code.
func regionName(region language.Region) string {
	for value, key := range values {
		if _, own, found := strings.Cut(value, "-"); found && own == region.String() {
			return Say(key)
		}
	}
	return region.String()
}
