// Package trash moves a file to the trash of the system, each of the three in its own way,
// so that the user finds it there and can put it back.
package trash
