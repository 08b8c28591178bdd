package words

import "seatkeeper/storage"

// FolderWarning says what is to be known about where a data folder lies; empty if
// that is nothing.
func FolderWarning(w storage.FolderWarning, folder string) (title, text string) {
	args := Args{"Path": Plain(folder), "Service": Plain(w.Service)}
	switch {
	case w.Network:
		return Say("folder.network-title"), Say("folder.network", args)
	case w.Service != "":
		return Say("folder.synchronised-title", args), Say("folder.synchronised", args)
	}
	return "", ""
}
