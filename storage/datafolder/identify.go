package datafolder

import "os"

// Identify returns what tells the file at path from any other. Windows reads that only
// when it is asked for, which may be when another file has the place.
func Identify(path string) (os.FileInfo, error) {
	info, err := os.Stat(path)
	if err == nil {
		os.SameFile(info, info)
	}
	return info, err
}
