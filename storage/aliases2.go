package storage

import (
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/format"
)

// Names that others know by this package.
const OriginChanges = format.OriginChanges
const OriginOther = format.OriginOther
const OriginQuit = format.OriginQuit
const OriginRestore = format.OriginRestore
const OriginUpgrade = format.OriginUpgrade
const OriginUser = format.OriginUser
const SchemaVersion = format.SchemaVersion

type Origin = format.Origin
type ReadOptions = backupfile.ReadOptions
type Report = format.Report

var IsBackup = format.IsBackup
var VerifyBackup = format.VerifyBackup
