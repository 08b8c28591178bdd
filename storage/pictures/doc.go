// Package pictures reads the pictures that people put under a floor: PNG, JPEG, SVG and
// the pages of a PDF. A file comes in; out goes a [Picture] as a store keeps it: PNG or
// JPEG, small enough for one, with nothing of the file in it but what is seen (a photo's place and time are gone).
//
// Nothing in a file is trusted: its size, its pixels and the memory and time that its
// reading takes are bounded, and a PDF is read inside of a sandbox (WebAssembly) that
// has neither files nor network. Where pictures are kept is not known here.
package pictures
