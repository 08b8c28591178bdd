package failure

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"seatkeeper/storage/engine"
)

// Op is what was being done when something failed.
type Op string

// The operations that an [Error] can name.
const (
	OpOpenStore   Op = "open the store"
	OpMakeStore   Op = "make the store"
	OpMakeFolder  Op = "make the folder"
	OpReadStore   Op = "read the store"
	OpCheckSpace  Op = "check the free space of"
	OpCreate      Op = "create a file in"
	OpWrite       Op = "write"
	OpSync        Op = "bring to the disk"
	OpReadBack    Op = "read back"
	OpPublish     Op = "give its final name to"
	OpSyncFolder  Op = "bring to the disk the folder"
	OpVerify      Op = "check"
	OpSweep       Op = "remove"
	OpFindFolder  Op = "find the data folder"
	OpFindNamed   Op = "find the folder"
	OpChangeStore Op = "change"
	OpList        Op = "list"
	OpCopy        Op = "copy"
	OpDelete      Op = "delete"
)

// Error is a failure of storage: what was being done, to which path, and why.
// Its cause is reached with errors.Is and errors.As: errors.Is(err,
// fs.ErrPermission) works, and so do the Err values of this package.
// [KindOf] sorts it for a person.
type Error struct {
	Op   Op
	Path string
	Err  error
	// Left is a temporary file that could not be removed either; else empty.
	Left string
}

func (e *Error) Error() string {
	cause := e.Err
	var path *fs.PathError
	if errors.As(cause, &path) && cause == error(path) {
		cause = path.Err // its path says nothing new
	}
	text := fmt.Sprintf("%s %s: %v", e.Op, e.Path, cause)
	if e.Left != "" {
		text += fmt.Sprintf(" (%s is left behind)", e.Left)
	}
	return text
}

func (e *Error) Unwrap() error { return e.Err }

// Why a store can't be used; see package sqlite. The file is left as it was.
var (
	ErrForeign   = engine.ErrForeign
	ErrTruncated = engine.ErrTruncated
	ErrDamaged   = engine.ErrDamaged
	ErrLocked    = engine.ErrLocked
	ErrReadOnly  = engine.ErrReadOnly
	ErrNotEmpty  = engine.ErrNotEmpty
)

// ErrReplaced says that another file has the place of the store that is open.
var ErrReplaced = errors.New("another file has its place")

// ErrLogGone says that the log of the store that is open was removed or replaced.
var ErrLogGone = errors.New("it was removed or replaced while the store was open")

// VersionError is a store made by a newer program.
type VersionError = engine.VersionError

// ErrBadWrite says that what was read back from the disk is not what was written.
var ErrBadWrite = errors.New("what was read back is not what was written")

// Why a backup can't be read, changed or removed.
var (
	ErrNeedsPassphrase = errors.New("it is locked with a passphrase")
	ErrWrongPassphrase = errors.New("the passphrase is not the right one")
	ErrIsBackup        = errors.New("a backup is being looked at")
	ErrNewestBackup    = errors.New("the newest good backup is not deleted")
	ErrExportHangs     = errors.New("another backup is being written and does not end")
	ErrPlaceAway       = errors.New("the second place is not there")
)

// ErrNotConfirmed says that a backup is written and checked, but that the system
// could not confirm that it would outlast a power cut.
var ErrNotConfirmed = errors.New("the backup is written, but the system could not confirm that it is safely on the disk")

// SpaceError is a volume with too little room. Either number is -1 where it is
// not known.
type SpaceError struct {
	Need int64 // bytes of the whole file, about
	Free int64 // bytes that this user may still fill
	Err  error // the system's error, nil where the check beforehand failed
}

func (e *SpaceError) Error() string {
	return fmt.Sprintf("no space left: %d bytes needed, %d free", e.Need, e.Free)
}

func (e *SpaceError) Unwrap() error { return e.Err }

// Kind sorts errors by what a person can do about them.
type Kind int

