package search

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

// NewSortKeys returns the keys by which names are sorted in the order of the user's language.
func NewSortKeys() *sortKeys {
	return &sortKeys{
		collator: collate.New(words.CurrentLocale().Tag, collate.Loose, collate.Numeric),
		known:    map[string][]byte{},
	}
}

// Of returns the key of a text that comes often, such as a zone.
func (k *sortKeys) Of(text string) []byte {
	key, known := k.known[text]
	if !known {
		key = k.Once(words.Plain(text))
		k.known[text] = key
	}
	return key
}

// Once returns the key of a text that comes hardly ever twice.
func (k *sortKeys) Once(text string) []byte {
	k.buffer.Reset()
	return bytes.Clone(k.collator.KeyFromString(&k.buffer, text))
}
