package datafolder

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// networkMagics are the numbers by which statfs(2) names a network file system, from
// linux/magic.h and the file systems' own sources.
var networkMagics = []uint32{
	0x6969,                         // NFS
	0x517B, 0xFF534D42, 0xFE534D42, // SMB, CIFS
	0x564C,                             // NetWare
	0x5346414F, 0x6B414653, 0x73757245, // AFS, Coda
	0x01021997,             // 9p
	0x00C36400,             // Ceph
	0x0BD00BD0,             // Lustre
	0x01161970,             // GFS2
	0x7461636F,             // OCFS2
	0x19830326,             // BeeGFS
	0x20030528,             // OrangeFS
	0x47504653,             // GPFS
	0xAAD7AAEA,             // PanFS
	0x786F4256, 0xBACBACBC, // VirtualBox, VMware
}

const fuseMagic = 0x65735546

// OnNetwork reports whether a folder, which need not exist, lies on a network drive.
func OnNetwork(folder string) bool {
	folder = nearest(folder)
	var stat unix.Statfs_t
	if err := unix.Statfs(folder, &stat); err != nil {
		return false // opening it tells why
	}
	if magic := uint32(stat.Type); magic != fuseMagic {
		return slices.Contains(networkMagics, magic)
	}
	var at unix.Stat_t
	if err := unix.Stat(folder, &at); err != nil {
		return true
	}
	mounts, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return true // FUSE, and nobody says of what kind
	}
	defer mounts.Close()
	name, found := fileSystemOf(mounts, unix.Major(at.Dev), unix.Minor(at.Dev))
	return !found || isNetworkType(name)
}

// fileSystemOf looks up, in the form of /proc/self/mountinfo (proc(5)), the name of the
// file system with that device number.
func fileSystemOf(mounts io.Reader, major, minor uint32) (name string, found bool) {
	device := fmt.Sprintf("%d:%d", major, minor)
	lines := bufio.NewScanner(mounts)
	for lines.Scan() {
		mount, kind, _ := strings.Cut(lines.Text(), " - ")
		fields, kinds := strings.Fields(mount), strings.Fields(kind)
		if len(fields) > 2 && fields[2] == device && len(kinds) > 0 {
			name, found = kinds[0], true
		}
	}
	return name, found
}
