// Package atomicfile brings new files into folders: whole, on the disk and read back from
// the drive, or not at all. A [Publication] takes what writes a file and what checks it,
// and does the steps between; no file is ever replaced. What a process that was killed
// left behind goes with [Sweep]. The operations on the file system are [Files], so that
// tests can have any of them fail. What is in the files is not known here.
package atomicfile
