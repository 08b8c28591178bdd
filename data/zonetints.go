package data

import "hash/fnv"

// ZoneTints returns which of so many tints each zone of a floor has that is drawn as an
// area: by its name, so that a zone looks the same on every floor; two of one floor are
// different, as long as there are tints. A zone with a colour of its own has none.
func ZoneTints(floor Floor, tints int) map[string]int {
	which, own := map[string]int{}, map[string]bool{}
	taken := make([]bool, tints)
	for _, x := range floor.Fixtures {
		if x.Type != FixtureZone || own[x.Label] {
			continue
		}
		if _, there := which[x.Label]; there {
			continue
		}
		if own[x.Label] = IsColor(x.Color); own[x.Label] {
			continue
		}
		hash := fnv.New32a()
		hash.Write([]byte(x.Label))
		tint := int(hash.Sum32() % uint32(tints))
		for i := 0; i < tints && taken[tint]; i++ {
			tint = (tint + 1) % tints
		}
		taken[tint] = true
		which[x.Label] = tint
	}
	return which
}
