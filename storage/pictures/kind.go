package pictures

import (
	"bytes"
	"encoding/xml"
)

// kind is what a file is by its content; its name doesn't count.
type kind int

const (
	kindNone kind = iota
	kindPNG
	kindJPEG
	kindSVG
	kindPDF
)

// kindOf returns what the file is by its first bytes, or kindNone.
func kindOf(content []byte) kind {
	head := content[:min(len(content), 1024)]
	switch {
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		return kindPNG
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		return kindJPEG
	case bytes.Contains(head, []byte("%PDF-")): // readers look for it in the first 1,024 bytes
		return kindPDF
	case isSVG(content):
		return kindSVG
	}
	return kindNone
}

// isSVG reports whether the first element is <svg>.
func isSVG(content []byte) bool {
	d := newDecoder(bytes.NewReader(content))
	for range 100 { // declarations, comments and spaces stand before it
		token, err := d.RawToken()
		if err != nil {
			return false
		}
		if start, ok := token.(xml.StartElement); ok {
			return start.Name.Local == "svg"
		}
	}
	return false
}
