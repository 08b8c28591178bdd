// Package backups deals with the backup files of a store: it lists and checks those in the
// folder of backups, deletes and copies them, thins those that the program made by itself,
// and copies all of them to a second place. What is known of each file, the choices about
// backups and who is at work are notes of this computer, which the [Store] keeps.
//
// A [Folder] is made for an open store. Paths and options come in; [File], [Listing],
// [Settings] and errors of package failure go out. No backup is made here, none is
// restored, and nothing here runs by itself.
package backups
