//go:build listing

package main

import (
	"encoding/json"
	"image"
	"net"
	"os"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// With the tag "listing" the program tells what it shows, so that tests of the real
// window find things by their names. The program that people get is built without the
// tag and has nothing of this.
//
// Whoever connects to the socket that the environment variable SEATKEEPER_LISTING names
// gets one answer, as JSON: what is visible, in the order in which it is painted. The
// socket is for its owner alone, and nothing can be done by it.
func init() {
	path := os.Getenv("SEATKEEPER_LISTING")
	if path == "" {
		return
	}
	socket, err := net.Listen("unix", path)
	if err == nil {
		err = os.Chmod(path, 0o600)
	}
	if err != nil {
		panic(err)
	}
	go func() {
		for {
			asked, err := socket.Accept()
			if err != nil {
				return
			}
			answer(asked)
		}
	}()
}

// item is something that is shown.
type item struct {
	Kind string // such as "Button", or "Text" for what is drawn
	Name string // what a screen reader says, or what is written; may be empty
	// Area is where it lies, in pixels from the window's top left corner.
	Area    image.Rectangle
	Focused bool `json:",omitempty"`
}

func answer(asked net.Conn) {
	defer asked.Close()
	var items []item
	done := make(chan struct{})
	fyne.Do(func() {
		defer close(done)
		for _, window := range fyne.CurrentApp().Driver().AllWindows() {
			items = append(items, shown(window.Canvas())...)
		}
	})
	wakeFyne()
	<-done
	_ = json.NewEncoder(asked).Encode(items)
}

// wakeFyne ends a nap of the idler.
func wakeFyne() {
	defer func() { _ = recover() }() // the program has ended, or not begun
	glfw.PostEmptyEvent()
}

// shown lists what is on a canvas. Its WalkTrees (Fyne 2.8.1,
// internal/driver/common/canvas.go) visits what is painted, the menu included, but
// takes a function of a type that is Fyne's own; hence the reflection.
func shown(c fyne.Canvas) (items []item) {
	walk := reflect.ValueOf(c).MethodByName("WalkTrees")
	visit := reflect.MakeFunc(walk.Type().In(0), func(args []reflect.Value) []reflect.Value {
		object := args[0].MethodByName("Obj").Call(nil)[0].Interface().(fyne.CanvasObject)
		at := args[1].Interface().(fyne.Position)
		i := item{Kind: reflect.TypeOf(object).Elem().Name()}
		switch o := object.(type) {
		case *fyne.Container:
			return nil
		case *canvas.Text:
			i.Name = o.Text
		case fyne.Accessible:
			i.Name = o.AccessibilityLabel()
		}
		if f, ok := object.(fyne.Focusable); ok {
			i.Focused = c.Focused() == f
		}
		i.Area.Min.X, i.Area.Min.Y = c.PixelCoordinateForPosition(at)
		i.Area.Max.X, i.Area.Max.Y = c.PixelCoordinateForPosition(at.Add(object.Size()))
		items = append(items, i)
		return nil
	})
	walk.Call([]reflect.Value{visit, reflect.Zero(walk.Type().In(1))})
	return items
}
