package datafolder

import (
	"os"
)

// Warning is what users should know once about where the data folder lies. The
// zero value is none.
type Warning struct {
	// Network says that it is on a network drive: one program at a time can have the
	// store open there.
	Network bool
	// Service is the name of a service that synchronises the folder, such as
	// "Dropbox"; else empty.
	Service string
}

// Key names a warning for one computer: the store may be used by others, from other
// folders.
func (w Warning) Key(teller string) string {
	computer, _ := os.Hostname()
	what := w.Service
	if w.Network {
		what = "network drive"
	}
	return what + ", " + teller + " on " + computer
}
