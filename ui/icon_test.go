package ui

import "testing"

func TestIconIsThere(t *testing.T) {
	if len(Icon().Content()) == 0 {
		t.Error("the icon is empty")
	}
}
