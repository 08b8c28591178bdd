// Package view is how a floor that is being drawn is seen: which part of it, how large, and the
// outlines of the things on it.
//
// In come things of package drawing; out go objects for a canvas, and where on it a point of the
// floor lies. What is selected, and in which colours, is known in package edit.
package view
