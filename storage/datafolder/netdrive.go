package datafolder

import (
	"os"
	"path/filepath"
	"strings"
)

// A network drive is a file system whose files other computers may have open at the
// same time. Processes of two computers share no memory, so that the store must be
// opened by one of them alone there. To take a local drive for one costs little: one
// window at a time. The other mistake loses bookings.

// nearest returns the nearest folder at or above the path that is there.
func nearest(path string) string {
	for {
		if _, err := os.Stat(path); err == nil {
			return path
		}
		up := filepath.Dir(path)
		if up == path {
			return path
		}
		path = up
	}
}

// isUNC reports whether a path of Windows names another computer: \\server\share or
// \\?\UNC\server\share, but not \\?\C:\ or \\.\device.
func isUNC(path string) bool {
	path = strings.ReplaceAll(path, "/", `\`)
	if !strings.HasPrefix(path, `\\`) {
		return false
	}
	rest := strings.ToUpper(path[2:])
	if strings.HasPrefix(rest, `?\`) || strings.HasPrefix(rest, `.\`) {
		return strings.HasPrefix(rest[2:], `UNC\`)
	}
	return true
}

// networkTypes are the names of file systems whose files lie on another computer, as
// Linux and macOS write them.
var networkTypes = map[string]bool{
	"nfs": true, "nfs4": true, "cifs": true, "smb2": true, "smb3": true, "smbfs": true, "ncpfs": true, "afs": true, "coda": true,
	"afpfs": true, "webdav": true, "9p": true, "v9fs": true, "ceph": true, "glusterfs": true, "lustre": true, "beegfs": true,
	"gpfs": true, "gfs2": true, "ocfs2": true, "orangefs": true, "pvfs2": true, "panfs": true, "acfs": true,
	// Shared by a virtual machine and the computer that it runs on.
	"vboxsf": true, "vmhgfs": true, "prl_fs": true, "virtiofs": true, "fakeowner": true, "osxfs": true, "drvfs": true,
}

// localFUSE are file systems of programs (FUSE) that keep files on this computer. Any
// other may be that of a server, such as sshfs.
var localFUSE = map[string]bool{
	"ntfs-3g": true, "ntfs": true, "exfat": true, "exfat-fuse": true, "ext2": true, "fuse-ext2": true, "hfs": true, "zfs": true, "zfs-fuse": true,
	"encfs": true, "gocryptfs": true, "cryfs": true, "ecryptfs": true, "veracrypt": true, "truecrypt": true, "bindfs": true,
	"mergerfs": true, "unionfs": true, "unionfs-fuse": true, "fuse-overlayfs": true, "portal": true, "squashfuse": true,
	"dislocker": true, "apfs-fuse": true, "jmtpfs": true,
}

// isNetworkType reports whether a file system of that name is, or may be, one of a
// network. A FUSE file system is called fuse.NAME.
func isNetworkType(name string) bool {
	name = strings.ToLower(name)
	program, isFUSE := strings.CutPrefix(name, "fuse.")
	switch {
	case name == "fuseblk": // on a drive of this computer
		return false
	case isFUSE, name == "fuse":
		return !localFUSE[program]
	}
	return networkTypes[name]
}
