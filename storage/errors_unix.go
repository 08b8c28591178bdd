//go:build linux || darwin

package storage

import (
	"errors"
	"io/fs"

	"golang.org/x/sys/unix"
)

// systemKind sorts the system's errors.
func systemKind(err error) Kind {
	kinds := map[Kind][]error{
		KindReadOnly:     {unix.EROFS, ErrReadOnly},
		KindFull:         {unix.ENOSPC, unix.EDQUOT},
		KindTooLarge:     {unix.EFBIG},
		KindNotAFolder:   {unix.ENOTDIR, unix.ELOOP},
		KindMissing:      {fs.ErrNotExist, unix.ENODEV, unix.ENXIO, unix.ESTALE, unix.ENOTCONN, unix.EHOSTDOWN},
		KindNoPermission: {fs.ErrPermission},
		KindPathTooLong:  {unix.ENAMETOOLONG},
		KindDisk:         {unix.EIO},
	}
	for _, kind := range []Kind{KindReadOnly, KindFull, KindTooLarge, KindNotAFolder, KindMissing, KindNoPermission, KindPathTooLong, KindDisk} {
		for _, is := range kinds[kind] {
			if errors.Is(err, is) {
				return kind
			}
		}
	}
	return KindOther
}
