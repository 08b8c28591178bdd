package lists

import "strings"

// csvReader reads the records of CSV text as people and programs write it: RFC
// 4180, but with any separator, any line ends, spaces around quotes, and quotes
// inside a field that does not begin with one. A record that can't be read costs
// its own line alone, where encoding/csv would take a quotation mark without a
// partner for the beginning of a field that ends with the file.
type csvReader struct {
	text      string
	separator byte // 0 for none: each line is a single field
	at        int
	line      int // of at, from 1
	fields    []string
	spare     int // how many bytes may still be read a second time
}

// csvRecord is one record; fields are good until the next is read.
type csvRecord struct {
	line   int
	fields []string
	bad    string // the line of a record that can't be read, else empty
}

// maxColumns is how many fields of a record are kept; further ones are dropped.
const maxColumns = 1000

func newCSVReader(text string, separator byte) *csvReader {
	// Text can be made in which every line begins a record that fails only at the
	// end of the text: reading all of that anew for each line would take hours.
	return &csvReader{text: text, separator: separator, line: 1, spare: 4 * len(text)}
}

// next returns the next record, and false behind the last. Empty lines are
// records without text in any field.
func (c *csvReader) next() (csvRecord, bool) {
	if c.at == len(c.text) {
		return csvRecord{}, false
	}
	start, line := c.at, c.line
	c.fields = c.fields[:0]
	for {
		field, good := c.field()
		if !good {
			return csvRecord{line: line, bad: c.giveUp(start, line)}, true
		}
		if len(c.fields) < maxColumns {
			c.fields = append(c.fields, field)
		}
		if c.separator == 0 || c.at == len(c.text) || c.text[c.at] != c.separator {
			c.endLine()
			return csvRecord{line: line, fields: c.fields}, true
		}
		c.at++
	}
}

// field reads a field up to the separator, the line's end or the text's.
func (c *csvReader) field() (field string, good bool) {
	if begin := c.skipBlanks(c.at); begin < len(c.text) && c.text[begin] == '"' {
		return c.quoted(begin + 1)
	}
	start := c.at
	for c.at < len(c.text) && !c.isEnd(c.at) {
		c.at++
	}
	return c.text[start:c.at], true
}

// quoted reads a field from behind its first quotation mark.
func (c *csvReader) quoted(at int) (field string, good bool) {
	begin, escapes := at, false
	for {
		length := strings.IndexByte(c.text[at:], '"')
		if length < 0 {
			c.at = len(c.text)
			return "", false
		}
		if at += length + 1; at < len(c.text) && c.text[at] == '"' {
			at, escapes = at+1, true
			continue
		}
		break
	}
	field = c.text[begin : at-1]
	c.line += lineEnds(field)
	if c.at = c.skipBlanks(at); c.at < len(c.text) && !c.isEnd(c.at) {
		return "", false
	}
	if escapes {
		field = strings.ReplaceAll(field, `""`, `"`)
	}
	return field, true
}

// giveUp passes over the line of a record that can't be read, and returns it.
func (c *csvReader) giveUp(start, line int) string {
	if twice := c.at - start; twice <= c.spare {
		c.spare -= twice
		c.at, c.line = start, line
	}
	rest := strings.IndexAny(c.text[c.at:], "\r\n")
	if rest < 0 {
		rest = len(c.text) - c.at
	}
	bad := c.text[start : c.at+rest]
	c.at += rest
	c.endLine()
	return bad
}

func (c *csvReader) skipBlanks(at int) int {
	for at < len(c.text) && (c.text[at] == ' ' || c.text[at] == '\t' && c.separator != '\t') {
		at++
	}
	return at
}

// isEnd reports whether a field that has no quotes ends there.
func (c *csvReader) isEnd(at int) bool {
	b := c.text[at]
	return b == '\n' || b == '\r' || b == c.separator && b != 0
}

// endLine passes over one line end, where there is one.
func (c *csvReader) endLine() {
	if c.at == len(c.text) {
		return
	}
	if c.text[c.at] == '\r' && c.at+1 < len(c.text) && c.text[c.at+1] == '\n' {
		c.at++
	}
	c.at++
	c.line++
}

// lineEnds counts them: \n, \r\n and \r.
func lineEnds(text string) int {
	return strings.Count(text, "\n") + strings.Count(text, "\r") - strings.Count(text, "\r\n")
}
