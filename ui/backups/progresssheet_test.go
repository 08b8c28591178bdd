package backups

import "testing"

func TestPercentsAreToldOnceEach(t *testing.T) {
	var told []int
	m := &percentMeter{do: func(apply func()) { apply() }, show: func(percent int) { told = append(told, percent) }}
	m.last.Store(-1)
	for done := range int64(300) {
		m.progress(done, 300)
	}
	if len(told) != 100 || told[0] != 0 || told[99] != 99 {
		t.Errorf("%v", told)
	}
	m.progress(0, 0)
}
