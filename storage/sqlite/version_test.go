package sqlite

import (
	"fmt"
	"testing"

	"zombiezen.com/go/sqlite"

	"seatkeeper/storage/sqlite/query"
)

// SQLite 3.7.0 to 3.51.2 can corrupt a file when two connections write or
// checkpoint at once (the WAL-reset fault, https://sqlite.org/wal.html).
func TestTheEngineHasNoWALResetFault(t *testing.T) {
	conn, err := sqlite.OpenConn(":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	version, err := query.Text(conn, "SELECT sqlite_version()")
	if err != nil {
		t.Fatal(err)
	}
	var major, minor, patch int
	if _, err := fmt.Sscanf(version, "%d.%d.%d", &major, &minor, &patch); err != nil {
		t.Fatalf("%q: %v", version, err)
	}
	if have := (major*1000+minor)*1000 + patch; have < 3_051_003 {
		t.Errorf("this is SQLite %s; 3.51.3 is the first without the fault", version)
	}
}
