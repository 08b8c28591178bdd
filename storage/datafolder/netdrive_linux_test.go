package datafolder

import (
	"strings"
	"testing"
)

func TestTheFileSystemIsLookedUpByItsDevice(t *testing.T) {
	const mounts = `22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:35 / /mnt/a\040b rw,nosuid shared:2 master:1 - fuse.sshfs ann@server: rw,user_id=1000
41 22 0:36 / /mnt/stick rw - fuseblk /dev/sdb1 rw
`
	for device, want := range map[uint32]string{35: "fuse.sshfs", 36: "fuseblk", 37: ""} {
		if got, found := fileSystemOf(strings.NewReader(mounts), 0, device); got != want || found != (want != "") {
			t.Errorf("0:%d is %q", device, got)
		}
	}
}
