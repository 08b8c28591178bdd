package atomicfile

import (
	"errors"
	"io"
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
	f := &ReadBackFile{file: file, fromDrive: Forget(file)}
	if f.fromDrive {
		f.inSectors()
		if !f.readDirectly() {
			f.blocks = [2][]byte{}
		}
	}
	return f, nil
}

// readDirectly has the file read into our memory without a copy in the system's
// (O_DIRECT of open(2)), and reports whether its file system can do that. It only saves
// time: what is not in the system's memory comes from the drive either way.
func (f *ReadBackFile) readDirectly() bool {
	flags, err := unix.FcntlInt(f.file.Fd(), unix.F_GETFL, 0)
	if err != nil {
		return false
	}
	if _, err := unix.FcntlInt(f.file.Fd(), unix.F_SETFL, flags|unix.O_DIRECT); err != nil {
		return false
	}
	if _, err := f.file.ReadAt(f.blocks[0][:largestSector], 0); err != nil && !errors.Is(err, io.EOF) {
		_, _ = unix.FcntlInt(f.file.Fd(), unix.F_SETFL, flags)
		return false
	}
	return true
}

// Forget drops the file's pages (posix_fadvise(2)) and reports whether they are
// gone. The advice may be ignored: tmpfs has no other place for its pages, and a
// page that another program has mapped stays. So it is looked at afterwards.
func Forget(file *os.File) bool { return keepsPagesAlone(file) && forgetFrom(file, 0) }

// forgetFrom drops what stands in the file from there on; before, nothing is in memory.
func forgetFrom(file *os.File, from int64) bool {
	for range 3 { // somebody may just be reading it, as a virus scanner does
		if unix.Fadvise(int(file.Fd()), 0, 0, unix.FADV_DONTNEED) != nil {
			return false
		}
		info, err := file.Stat()
		if err != nil {
			return false
		}
		if first, err := firstCached(file, from, info.Size()); err == nil && first == info.Size() {
			return true
		}
	}
	return false
}

// keepsPagesAlone reports whether the file is on a drive of this computer, by a file
// system that holds what was read and written in the system's pages and nowhere
// else: a server, a FUSE program and ZFS have a memory of their own.
func keepsPagesAlone(file *os.File) bool {
	var stat unix.Statfs_t
	if uninterrupted(func() error { return unix.Fstatfs(int(file.Fd()), &stat) }) != nil {
		return false
	}
	return slices.Contains([]uint32{
		unix.EXT4_SUPER_MAGIC, unix.XFS_SUPER_MAGIC, unix.BTRFS_SUPER_MAGIC, unix.F2FS_SUPER_MAGIC, unix.BCACHEFS_SUPER_MAGIC,
		unix.MSDOS_SUPER_MAGIC, unix.EXFAT_SUPER_MAGIC, ntfs3Magic, hfsPlusMagic, unix.UDF_SUPER_MAGIC, unix.NILFS_SUPER_MAGIC,
		unix.REISERFS_SUPER_MAGIC, jfsMagic, unix.OVERLAYFS_SUPER_MAGIC,
	}, uint32(stat.Type))
}

// Of statfs(2), and of fs/ntfs3/super.c.
const (
	jfsMagic     = 0x3153464a
	hfsPlusMagic = 0x482b
	ntfs3Magic   = 0x7366746e
)

// firstCached returns where the first page of a part of the file is that is in memory
// (mincore(2)), or the end of the part. The part begins with a page.
func firstCached(file *os.File, from, to int64) (int64, error) {
	const window = 64 << 20
	page := os.Getpagesize()
	pages := make([]byte, min(window, max(0, to-from)+int64(page))/int64(page))
	for at := from; at < to; at += window {
		mapped, err := unix.Mmap(int(file.Fd()), at, int(min(window, to-at)), unix.PROT_READ, unix.MAP_SHARED)
		if err != nil {
			return from, err
		}
		_, _, errno := unix.Syscall(unix.SYS_MINCORE, uintptr(unsafe.Pointer(&mapped[0])), uintptr(len(mapped)), uintptr(unsafe.Pointer(&pages[0])))
		count := (len(mapped) + page - 1) / page
		if err := unix.Munmap(mapped); err != nil {
			return from, err
		}
		if errno != 0 {
			return from, errno
		}
		if i := slices.IndexFunc(pages[:count], func(page byte) bool { return page&1 != 0 }); i >= 0 {
			return min(to, at+int64(i*page)), nil
		}
	}
	return to, nil
}
