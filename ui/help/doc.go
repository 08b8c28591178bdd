// Package help says what the program is and what it knows of a fault of its own, lists its
// keys, and leads to its page: cards over the window that a key closes again, and news. In
// come the window, what there is to say of the program, and its menu. What is copied for
// others to read holds no names and paths of people.
package help
