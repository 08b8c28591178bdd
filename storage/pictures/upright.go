package pictures

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
)

// upright turns a photo as the camera says that it was held: a plan on a wall is often
// photographed upright, and kept lying.
func upright(ctx context.Context, img image.Image, content []byte) (image.Image, error) {
	turn := orientation(content)
	if turn < 2 || turn > 8 {
		return img, nil
	}
	b := img.Bounds()
	width, height := b.Dx(), b.Dy()
	if turn >= 5 {
		width, height = height, width
	}
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		for x := range width {
			fromX, fromY := source(turn, x, y, b.Dx(), b.Dy())
			out.Set(x, y, img.At(b.Min.X+fromX, b.Min.Y+fromY))
		}
	}
	return out, nil
}

// source returns where the point of the upright picture is in the one that is kept, of
// that width and height. The numbers of the turns are those of Exif's tag Orientation
// (CIPA DC-008, 4.6.4).
func source(turn, x, y, width, height int) (int, int) {
	right, bottom := width-1, height-1
	switch turn {
	case 2:
		return right - x, y
	case 3:
		return right - x, bottom - y
	case 4:
		return x, bottom - y
	case 5:
		return y, x
	case 6:
		return y, bottom - x
	case 7:
		return right - y, bottom - x
	default:
		return right - y, x
	}
}

// orientation returns the number that a JPEG's Exif part has for it, or 0.
func orientation(content []byte) int {
	if kindOf(content) != kindJPEG {
		return 0
	}
	for rest := content[2:]; len(rest) >= 4 && rest[0] == 0xff; {
		marker, size := rest[1], int(binary.BigEndian.Uint16(rest[2:]))+2
		if marker == 0xda || size > len(rest) { // the picture begins
			return 0
		}
		if part, ok := bytes.CutPrefix(rest[4:size], []byte("Exif\x00\x00")); marker == 0xe1 && ok {
			return orientationTag(part)
		}
		rest = rest[size:]
	}
	return 0
}

// orientationTag looks through the first directory of a TIFF structure.
func orientationTag(tiff []byte) int {
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	start := uint64(order.Uint32(tiff[4:]))
	if start+2 > uint64(len(tiff)) {
		return 0
	}
	const tag, entrySize = 0x0112, 12
	entries := tiff[start+2:]
	for range order.Uint16(tiff[start:]) {
		if len(entries) < entrySize {
			return 0
		}
		if order.Uint16(entries) == tag {
			return int(order.Uint16(entries[8:]))
		}
		entries = entries[entrySize:]
	}
	return 0
}
