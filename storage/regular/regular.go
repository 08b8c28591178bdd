package regular

import (
	"os"

	"seatkeeper/storage/failure"
)

// Open opens a regular file to read it. Anything else is FaultNotAFile: to open
// a pipe or a device may wait for ever, and no signal ends that.
func Open(path string) (*os.File, os.FileInfo, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, nil, failure.OneFault(failure.FaultNotAFile, "")
	}
	file, err := os.OpenFile(path, os.O_RDONLY|openWithoutWaiting, 0)
	if err != nil {
		return nil, nil, err
	}
	// Something else may have taken its place meanwhile.
	if info, err = file.Stat(); err == nil && !info.Mode().IsRegular() {
		err = failure.OneFault(failure.FaultNotAFile, "")
	}
	if err != nil {
		_ = file.Close() // nothing was written
		return nil, nil, err
	}
	return file, info, nil
}
