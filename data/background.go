package data

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"strings"
)

// Background is a picture that lies under a floor, such as the plan of the building.
type Background struct {
	// Picture is the ID of a [Picture].
	Picture string `json:"picture"`
	// Position is its top left corner and Size its extent, in fractions of the layout. It
	// may reach beyond the floor, by at most MaxReach times the layout.
	Position Point `json:"position"`
	Size     Size  `json:"size"`
}

// Equal reports whether two backgrounds are the same in every part; nil is none.
func (b *Background) Equal(c *Background) bool {
	return b == c || b != nil && c != nil && *b == *c
}

// Check returns a [*RuleError] for a background whose picture is no ID of one, or
// which lies too far from the floor.
func (b *Background) Check() error {
	if !IsPictureID(b.Picture) {
		return &RuleError{Field: "floors.background.picture", Value: b.Picture, Rule: RuleUnknown}
	}
	if !IsReach(b.Position.X) || !IsReach(b.Position.Y) || !IsReach(b.Size.Width) || !IsReach(b.Size.Height) ||
		!IsExtent(b.Size.Width) || !IsExtent(b.Size.Height) {
		return &RuleError{Field: "floors.background.position", Value: b.Picture, Rule: RuleOutside}
	}
	return nil
}

// IsReach reports whether v can be a coordinate or an extent of a background.
func IsReach(v float64) bool { return math.Abs(v) <= MaxReach }

// Picture is a PNG or JPEG file.
type Picture struct {
	// ID is the SHA-256 of Bytes in lower-case hexadecimal, see [PictureID].
	ID    string
	Type  string // PicturePNG or PictureJPEG
	Bytes []byte // at most MaxPictureBytes
}

// The types of pictures.
const (
	PicturePNG  = "image/png"
	PictureJPEG = "image/jpeg"
)

// PictureID returns the ID of a picture with those bytes.
func PictureID(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// IsPictureID reports whether a text can be the ID of a picture.
func IsPictureID(id string) bool {
	return len(id) == 2*sha256.Size && strings.Trim(id, "0123456789abcdef") == ""
}
