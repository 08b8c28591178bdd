// The empty window is the least that Fyne can open, as large as Seatkeeper's: what
// the bench compares the first frame and the idle window with.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	window := app.NewWithID("app.seatkeeper.empty").NewWindow("Empty")
	window.SetContent(widget.NewLabel(""))
	window.Resize(fyne.NewSize(1280, 800))
	window.ShowAndRun()
}
