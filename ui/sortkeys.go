package ui

import (
	"bytes"

	"golang.org/x/text/collate"

	"seatkeeper/ui/words"
)

// sortKeys makes the keys by which texts are in the order of the user's language,
// with numbers in them by their value. It is for one goroutine.
type sortKeys struct {
	collator *collate.Collator
	buffer   collate.Buffer
	known    map[string][]byte
}

func newSortKeys() *sortKeys {
	return &sortKeys{
		collator: collate.New(words.CurrentLocale().Tag, collate.Loose, collate.Numeric),
		known:    map[string][]byte{},
	}
}

// of returns the key of a text that comes often, such as a zone.
func (k *sortKeys) of(text string) []byte {
	key, known := k.known[text]
	if !known {
		key = k.once(words.Plain(text))
		k.known[text] = key
	}
	return key
}

// once returns the key of a text that comes hardly ever twice.
func (k *sortKeys) once(text string) []byte {
	k.buffer.Reset()
	return bytes.Clone(k.collator.KeyFromString(&k.buffer, text))
}
