package command

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"text/tabwriter"

	"seatkeeper/data"
	"seatkeeper/data/layout"
	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/lists"
	"seatkeeper/ui/words"
)

type officesCommand struct {
	List   officesListCommand   `cmd:"" default:"withargs" help:"usage.offices.list"`
	New    officesNewCommand    `cmd:"" help:"usage.offices.new"`
	Import officesImportCommand `cmd:"" help:"usage.offices.import"`
	Export officesExportCommand `cmd:"" help:"usage.offices.export"`
	Remove officesRemoveCommand `cmd:"" help:"usage.offices.remove"`
}

type officesListCommand struct{}

// Run prints a line for each office, and below it one for each of its floors.
func (officesListCommand) Run(s *session) error {
	return s.withStore(false, func(store *storage.Store) error {
		offices, err := store.Offices(s.ctx)
		if err != nil {
			return explained{words.DoingRead, err}
		}
		offices = data.InUse(offices)
		if len(offices) == 0 {
			fmt.Fprintln(s.Stdout, words.Say("command.no-offices"))
			return nil
		}
		table := tabwriter.NewWriter(s.Stdout, 0, 0, 2, ' ', 0)
		for _, o := range offices {
			fmt.Fprintf(table, "%s\t%s\n", words.Plain(o.Name), words.Count("floors", len(o.Floors)))
			for _, f := range o.Floors {
				fmt.Fprintf(table, "  %s\t%s\n", words.Plain(f.Name), words.Count("desks", desksIn(f)))
			}
		}
		if err := table.Flush(); err != nil {
			return failed(err.Error())
		}
		return nil
	})
}

// desksIn counts the desks that can be booked.
func desksIn(f data.Floor) (n int) {
	for _, d := range f.Desks {
		if !d.Retired {
			n++
		}
	}
	return n
}

type officesNewCommand struct {
	Name  string   `required:"" placeholder:"NAME" help:"usage.officesnew.name"`
	Floor []string `required:"" sep:"none" placeholder:"FLOOR: ROOM DESKS/ROW, …" help:"usage.officesnew.floor"`
}

// Run draws the office and says what it has.
func (c officesNewCommand) Run(s *session) error {
	name, err := data.CleanName(c.Name)
	if err != nil {
		return usageError(words.Explain(words.DoingChange, err).Cause)
	}
	var floors []layout.Floor
	for _, text := range c.Floor {
		read, err := layout.Parse(text)
		if fault := new(layout.FaultError); errors.As(err, &fault) {
			return usageError(words.Say("command.floor-fault", words.Args{"Floor": words.Plain(text), "Fault": words.LayoutFaultAt(fault)}))
		}
		floors = append(floors, read...)
	}
	if !slices.ContainsFunc(floors, func(f layout.Floor) bool { return f.Desks() > 0 }) {
		return usageError(words.Say("command.no-desks"))
	}
	for i := range floors {
		if floors[i].Name == "" {
			floors[i].Name = words.Say("set-up.ground-floor")
			if i > 0 {
				floors[i].Name = words.Say("set-up.floor-number", words.Args{"Number": i})
			}
		}
	}
	return s.withStore(true, func(store *storage.Store) error {
		offices, err := store.Offices(s.ctx)
		if err != nil {
			return explained{words.DoingRead, err}
		}
		for _, o := range data.InUse(offices) {
			if data.NameKey(o.Name) == data.NameKey(name) {
				return failed(words.Say("offices.name-taken", words.Args{"Name": words.Plain(o.Name)}))
			}
		}
		made, err := store.Plans().SetUp(s.ctx, name, floors)
		if err != nil {
			return explained{words.DoingChange, err}
		}
		fmt.Fprintln(s.Stdout, words.Say("command.office-made", words.Args{"Office": words.Plain(made.Name), "What": countsOf(made)}))
		return nil
	})
}

// countsOf says how many desks there are on how many floors.
func countsOf(o data.Office) string {
	desks := 0
	for _, f := range o.Floors {
		desks += desksIn(f)
	}
	return words.Say("import.desks-on-floors", words.Args{"Desks": words.Count("desks", desks), "Floors": words.Count("floors", len(o.Floors))})
}

type officesImportCommand struct {
	File   string `arg:"" help:"usage.officesimport.file"`
	DryRun bool   `help:"usage.officesimport.dry-run"`
}

