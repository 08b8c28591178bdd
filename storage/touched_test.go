package storage

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
)

func utf16Of(t *testing.T, text string, order unicode.Endianness, mark unicode.BOMPolicy) string {
	t.Helper()
	encoded, err := unicode.UTF16(order, mark).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

func TestABackupThatWasSavedAnewIsReadAsItWas(t *testing.T) {
	filetest.NotUnderRace(t)
	s := tinyStore(t, at(noon))
	text := strings.Replace(filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path), "Alice", "Zoë 🙂", 1)
	before, _, _ := strings.Cut(text, `"sha256": `)
	text = filetest.Summed(before + "\"sha256\": \"SUM\"\n}\n")
	windows := strings.ReplaceAll(text, "\n", "\r\n")
	for name, test := range map[string]struct {
		file string
		want backupfile.TextForm
	}{
		"a mark":                         {"\ufeff" + text, backupfile.TextForm{Mark: true}},
		"line ends of Windows":           {windows, backupfile.TextForm{LineEnds: true}},
		"both":                           {"\ufeff" + windows, backupfile.TextForm{Mark: true, LineEnds: true}},
		"UTF-16":                         {utf16Of(t, text, unicode.LittleEndian, unicode.UseBOM), backupfile.TextForm{Mark: true, UTF16: true}},
		"UTF-16 as Windows has it":       {utf16Of(t, windows, unicode.LittleEndian, unicode.UseBOM), backupfile.TextForm{Mark: true, UTF16: true, LineEnds: true}},
		"UTF-16, the other way round":    {utf16Of(t, text, unicode.BigEndian, unicode.UseBOM), backupfile.TextForm{Mark: true, UTF16: true, BigFirst: true}},
		"UTF-16 without a mark":          {utf16Of(t, text, unicode.LittleEndian, unicode.IgnoreBOM), backupfile.TextForm{UTF16: true}},
		"the other, without a mark":      {utf16Of(t, windows, unicode.BigEndian, unicode.IgnoreBOM), backupfile.TextForm{UTF16: true, LineEnds: true, BigFirst: true}},
		"the last line end gone as well": {strings.TrimSuffix(windows, "\r\n"), backupfile.TextForm{LineEnds: true}},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "it.json")
			filetest.MustWrite(t, path, test.file)
			r := mustVerify(t, path)
			if r.Form != test.want || !r.Checksummed || r.Bookings != 3 || r.Bytes != int64(len(test.file)) {
				t.Errorf("%+v", r)
			}
			if h, err := format.ReadHead(path); err != nil || h.Report.App == "" || h.Counts["bookings"] != 3 {
				t.Errorf("%+v, %v", h, err)
			}
			into := mustOpenSample(t, t.TempDir(), Options{Now: at(noon)})
			prepared, err := PrepareRestore(t.Context(), into, path, RestoreOptions{})
			if err != nil {
				t.Fatal(err)
			}
			defer prepared.Close()
			p, err := prepared.Preview(t.Context())
			if err != nil || p.Report.Form != test.want || p.Counts.Bookings != 3 {
				t.Errorf("%+v, %v", p, err)
			}
			// Anything else that differs is found.
			filetest.MustWrite(t, path, strings.Replace(test.file, "Z", "Y", 1))
			_, err = format.VerifyBackup(t.Context(), path, backupfile.ReadOptions{})
			filetest.WantKind(t, err, failure.KindBadBackup)
		})
	}
	// What another program has written with its own line ends, and a sum of those.
	path := filepath.Join(t.TempDir(), "it.json")
	head, _, _ := strings.Cut(windows, `"sha256": `)
	filetest.MustWrite(t, path, filetest.Summed(head+"\"sha256\": \"SUM\"\r\n}\r\n"))
	if r := mustVerify(t, path); !r.Checksummed || r.Form.IsChanged() {
		t.Errorf("%+v", r)
	}
	into := mustOpenSample(t, t.TempDir(), Options{})
	if _, err := restoreFile(t.Context(), into, path); err != nil {
		t.Error(err)
	}
}
