package words

import (
	"seatkeeper/data"
	"seatkeeper/storage"
)

// OfficesImport says in sentences what the import of a floor plan would do: what comes to
// each office, what is lost with its bookings, and which offices stay as they are.
func OfficesImport(changes []storage.OfficeChange, given, present []data.Office) []string {
	var lines []string
	for _, o := range given {
		added, changed, removed, retired, coming, floors, others := 0, 0, 0, 0, 0, 0, false
		for _, c := range changes {
			if c.Office != o.Name {
				continue
			}
			if c.Added > 0 {
				floors++
			}
			others = others || c.Added+c.Changed+c.Removed+c.Retired == 0
			added, changed, removed, retired, coming = added+c.Added, changed+c.Changed, removed+c.Removed, retired+c.Retired, coming+c.Coming
		}
		args := Args{"Office": Plain(o.Name), "Desks": Count("desks", added), "Floors": Count("floors", floors)}
		had := hasOffice(present, o.ID)
		switch {
		case !had:
			lines = append(lines, Say("import.office-added", args))
		case added > 0:
			lines = append(lines, Say("import.office-grows", args))
		case changed+removed+retired == 0 && !others:
			lines = append(lines, Say("import.office-same", args))
		}
		if changed > 0 || others && had && added+removed+retired == 0 {
			lines = append(lines, Say("import.office-changed", args, Args{"Desks": Count("desks", changed)}))
		}
		if removed > 0 {
			lines = append(lines, Say("import.office-loses", args, Args{"Desks": Count("desks", removed)}))
		}
		if retired > 0 {
			lines = append(lines, Say("import.office-retires", args, Args{"Desks": Count("desks", retired), "Bookings": Count("bookings", coming)}))
		}
	}
	for _, o := range present {
		if !hasOffice(given, o.ID) {
			lines = append(lines, Say("import.office-stays", Args{"Office": Plain(o.Name)}))
		}
	}
	return lines
}

func hasOffice(offices []data.Office, id string) bool {
	for _, o := range offices {
		if o.ID == id {
			return true
		}
	}
	return false
}
