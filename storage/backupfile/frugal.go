package backupfile

import (
	"runtime/debug"
	"sync"
)

// largeFile is from where on the reading of a file is worth a more eager collector.
const largeFile = 16 << 20

// frugality counts the readers of large files.
var frugality struct {
	sync.Mutex
	readers int
	before  int // the collector's setting without them
}

// Frugally makes the garbage collector keep the memory close to what is in use while a
// file of that size is read. What a checker keeps in mind has few pointers, so that costs
// little. The function that it returns ends it.
func Frugally(size int64) (end func()) {
	if size < largeFile {
		return func() {}
	}
	frugality.Lock()
	defer frugality.Unlock()
	if frugality.readers++; frugality.readers == 1 {
		frugality.before = debug.SetGCPercent(25)
	}
	return func() {
		frugality.Lock()
		defer frugality.Unlock()
		if frugality.readers--; frugality.readers == 0 {
			debug.SetGCPercent(frugality.before)
		}
	}
}
