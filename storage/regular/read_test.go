package regular_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/regular"
)

func TestAFileIsReadUpToItsBound(t *testing.T) {
	path := filepath.Join(t.TempDir(), "plan.json")
	const size = regular.MaxRecord + 100 // the bound of a record is none of a file
	if err := os.WriteFile(path, make([]byte, size), 0o600); err != nil {
		t.Fatal(err)
	}
	if content, err := regular.Read(t.Context(), path, size); err != nil || len(content) != size {
		t.Errorf("%d bytes, %v", len(content), err)
	}
	var faults *failure.FaultsError
	if _, err := regular.Read(t.Context(), path, size-1); !errors.As(err, &faults) || faults.Faults[0].Code != failure.FaultTooLarge {
		t.Errorf("one byte too many: %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := regular.Read(ended, path, size); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end: %v", err)
	}
}
