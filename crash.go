package main

import (
	"time"

	"seatkeeper/storage/failure"
	"seatkeeper/ui/crashlog"
)

// watchCrashes has written down what ends the program by a fault from now on, and returns
// what an earlier run has left of that, if anything. end is to be deferred on the main
// goroutine. Where nothing can be written there is no log.
func watchCrashes(about string) (before *crashlog.Report, end func()) {
	folder, err := crashlog.Folder()
	if err != nil {
		return nil, func() {}
	}
	if report, found := crashlog.Newest(folder); found {
		before = &report
	}
	log, err := crashlog.Begin(folder, about, time.Now())
	if err != nil {
		return before, func() {}
	}
	return before, func() {
		// A panic of this goroutine is caught further out, and so not the runtime's to tell.
		if value := recover(); value != nil {
			log.Write(failure.NewCrash(value).Text())
			panic(value)
		}
		log.End()
	}
}
