package atomicfile

import "os"

// System is the file system itself.
type System struct{}

// Remove is one of the operations of [Files].
func (System) Remove(path string) error { return os.Remove(path) }

// Mkdir is one of the operations of [Files].
func (System) Mkdir(path string) error { return os.Mkdir(path, 0o700) }

// Open is one of the operations of [Files].
func (System) Open(path string) (WrittenFile, error) { return openWritten(path) }
