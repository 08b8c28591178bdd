package atomicfile

import (
	"os"
	"slices"
	"unsafe"

	"golang.org/x/sys/unix"
)

// openWritten opens a file that is on the disk, and has the system forget what it
// holds of it in memory, so that what is read comes from the drive.
func openWritten(path string) (WrittenFile, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &ReadBackFile{file: file, fromDrive: Forget(file)}, nil
}

// Forget drops the file's pages and reports whether they are gone. F_NOCACHE alone
// would still take pages that are in memory; msync(2) with MS_INVALIDATE drops
// them, and mincore(2) tells whether it did.
func Forget(file *os.File) bool {
	var stat unix.Statfs_t
	if uninterrupted(func() error { return unix.Fstatfs(int(file.Fd()), &stat) }) != nil || stat.Flags&unix.MNT_LOCAL == 0 {
		return false // a server has a memory of its own
	}
	if _, err := unix.FcntlInt(file.Fd(), unix.F_NOCACHE, 1); err != nil {
		return false
	}
	info, err := file.Stat()
	if err != nil {
		return false
	}
	const window = 64 << 20
	for at := int64(0); at < info.Size(); at += window {
		if !forgetPart(file, at, int(min(window, info.Size()-at))) {
			return false
		}
	}
	return true
}

func forgetPart(file *os.File, at int64, size int) bool {
	mapped, err := unix.Mmap(int(file.Fd()), at, size, unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		return false
	}
	defer func() { _ = unix.Munmap(mapped) }()
	if unix.Msync(mapped, unix.MS_INVALIDATE) != nil {
		return false
	}
	pages := make([]byte, (size+os.Getpagesize()-1)/os.Getpagesize())
	_, _, errno := unix.Syscall(unix.SYS_MINCORE, uintptr(unsafe.Pointer(&mapped[0])), uintptr(size), uintptr(unsafe.Pointer(&pages[0])))
	return errno == 0 && !slices.ContainsFunc(pages, func(page byte) bool { return page&1 != 0 })
}
