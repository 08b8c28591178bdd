package backupfile

// ReadOptions say how to read a backup. The zero value is good for files that are
// not locked.
type ReadOptions struct {
	// Passphrase opens a locked file. Where it is missing or wrong the error is
	// ErrNeedsPassphrase or ErrWrongPassphrase, of KindPassphrase.
	Passphrase string
	// Progress hears how many of all bytes are read. It must return at once.
	Progress func(done, total int64)
}
