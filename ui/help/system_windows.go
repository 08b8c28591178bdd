package help

import (
	"fmt"

	"golang.org/x/sys/windows"
)

// systemName returns the version of Windows.
func systemName() []string {
	v := windows.RtlGetVersion()
	return []string{fmt.Sprintf("%d.%d.%d", v.MajorVersion, v.MinorVersion, v.BuildNumber)}
}

// desktop returns nothing: there is one.
func desktop() []string { return nil }
