package format

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

func TestAFileOfZerosIsCalledThat(t *testing.T) {
	whole := filetest.Summed(filetest.Sound)
	zero := func(n int) string { return strings.Repeat("\x00", n) }
	for name, test := range map[string]struct {
		file  string
		want  failure.FaultCode
		value string
	}{
		"all of it":            {zero(len(whole)), failure.FaultZeros, ""},
		"one":                  {"\x00", failure.FaultZeros, ""},
		"many blocks":          {zero(300_000), failure.FaultZeros, ""},
		"its end":              {whole[:500] + zero(len(whole)-500), failure.FaultZeroTail, "1278"},
		"its end, many blocks": {whole[:500] + zero(300_000), failure.FaultZeroTail, "300000"},
		"its middle":           {whole[:500] + zero(100) + whole[600:], failure.FaultZeroPart, ""},
		"a locked one":         {backupfile.LockedStart + zero(4000), failure.FaultZeroTail, "4000"},
	} {
		path := filepath.Join(t.TempDir(), "backup-20261123-101112.json")
		filetest.MustWrite(t, path, test.file)
		_, err := VerifyBackup(t.Context(), path, backupfile.ReadOptions{Passphrase: "x"})
		var faults *failure.FaultsError
		if !errors.As(err, &faults) || faults.Faults[0].Code != test.want {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := faults.Faults[0].Value; name != "its end" && name != "its middle" && got != test.value {
			t.Errorf("%s: %s, not %s", name, got, test.value)
		}
		if _, err := ReadHead(path); test.want != failure.FaultZeroPart && (!errors.As(err, &faults) || faults.Faults[0].Code != test.want) {
			t.Errorf("the head of %s: %v", name, err)
		}
	}
}
