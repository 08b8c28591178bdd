// Package backupfile opens the file of a backup and gives its text: of one that is locked
// with a passphrase, of one that another program has saved in another encoding, and of none
// that is nothing but zeros. It locks what is written, too. What the text says is not known
// here.
package backupfile
