// Package aside looks after what lies beside the store's file in a data folder: logs that
// are not its own, logs that have lost their store, copies that a program which
// synchronises folders has made, and stores that can't be opened. What must not be taken
// for the store's own is given another name, so that nothing is lost, and is told of until
// somebody was told. The path of a store comes in, [Found] goes out. It opens no store.
package aside
