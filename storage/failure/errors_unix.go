//go:build linux || darwin

package failure

import (
	"errors"
	"io/fs"

	"golang.org/x/sys/unix"
)

// SystemKind sorts the system's errors.
func SystemKind(err error) Kind {
	kinds := map[Kind][]error{
		KindReadOnly:     {unix.EROFS, ErrReadOnly},
		KindFull:         {unix.ENOSPC, unix.EDQUOT},
		KindTooLarge:     {unix.EFBIG},
		KindNotAFolder:   {unix.ENOTDIR, unix.ELOOP},
		KindMissing:      {fs.ErrNotExist, unix.ENODEV, unix.ENXIO, unix.ESTALE, unix.ENOTCONN, unix.EHOSTDOWN},
		KindNoPermission: {fs.ErrPermission},
		KindPathTooLong:  {unix.ENAMETOOLONG},
		KindInUse:        {unix.EBUSY, unix.ETXTBSY},
		KindDisk:         {unix.EIO},
	}
	for _, kind := range []Kind{KindReadOnly, KindFull, KindTooLarge, KindNotAFolder, KindMissing, KindNoPermission, KindPathTooLong, KindInUse, KindDisk} {
		for _, is := range kinds[kind] {
			if errors.Is(err, is) {
				return kind
			}
		}
	}
	return KindOther
}
