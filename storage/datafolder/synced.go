package datafolder

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
)

// A folder that a service synchronises is copied to other computers file by file, and
// what comes back from there replaces what is here. A store is changed in place, and is
// more than one file while it is open: two computers that work on its copies lose the
// changes of one of them, and a copy of half a change is damaged. Backups, which never
// change, may lie there.

// syncMarks are files and folders by which a service marks a folder that it keeps, or
// one above it.
var syncMarks = []struct{ pattern, service string }{
	{".dropbox", "Dropbox"}, {".dropbox.cache", "Dropbox"},
	{".stfolder", "Syncthing"},
	{".sync_*.db", "Nextcloud"}, {"._sync_*.db", "Nextcloud"}, {".nextcloudsync.log", "Nextcloud"}, {".owncloudsync.log", "ownCloud"},
	{".tmp.driveupload", "Google Drive"}, {".tmp.drivedownload", "Google Drive"},
	{".SynologyWorkingDirectory", "Synology Drive"}, {".seafile-data", "Seafile"}, {".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"},
	{".sync/ID", "Resilio Sync"},
}

// SyncedBy returns the name of the service that synchronises a folder, as people know
// it; empty where none is known of.
func SyncedBy(folder string) string {
	if real, err := filepath.EvalSymlinks(folder); err == nil {
		folder = real
	}
	home, _ := os.UserHomeDir()
	for at := folder; ; at = filepath.Dir(at) {
		// In the home folder itself some of them keep their own settings.
		if service := byMark(at); service != "" && at != home {
			return service
		}
		if service := byName(at); service != "" {
			return service
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	for root, service := range namedRoots(home) {
		if isWithin(folder, root) {
			return service
		}
	}
	return ""
}

func byMark(folder string) string {
	var names []string
	if f, err := os.Open(folder); err == nil {
		names, _ = f.Readdirnames(-1)
		f.Close()
	}
	for _, mark := range syncMarks {
		// Not with Glob: on Windows the folder's own name can't be protected from it.
		in, pattern := filepath.Split(filepath.FromSlash(mark.pattern))
		if in != "" {
			if _, err := os.Lstat(filepath.Join(folder, in, pattern)); err == nil {
				return mark.service
			}
			continue
		}
		for _, name := range names {
			if fits, err := filepath.Match(pattern, name); err == nil && fits {
				return mark.service
			}
		}
	}
	return ""
}

// byName knows a folder by its own name and that of the folder above it.
func byName(folder string) string {
	name, above := filepath.Base(folder), filepath.Base(filepath.Dir(folder))
	switch {
	case above == "CloudStorage" && filepath.Base(filepath.Dir(filepath.Dir(folder))) == "Library":
		service, _, _ := strings.Cut(name, "-") // macOS: ~/Library/CloudStorage/Service-Account
		if known, ok := map[string]string{"GoogleDrive": "Google Drive", "ProtonDrive": "Proton Drive"}[service]; ok {
			return known
		}
		return service
	case name == "Mobile Documents" && above == "Library", name == "iCloudDrive":
		return "iCloud"
	case name == "OneDrive", strings.HasPrefix(name, "OneDrive - "):
		return "OneDrive"
	}
	return ""
}

// namedRoots returns the folders that services say in their settings to keep.
func namedRoots(home string) map[string]string {
	roots := map[string]string{}
	for _, variable := range []string{"OneDrive", "OneDriveConsumer", "OneDriveCommercial"} {
		if root := os.Getenv(variable); filepath.IsAbs(root) {
			roots[root] = "OneDrive"
		}
	}
	for _, info := range []string{
		filepath.Join(home, ".dropbox", "info.json"), filepath.Join(os.Getenv("APPDATA"), "Dropbox", "info.json"),
		filepath.Join(os.Getenv("LOCALAPPDATA"), "Dropbox", "info.json"),
	} {
		content, err := os.ReadFile(info)
		if err != nil || !filepath.IsAbs(info) {
			continue
		}
		var accounts map[string]struct {
			Path string `json:"path"`
		}
		if json.Unmarshal(content, &accounts) != nil {
			continue
		}
		for _, account := range accounts {
			if filepath.IsAbs(account.Path) {
				roots[account.Path] = "Dropbox"
			}
		}
	}
	return roots
}

// isWithin reports whether a folder is another one, or lies in it.
func isWithin(folder, root string) bool {
	if real, err := filepath.EvalSymlinks(root); err == nil {
		root = real
	}
	inside, err := filepath.Rel(root, folder)
	return err == nil && filepath.IsLocal(inside)
}
