package words

import (
	"os"
	"testing"
)

// TestMain has days be said as in Britain, whatever the system has chosen.
func TestMain(m *testing.M) {
	SetLocale(LocaleOf("en-GB"))
	os.Exit(m.Run())
}
