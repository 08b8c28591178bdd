package kit

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
)

// Ellipsis stands for what is cut off.
const ellipsis = "…"

// FitEnd cuts text at its end so that it is at most width wide. It is empty
// where not even the ellipsis fits.
func FitEnd(text string, width, size float32, style fyne.TextStyle) string {
	return fit(text, width, size, style, func(cut []string, keep int) string {
		return strings.TrimRight(strings.Join(cut[:keep], ""), " ") + ellipsis
	})
}

// fitMiddle cuts text in its middle, as suits paths: both ends tell most.
func fitMiddle(text string, width, size float32, style fyne.TextStyle) string {
	return fit(text, width, size, style, func(cut []string, keep int) string {
		head := keep / 3 // the end of a path says more than its beginning
		return strings.Join(cut[:head], "") + ellipsis + strings.Join(cut[len(cut)-keep+head:], "")
	})
}

// fit finds the most characters that shorten can keep within width.
func fit(text string, width, size float32, style fyne.TextStyle, shorten func([]string, int) string) string {
	if text == "" || TextWidth(text, size, style) <= width {
		return text
	}
	cut := characters(text)
	low, high := -1, len(cut)-1 // low fits, or is -1
	for low < high {
		keep := (low + high + 1) / 2
		if TextWidth(shorten(cut, keep), size, style) <= width {
			low = keep
		} else {
			high = keep - 1
		}
	}
	if low < 0 {
		return ""
	}
	return shorten(cut, low)
}

// TextWidth returns how wide a line of text is.
func TextWidth(text string, size float32, style fyne.TextStyle) float32 {
	return fyne.MeasureText(text, size, style).Width
}

// TextHeight returns how high a line of text of a size is.
func TextHeight(size float32) float32 {
	return fyne.MeasureText("Ag", size, fyne.TextStyle{}).Height
}

// characters splits text where it may be cut: never between a letter and the
// marks or joiners that belong to it.
func characters(text string) []string {
	var parts []string
	joined := false
	for _, r := range text {
		mark := unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) || r == '\u200d' || r == '\u200c'
		if len(parts) > 0 && (mark || joined) {
			parts[len(parts)-1] += string(r)
		} else {
			parts = append(parts, string(r))
		}
		joined = r == '\u200d'
	}
	return parts
}

// Wrap breaks text into lines of at most the given width, between words where
// it can. Line breaks in the text are kept.
func Wrap(text string, width, size float32, style fyne.TextStyle) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines = append(lines, wrapParagraph(paragraph, width, size, style)...)
	}
	return lines
}

func wrapParagraph(text string, width, size float32, style fyne.TextStyle) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if joined := strings.TrimLeft(line+" "+word, " "); TextWidth(joined, size, style) <= width {
			line = joined
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		pieces := breakWord(word, width, size, style)
		lines = append(lines, pieces[:len(pieces)-1]...)
		line = pieces[len(pieces)-1]
	}
	return append(lines, line)
}

// breakWord cuts a word that is wider than a line, such as a path, into pieces
// that fit; if possible behind a separator. At least one character goes on each.
func breakWord(word string, width, size float32, style fyne.TextStyle) []string {
	var pieces []string
	for TextWidth(word, size, style) > width {
		cut := characters(word)
		low, high := 1, len(cut)
		for low < high {
			keep := (low + high + 1) / 2
			if TextWidth(strings.Join(cut[:keep], ""), size, style) <= width {
				low = keep
			} else {
				high = keep - 1
			}
		}
		head := strings.Join(cut[:low], "")
		if i := strings.LastIndexAny(head, `/\-_`); i > len(head)/2 {
			head = head[:i+1]
		}
		if head == word {
			break
		}
		pieces = append(pieces, head)
		word = word[len(head):]
	}
	return append(pieces, word)
}
