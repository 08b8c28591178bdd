package datafolder

import "golang.org/x/sys/unix"

// OnNetwork reports whether a folder, which need not exist, lies on a network drive.
func OnNetwork(folder string) bool {
	var stat unix.Statfs_t
	if err := unix.Statfs(nearest(folder), &stat); err != nil {
		return false // opening it tells why
	}
	name := unix.ByteSliceToString(stat.Fstypename[:])
	return stat.Flags&unix.MNT_LOCAL == 0 || isNetworkType(name)
}
