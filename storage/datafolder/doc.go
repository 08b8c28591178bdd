// Package datafolder knows the data folder: which one it is ([Find]), what lies in it by
// which name, whether it can be written, where it lies: on a network drive, in a folder
// that a service synchronises, under too long a path; and who has it open. Paths come in,
// answers go out. It opens no store and reads none of the data.
package datafolder
