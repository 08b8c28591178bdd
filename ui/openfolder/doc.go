// Package openfolder shows a folder in the file manager of the system. In goes its path; the
// error says that there is none, or no such folder. It is called in the background, as it may
// wait.
package openfolder
