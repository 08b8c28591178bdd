package storage

import (
	"context"
	"time"

	"seatkeeper/storage/aside"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/compare"
	"seatkeeper/storage/datafolder"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/format"
	"seatkeeper/storage/history"
	"seatkeeper/storage/plans"
)

// What the window and the command line know of the rooms of storage stands here under the
// names by which they ask for it. Errors they find in package failure, and lists of people
// and floor plans in package lists.

// The data folder; see package datafolder.
const (
	AutoFolder   = datafolder.AutoFolder
	BackupFolder = datafolder.BackupFolder
	StoreFile    = datafolder.StoreFile
)

// FolderWarning is what users should know once about where the data folder lies.
type FolderWarning = datafolder.Warning

// FindFolder returns the data folder; see [datafolder.Find].
func FindFolder(given string) (string, error) { return datafolder.Find(given) }

// Exists reports whether there is anything at a path; see [datafolder.Exists].
func Exists(path string) bool { return datafolder.Exists(path) }

// SchemaVersion is that of the backups that are written; see package format.
const SchemaVersion = format.SchemaVersion

// What is said of a backup; see package format, and of reading one package backupfile.
type (
	Origin      = format.Origin
	ReadOptions = backupfile.ReadOptions
	Report      = format.Report
)

// VerifyBackup checks a backup whole; see [format.VerifyBackup].
func VerifyBackup(ctx context.Context, path string, o ReadOptions) (Report, error) {
	return format.VerifyBackup(ctx, path, o)
}

// IsBackup reports whether the start of a file says that it is a backup.
func IsBackup(path string) bool { return format.IsBackup(path) }

// The states of a backup; see package backups.
const (
	BackupChecked   = backups.Checked
	BackupDamaged   = backups.Damaged
	BackupNewer     = backups.Newer
	BackupUnchecked = backups.Unchecked
)

// The files of backups; see package backups.
type (
	BackupFile     = backups.File
	BackupSettings = backups.Settings
	BackupState    = backups.State
	Copy           = backups.Copy
	CopyOptions    = backups.CopyOptions
	Retention      = backups.Retention
)

// DefaultBackupSettings returns the settings of a new store.
func DefaultBackupSettings() BackupSettings { return backups.DefaultSettings() }

// What differs between two states of the data; see package compare.
type (
	Compared[T any] = compare.Compared[T]
	Comparison      = compare.Comparison
	DeskName        = compare.DeskName
	OfficeName      = compare.OfficeName
)

// Step is one change that can be undone; see package history, also for the kinds there are.
type Step = history.Step

// Offices, floors and what is drawn of them; see package plans.
type (
	Clash         = engine.Clash
	DraftInfo     = plans.DraftInfo
	DraftPreview  = engine.DraftPreview
	GoneChoice    = engine.GoneChoice
	GoneDesk      = engine.GoneDesk
	OfficeChange  = engine.OfficeChange
	OfficePreview = plans.OfficePreview
	Removal       = engine.Removal
	SampleRemoval = engine.SampleRemoval
)

// ErrDraftOpen says that another window has a draft open; see package plans.
var ErrDraftOpen = plans.ErrDraftOpen

// Found is what was found beside the store; see package aside, also for the kinds there are.
type Found = aside.Found

// SetAside moves the store of a data folder out of the way; see [aside.SetAside].
func SetAside(folder string, now time.Time) (string, error) { return aside.SetAside(folder, now) }
