// Packages makes what people download and install: "./dev package" calls it at the top of the
// checkout. Comes in: the built program, its icon, the grammar of its commands, CHANGELOG.md
// and the texts in the folder linux. Goes out, into .dev/packages: a .deb, an .rpm, a .tar.xz
// for a home folder, the list of the modules in the program, and the SHA-256 of each.
//
// The same commit gives the same bytes, so nothing in here may ask for the time, the user
// or the name of the machine. docs/packaging.md says how to go on from there.
package main
