// Package format knows the backup file: its lines, what must be in them, and the rules that
// its records keep. [Text] makes one from a snapshot and checks each record on its way out;
// [VerifyBackup] checks a file; a [Checker] reads one, of our own lines or any JSON that says
// the same, and tells a [Sink] what is good. What the file means is in
// docs/backup-format.md. No store and no folder is known here, and no file is written.
package format
