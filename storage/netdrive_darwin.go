package storage

import "golang.org/x/sys/unix"

// onNetwork reports whether a folder, which need not exist, lies on a network drive.
func onNetwork(folder string) bool {
	var stat unix.Statfs_t
	if err := unix.Statfs(nearest(folder), &stat); err != nil {
		return false // opening it tells why
	}
	name := unix.ByteSliceToString(stat.Fstypename[:])
	return stat.Flags&unix.MNT_LOCAL == 0 || isNetworkType(name)
}
