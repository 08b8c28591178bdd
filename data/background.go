package data

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	_ "image/jpeg" // for the head of one
	_ "image/png"
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

// NewPicture returns the picture that these bytes are, which are PNG or JPEG; see
// [Picture.Check] for what else they may be refused for.
func NewPicture(content []byte) (Picture, error) {
	p := Picture{ID: PictureID(content), Type: PicturePNG, Bytes: content}
	if bytes.HasPrefix(content, []byte{0xff, 0xd8, 0xff}) {
		p.Type = PictureJPEG
	}
	return p, p.Check()
}

// Check returns a [*RuleError] for a picture whose bytes are too many, are not those that
// its ID stands for, do not begin as a file of its type does, or have more than
// MaxPictureSide pixels in a direction. Only the head of the file is looked at: that the
// rest of it can be drawn is not promised.
func (p Picture) Check() error {
	fail := func(field string, rule Rule) error {
		return &RuleError{Field: "pictures." + field, Value: p.ID, Rule: rule}
	}
	switch {
	case !IsPictureID(p.ID):
		return fail("id", RuleUnknown)
	case p.Type != PicturePNG && p.Type != PictureJPEG:
		return fail("type", RuleUnknown)
	case len(p.Bytes) > MaxPictureBytes:
		return fail("data", RuleTooLong)
	case PictureID(p.Bytes) != p.ID:
		return fail("data", RuleDamaged)
	}
	head, format, err := image.DecodeConfig(bytes.NewReader(p.Bytes))
	switch {
	case err != nil:
		return fail("data", RuleDamaged)
	case "image/"+format != p.Type:
		return fail("type", RuleUnknown)
	case head.Width < 1 || head.Height < 1, head.Width > MaxPictureSide || head.Height > MaxPictureSide:
		return fail("data", RuleOutside)
	}
	return nil
}

// PictureID returns the ID of a picture with those bytes.
func PictureID(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// IsPictureID reports whether a text can be the ID of a picture.
func IsPictureID(id string) bool {
	return len(id) == 2*sha256.Size && strings.Trim(id, "0123456789abcdef") == ""
}