// The kinds of error.
const (
	KindOther        Kind = iota
	KindNoPermission      // the user may not write or read there
	KindReadOnly          // the volume can't be written by anybody
	KindFull              // no room left; see [SpaceError]
	KindTooLarge          // the file system or a limit does not allow such a large file
	KindNotAFolder        // something else has the folder's place
	KindMissing           // the folder's volume or parent is not there (any more)
	KindCancelled         // the user or the program's end stopped it
	KindNotConfirmed      // written, but perhaps not for good
	KindBadWrite          // the disk gave back something else
	KindDisk              // the device reports a failure
	KindInUse             // another program has the file open
	KindLocked            // another program keeps the store to itself
	KindHeld              // somebody has the store of a network drive open; see [HeldError]
	KindForeign           // not a store of ours
	KindTruncated         // a store that was cut
	KindDamaged           // a store with damage inside
	KindNewer             // a store or a backup made by a newer program
	KindOlder             // a store of an older version that can't be written, and no room for a copy
	KindBadBackup         // a backup file that breaks the format
	KindReplaced          // the store's file is another one than that which is open
	KindPassphrase        // a locked backup, and no passphrase or a wrong one
	KindIsBackup          // a change of a backup that is only looked at
	KindNewestBackup      // the newest good backup, which is not deleted
	KindExportHangs       // another export does not end, as its drive does not answer
	KindPlaceAway         // the second place is unplugged, or another drive is in its place
	KindLogGone           // the log of the open store was removed or replaced
	KindPathTooLong       // a path that is longer than the system or the store can open
	KindCrash             // a fault of the program itself; see [CrashError]
)

// kinds tells what each kind is known by, the first that fits before the others.
var kinds = []struct {
	fits func(error) bool
	kind Kind
}{
	{of[*CrashError], KindCrash},
	{is(context.Canceled, context.DeadlineExceeded), KindCancelled},
	{is(ErrNotConfirmed), KindNotConfirmed},
	{is(ErrNeedsPassphrase, ErrWrongPassphrase), KindPassphrase},
	{is(ErrIsBackup), KindIsBackup},
	{is(ErrNewestBackup), KindNewestBackup},
	{is(ErrExportHangs), KindExportHangs},
	{is(ErrPlaceAway), KindPlaceAway},
	{is(ErrBadWrite), KindBadWrite},
	{is(engine.ErrOlder), KindOlder},
	{of[*VersionError], KindNewer},
	{of[*NewerFormatError], KindNewer},
	{of[*FaultsError], KindBadBackup},
	{of[*SpaceError], KindFull},
	{is(engine.ErrFull), KindFull},
	{is(ErrReplaced), KindReplaced},
	{is(ErrLogGone), KindLogGone},
	{is(ErrForeign), KindForeign},
	{is(ErrTruncated), KindTruncated},
	{is(ErrDamaged), KindDamaged},
	{of[*HeldError], KindHeld},
	{is(ErrLocked), KindLocked},
	{is(engine.ErrDisk), KindDisk},
	{is(ErrNotAFolder), KindNotAFolder},
	{is(ErrPathTooLong), KindPathTooLong},
}

// of reports whether an error of a type is the cause.
func of[E error](err error) bool {
	var e E
	return errors.As(err, &e)
}

// is returns a function that reports whether one of the causes is that of an error.
func is(causes ...error) func(error) bool {
	return func(err error) bool {
		return slices.ContainsFunc(causes, func(cause error) bool { return errors.Is(err, cause) })
	}
}

// KindOf returns the kind of an error that this package returned.
func KindOf(err error) Kind {
	if err == nil {
		return KindOther
	}
	for _, k := range kinds {
		if k.fits(err) {
			return k.kind
		}
	}
	return SystemKind(err)
}

// ErrNotAFolder is the cause where a file or a dangling link has a folder's place.
var ErrNotAFolder = errors.New("it is not a folder")

// OpReadFile is the reading of a file that is imported; see [Error].
const OpReadFile Op = "read"
