package failure

import (
	"errors"
	"io/fs"

	"golang.org/x/sys/windows"
)

// SystemKind sorts the system's errors.
func SystemKind(err error) Kind {
	kinds := map[Kind][]error{
		KindReadOnly:     {windows.ERROR_WRITE_PROTECT, ErrReadOnly},
		KindFull:         {windows.ERROR_DISK_FULL, windows.ERROR_HANDLE_DISK_FULL, windows.ERROR_DISK_QUOTA_EXCEEDED},
		KindTooLarge:     {windows.ERROR_FILE_TOO_LARGE},
		KindNotAFolder:   {windows.ERROR_DIRECTORY},
		KindMissing:      {fs.ErrNotExist, windows.ERROR_NOT_READY, windows.ERROR_DEV_NOT_EXIST, windows.ERROR_BAD_NETPATH, windows.ERROR_NETNAME_DELETED},
		KindNoPermission: {fs.ErrPermission},
		KindPathTooLong:  {windows.ERROR_FILENAME_EXCED_RANGE},
		KindInUse:        {windows.ERROR_SHARING_VIOLATION, windows.ERROR_LOCK_VIOLATION},
		KindDisk:         {windows.ERROR_IO_DEVICE, windows.ERROR_CRC},
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
