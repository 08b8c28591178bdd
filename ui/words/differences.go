package words

import (
	"slices"
	"strings"

	"seatkeeper/storage"
)

// OfficeDifference says what is different about an office between two states of the data,
// or nothing where that is on its floors.
func OfficeDifference(before, after storage.OfficeName) string {
	if before.Name == after.Name {
		return ""
	}
	return Say("difference.renamed", Args{"Was": Plain(before.Name)})
}

// DeskDifference says what is different about a desk between two states of the data, as far
// as people ask for that; nothing where it only lies elsewhere.
func DeskDifference(before, after storage.DeskName) string {
	var parts []string
	if before.Label != after.Label {
		parts = append(parts, Say("difference.renamed", Args{"Was": Plain(before.Label)}))
	}
	switch {
	case after.Retired && !before.Retired:
		parts = append(parts, Say("difference.retired"))
	case before.Retired && !after.Retired:
		parts = append(parts, Say("difference.back"))
	}
	for _, b := range after.Blocks {
		args := Args{"From": DayAndYear(b.From), "To": DayAndYear(b.To)}
		switch {
		case slices.Contains(before.Blocks, b):
		case b.IsOpen():
			parts = append(parts, Say("difference.blocked-open", args))
		default:
			parts = append(parts, Say("difference.blocked", args))
		}
	}
	for _, b := range before.Blocks {
		if !slices.ContainsFunc(after.Blocks, b.Overlaps) {
			parts = append(parts, Say("difference.unblocked", Args{"From": DayAndYear(b.From)}))
		}
	}
	return Dots(parts...)
}

// Order says in which order offices come, where that is another one.
func Order(offices []string) string {
	names := make([]string, len(offices))
	for i, name := range offices {
		names[i] = Plain(name)
	}
	return Say("restore.order", Args{"Offices": strings.Join(names, ", ")})
}