// Run says what the file changes, and changes it.
func (c officesImportCommand) Run(s *session) error {
	offices, err := lists.ReadOffices(s.ctx, c.File)
	var faults *failure.FaultsError
	if errors.As(err, &faults) {
		for _, text := range words.BadBackup(err) {
			fmt.Fprintf(s.Stderr, "%s: %s\n", words.Plain(c.File), text)
		}
		return failed(words.Say("command.offices-not-read"))
	}
	if err != nil {
		return explained{words.DoingImport, err}
	}
	return s.withStore(true, func(store *storage.Store) error {
		preview, err := store.Plans().PreviewOffices(s.ctx, offices)
		if err != nil {
			return explained{words.DoingImport, err}
		}
		present, err := store.Offices(s.ctx)
		if err != nil {
			return explained{words.DoingRead, err}
		}
		for _, line := range words.OfficesImport(preview.Changes, offices, data.InUse(present)) {
			fmt.Fprintln(s.Stdout, line)
		}
		if c.DryRun || len(preview.Changes) == 0 {
			return nil
		}
		if err := store.Plans().ImportOffices(s.ctx, preview); err != nil {
			return explained{words.DoingImport, err}
		}
		fmt.Fprintln(s.Stdout, words.Say("command.offices-imported"))
		return nil
	})
}

type officesExportCommand struct {
	File string `arg:"" help:"usage.officesexport.file"`
}

// Run writes the file and prints its path, alone, on stdout.
func (c officesExportCommand) Run(s *session) error {
	return s.withStore(false, func(store *storage.Store) error {
		offices, err := store.Offices(s.ctx)
		if err != nil {
			return explained{words.DoingRead, err}
		}
		path, err := store.Writer().OfficesTo(s.ctx, c.File, data.InUse(offices))
		if errors.Is(err, fs.ErrExist) {
			return failed(words.Say("command.file-there", words.Args{"Path": words.Plain(c.File)}))
		}
		return s.printPath(words.DoingWrite, path, err)
	})
}

type officesRemoveCommand struct {
	Name         string `arg:"" help:"usage.officesremove.name"`
	WithBookings bool   `help:"usage.officesremove.with-bookings"`
	Yes          bool   `short:"y" help:"usage.officesremove.yes"`
	Quiet        bool   `short:"q" help:"usage.restore.quiet"`
}

// Run says what becomes of the bookings and drafts, asks, and removes the office.
func (c officesRemoveCommand) Run(s *session) error {
	return s.withStore(false, func(store *storage.Store) error {
		offices, err := store.Offices(s.ctx)
		if err != nil {
			return explained{words.DoingRead, err}
		}
		var found []data.Office
		for _, o := range data.InUse(offices) {
			if o.ID == c.Name || data.NameKey(o.Name) == data.NameKey(c.Name) {
				found = append(found, o)
			}
		}
		switch len(found) {
		case 0:
			return failed(words.Say("command.no-office", words.Args{"Name": words.Plain(c.Name)}))
		case 1:
		default:
			ids := []string{}
			for _, o := range found {
				ids = append(ids, words.Plain(o.ID))
			}
			return failed(words.Say("command.several-offices", words.Args{"Name": words.Plain(c.Name), "IDs": words.List(ids...)}))
		}
		shown, err := store.Plans().PreviewRemoval(s.ctx, found[0].ID, "")
		if err != nil {
			return explained{words.DoingRead, err}
		}
		drafts, err := store.Plans().Drafts(s.ctx)
		if err != nil {
			return explained{words.DoingRead, err}
		}
		lines := append(words.RemovalLines(shown, c.WithBookings), words.DraftsGo(drafts, shown.OfficeID, "")...)
		fmt.Fprintln(s.Stdout, strings.Join(lines, "\n"))
		if !c.Yes && !s.agreesTo("command.remove-ask") {
			return failed(words.Say("command.not-restored"))
		}
		show, end := s.progress(c.Quiet)
		err = store.Plans().Remove(storage.WithProgress(s.ctx, show), shown, c.WithBookings)
		end()
		if err != nil {
			return explained{words.DoingChange, err}
		}
		fmt.Fprintln(s.Stdout, words.Say("done.remove-office", words.Args{"Office": words.Plain(shown.Office)}))
		return nil
	})
}
