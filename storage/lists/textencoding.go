package lists

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/regular"
)

// TextEncoding says how the letters of a file stand in its bytes, by the name that
// IANA gives it.
type TextEncoding string

// UTF-8, which is what a file should be, with or without its mark.
const EncodingUTF8 TextEncoding = "utf-8"

// The encodings that are told apart, and two more for whom they help, with which
// each is read.
var textEncodings = []struct {
	name TextEncoding
	from encoding.Encoding
}{
	{EncodingUTF8, encoding.Nop},
	{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
	{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)},
	{"windows-1252", charmap.Windows1252}, // Western Europe and America
	{"windows-1250", charmap.Windows1250}, // Central Europe
	{"iso-8859-2", charmap.ISO8859_2},
	{"iso-8859-15", charmap.ISO8859_15},
	{"macintosh", charmap.Macintosh},
	{"windows-1251", charmap.Windows1251}, // Cyrillic
	{"windows-1253", charmap.Windows1253}, // Greek
	{"windows-1254", charmap.Windows1254}, // Turkish
	{"ibm850", charmap.CodePage850},       // Excel's "CSV (MS-DOS)"
	{"ibm852", charmap.CodePage852},
	{"windows-1257", charmap.Windows1257}, // Baltic
}

// TextEncodings returns all that a file of text can be read with.
func TextEncodings() (names []TextEncoding) {
	for _, e := range textEncodings {
		names = append(names, e.name)
	}
	return names
}

func (e TextEncoding) decoder() (*encoding.Decoder, bool) {
	for _, known := range textEncodings {
		if known.name == e {
			return known.from.NewDecoder(), true
		}
	}
	return nil, false
}

// fileText is the text of a file as UTF-8.
type fileText struct {
	text     string
	encoding TextEncoding
	// odd are lines, from 1, that are not in that encoding, but in other.
	odd   map[int]bool
	other TextEncoding
}

// decodeFile reads the text of a file, in the encoding that is asked for or, where
// none is, in the one that fits best. Marks of the encoding are left out wherever
// they stand, as files are put one behind the other.
func decodeFile(content []byte, as TextEncoding) (f fileText, err error) {
	f.encoding = as
	if as == "" {
		f.encoding = sureEncoding(content)
	}
	switch {
	case f.encoding == "":
		f.decodeLines(bytes.TrimPrefix(content, regular.UTF8Mark))
	case f.encoding == EncodingUTF8:
		f.text = string(bytes.TrimPrefix(content, regular.UTF8Mark))
	default:
		decoder, known := f.encoding.decoder()
		if !known {
			return f, failure.OneFault(failure.FaultNoEncoding, string(as))
		}
		text, err := decoder.Bytes(content)
		if err != nil {
			return f, failure.OneFault(failure.FaultNotText, "")
		}
		f.text = string(text)
	}
	if strings.IndexByte(f.text, 0) >= 0 {
		return f, failure.OneFault(failure.FaultNotText, "")
	}
	f.text = strings.ReplaceAll(f.text, "\ufeff", "")
	return f, nil
}

// sureEncoding returns the encoding of content that has UTF-16's mark, or a zero in
// every second byte, or is UTF-8 without a fault; else it returns none.
func sureEncoding(content []byte) TextEncoding {
	switch {
	case bytes.HasPrefix(content, []byte("\xff\xfe")):
		return "utf-16le"
	case bytes.HasPrefix(content, []byte("\xfe\xff")):
		return "utf-16be"
	}
	sample := content[:min(len(content), 4096)&^1]
	var zeros [2]int
	for i, b := range sample {
		if b == 0 {
			zeros[i%2]++
		}
	}
	// Nearly all separators, digits and Latin letters have one.
	switch {
	case len(sample) >= 4 && zeros[1] > len(sample)/8 && zeros[0] == 0:
		return "utf-16le"
	case len(sample) >= 4 && zeros[0] > len(sample)/8 && zeros[1] == 0:
		return "utf-16be"
	case utf8.Valid(content):
		return EncodingUTF8
	}
	return ""
}

// decodeLines reads text that is not UTF-8 throughout. Where some lines are, as in a
// list that two programs have added to, each line is read by itself; text in another
// encoding is never UTF-8 by chance but for very short pieces.
func (f *fileText) decodeLines(content []byte) {
	var bad []byte
	good, wrong := 0, 0
	for line := range lines(content) {
		switch {
		case !utf8.Valid(line):
			wrong++
			bad = append(append(bad, line...), '\n')
		case len(bytes.TrimLeftFunc(line, func(r rune) bool { return r < utf8.RuneSelf })) > 0:
			good++
		}
	}
	legacy := guessEncoding(bad)
	f.encoding, f.other = legacy, EncodingUTF8
	if good >= wrong {
		f.encoding, f.other = EncodingUTF8, legacy
	}
	decoder, _ := legacy.decoder()
	if good == 0 {
		f.text, _ = decoder.String(string(content)) // these never fail
		return
	}
	f.odd = map[int]bool{}
	var text strings.Builder
	n := 0
	for line := range lines(content) {
		n++
		isUTF8 := utf8.Valid(line)
		if !isUTF8 {
			line, _ = decoder.Bytes(line)
		}
		isPlain := !bytes.ContainsFunc(line, func(r rune) bool { return r >= utf8.RuneSelf })
		if isUTF8 != (f.encoding == EncodingUTF8) && !isPlain {
			f.odd[n] = true
		}
		text.Write(line)
	}
	f.text = text.String()
}

// lines yields the lines with their ends: \n, \r\n or \r.
func lines(content []byte) func(yield func([]byte) bool) {
	return func(yield func([]byte) bool) {
		for len(content) > 0 {
			end := bytes.IndexAny(content, "\r\n")
			switch {
			case end < 0:
				end = len(content)
			case content[end] == '\r' && end+1 < len(content) && content[end+1] == '\n':
				end += 2
			default:
				end++
			}
			if !yield(content[:end]) {
				return
			}
			content = content[end:]
		}
	}
}
