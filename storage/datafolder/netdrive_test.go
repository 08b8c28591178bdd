package datafolder

import (
	"os"
	"path/filepath"
	"testing"
)

func TestNetworkFileSystemsAreKnownByName(t *testing.T) {
	for name, want := range map[string]bool{
		"ext4": false, "btrfs": false, "xfs": false, "tmpfs": false, "apfs": false, "overlay": false, "fuseblk": false, "fuse.gocryptfs": false,
		"fuse.ntfs-3g": false, "nfs4": true, "cifs": true, "smbfs": true, "9p": true, "afpfs": true, "fuse.sshfs": true, "fuse.net": true,
		"fuse.rclone": true, "fuse.glusterfs": true, "virtiofs": true, "ceph": true, "vboxsf": true, "fuse": true,
	} {
		if isNetworkType(name) != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
	for path, want := range map[string]bool{
		`\\server\share\data`: true, `//server/share`: true, `\\?\UNC\server\share`: true, `\\wsl.localhost\Debian\home`: true,
		`C:\data`: false, `\\?\C:\data`: false, `\\.\C:\data`: false, `data`: false,
	} {
		if isUNC(path) != want {
			t.Errorf("%s: %v", path, !want)
		}
	}
	if folder := t.TempDir(); OnNetwork(filepath.Join(folder, "not", "there", "yet")) && os.Getenv("CI") == "" {
		t.Logf("%s is on a network drive", folder)
	}
}
