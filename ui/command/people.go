package command

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"golang.org/x/text/collate"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/lists"
	"seatkeeper/ui/words"
)

type peopleCommand struct {
	List   peopleListCommand   `cmd:"" default:"withargs" help:"usage.people.list"`
	Import peopleImportCommand `cmd:"" help:"usage.people.import"`
	Export peopleExportCommand `cmd:"" help:"usage.people.export"`
}

type peopleListCommand struct{}

// Run prints a line for each person, by name.
func (peopleListCommand) Run(s *session) error {
	return s.withStore(false, func(store *storage.Store) error {
		people, err := store.Users(s.ctx)
		if err != nil {
			return explained{words.DoingRead, err}
		}
		if len(people) == 0 {
			fmt.Fprintln(s.Stdout, words.Say("command.no-people"))
			return nil
		}
		order := collate.New(words.CurrentLocale().Tag, collate.Loose)
		slices.SortStableFunc(people, func(a, b data.User) int { return order.CompareString(a.Name, b.Name) })
		table := tabwriter.NewWriter(s.Stdout, 0, 0, 2, ' ', 0)
		for _, u := range people {
			state, assistance := "", ""
			if !u.Active {
				state = words.Say("command.not-active")
			}
			if u.Assistance {
				assistance = words.Say("command.assistance")
			}
			fmt.Fprintln(table, strings.TrimRight(strings.Join([]string{words.Plain(u.Name), words.Plain(u.Email), words.Plain(u.Team),
				words.Dots(assistance, state)}, "\t"), "\t"))
		}
		if err := table.Flush(); err != nil {
			return failed(err.Error())
		}
		return nil
	})
}

type peopleExportCommand struct {
	File string `arg:"" help:"usage.peopleexport.file"`
}

// Run writes the list and prints its path, alone, on stdout; or the list itself.
func (c peopleExportCommand) Run(s *session) error {
	return s.withStore(false, func(store *storage.Store) error {
		people, err := store.Users(s.ctx)
		if err != nil {
			return explained{words.DoingRead, err}
		}
		if c.File == "-" {
			if _, err := s.Stdout.Write(lists.PeopleCSV(people)); err != nil {
				return failed(err.Error())
			}
			return nil
		}
		path, err := store.Writer().PeopleTo(s.ctx, c.File, people)
		if errors.Is(err, fs.ErrExist) {
			return failed(words.Say("command.file-there", words.Args{"Path": words.Plain(c.File)}))
		}
		return s.printPath(words.DoingWrite, path, err)
	})
}

type peopleImportCommand struct {
	File      string   `arg:"" help:"usage.peopleimport.file"`
	DryRun    bool     `help:"usage.officesimport.dry-run"`
	Encoding  string   `placeholder:"NAME" help:"usage.peopleimport.encoding"`
	Separator string   `placeholder:"SIGN" help:"usage.peopleimport.separator"`
	Sheet     string   `placeholder:"NAME" help:"usage.peopleimport.sheet"`
	Heading   string   `placeholder:"LINE" help:"usage.peopleimport.heading"`
	Columns   []string `placeholder:"USE,…" help:"usage.peopleimport.columns"`
	Status    []string `sep:"none" placeholder:"WORD=MEANING" help:"usage.peopleimport.status"`
	SameName  string   `placeholder:"WAY" help:"usage.peopleimport.same-name"`
}

// options reads what is given.
func (c peopleImportCommand) options() (o lists.PeopleOptions, err error) {
	refuse := func(option, value string, known ...string) error {
		return usageError(words.Say("command.one-of", words.Args{"Option": option, "Value": words.Plain(value), "Known": words.List(known...)}))
	}
	o.Encoding, o.Sheet = lists.TextEncoding(strings.ToLower(c.Encoding)), c.Sheet
	if c.Encoding != "" && !slices.Contains(lists.TextEncodings(), o.Encoding) {
		return o, refuse("--encoding", c.Encoding, names(lists.TextEncodings())...)
	}
	signs := map[string]rune{"": 0, "comma": ',', ",": ',', "semicolon": ';', ";": ';', "tab": '\t', "\t": '\t', "bar": '|', "|": '|', "none": lists.NoSeparator}
	sign, known := signs[c.Separator]
	if !known {
		return o, refuse("--separator", c.Separator, "comma", "semicolon", "tab", "bar", "none")
	}
	o.Separator = sign
	switch c.Heading {
	case "":
	case "none":
		o.Heading = lists.NoHeading
	default:
		if o.Heading, err = strconv.Atoi(c.Heading); err != nil || o.Heading < 1 {
			return o, refuse("--heading", c.Heading, words.Say("command.a-line"), "none")
		}
	}
	for _, use := range c.Columns {
		if !slices.Contains(lists.ColumnUses(), lists.ColumnUse(use)) {
			return o, refuse("--columns", use, names(lists.ColumnUses())...)
		}
		o.Columns = append(o.Columns, lists.ColumnUse(use))
	}
	o.Status = map[string]lists.StatusMeaning{}
	meanings := []lists.StatusMeaning{lists.StatusActive, lists.StatusInactive, lists.StatusLeaveOut}
	for _, said := range c.Status {
		at := strings.LastIndexByte(said, '=')
		if at < 0 || !slices.Contains(meanings, lists.StatusMeaning(said[at+1:])) {
			return o, refuse("--status", said, "WORD=active", "WORD=inactive", "WORD=leave-out")
		}
		o.Status[said[:at]] = lists.StatusMeaning(said[at+1:])
	}
	if c.SameName != "" && !slices.Contains(lists.SameNames(), lists.SameName(c.SameName)) {
		return o, refuse("--same-name", c.SameName, names(lists.SameNames())...)
	}
	return o, nil
}

func names[T ~string](values []T) (texts []string) {
	for _, v := range values {
		texts = append(texts, string(v))
	}
	return texts
}

// Run says what the list would change, and changes it.
func (c peopleImportCommand) Run(s *session) error {
	o, err := c.options()
	if err != nil {
		return err
	}
	file, err := lists.ReadPeople(s.ctx, c.File, o)
	if err != nil {
		return notRead(c.File, err)
	}
	return s.withStore(false, func(store *storage.Store) error {
		known, err := store.Users(s.ctx)
		if err != nil {
			return explained{words.DoingRead, err}
		}
		preview := lists.ClassifyPeople(file, known, lists.SameName(c.SameName))
		s.printPreview(file, preview, c.DryRun)
		if asked := choices(file, preview); len(asked) > 0 {
			return failed(words.Say("command.people-ask") + "\n" + strings.Join(asked, "\n"))
		}
		if c.DryRun || preview.New+preview.Updated == 0 {
			return nil
		}
		if err := store.ImportPeople(s.ctx, preview.NewPeople(), preview.Changes()); err != nil {
			return explained{words.DoingChange, err}
		}
		done := []string{}
		if preview.New > 0 {
			done = append(done, words.Count("done-add-people", preview.New))
		}
		if preview.Updated > 0 {
			done = append(done, words.Count("done-update-people", preview.Updated))
		}
		fmt.Fprintln(s.Stdout, words.Dots(done...))
		return nil
	})
}

// notRead says why a list can't be read.
func notRead(path string, err error) error {
	var faults *failure.FaultsError
	if errors.As(err, &faults) {
		return failed(words.Say("command.people-not-read", words.Args{"Path": words.Plain(path), "Why": words.FaultText(faults.Faults[0])}))
	}
	return explained{words.DoingImport, err}
}

// printPreview says how the list was read, and the rows: all of them where nothing
// else is done, otherwise those of which something should be known.
func (s *session) printPreview(file lists.PeopleFile, preview lists.PeoplePreview, all bool) {
	fmt.Fprintln(s.Stdout, words.HowRead(file))
	columns := []string{}
	for i, c := range file.Columns {
		use := string(c.Use)
		if c.Use == lists.ColumnUnnamed {
			use = "?"
		}
		columns = append(columns, words.Say("command.column", words.Args{"Column": words.ColumnTitle(c, i), "Use": use}))
	}
	fmt.Fprintln(s.Stdout, words.Say("command.columns", words.Args{"Columns": strings.Join(columns, ", ")}))
	for _, row := range file.Skipped {
		fmt.Fprintln(s.Stdout, words.SkippedRow(row))
	}
	for _, row := range preview.Rows {
		said, notes := words.RowState(row), words.RowNotes(row)
		isPlain := row.State == lists.PersonNew && row.After.Name == row.Name || row.State == lists.PersonKnown || row.State == lists.PersonInactive
		if !all && isPlain && notes == "" {
			continue
		}
		if notes != "" {
			said += "; " + notes
		}
		text := words.Say("import.line-text", words.Args{"Line": row.Line, "Text": words.Plain(row.Name)})
		if row.Name == "" {
			text = words.Say("import.line", words.Args{"Line": row.Line})
		}
		fmt.Fprintln(s.Stdout, words.Say("fault.at", words.Args{"Where": text, "Fault": said}))
	}
	fmt.Fprintln(s.Stdout, words.ImportCounts(preview))
}

// choices says what must be chosen before the list can be imported, and by which
// option.
func choices(file lists.PeopleFile, preview lists.PeoplePreview) (asked []string) {
	if file.AskColumns {
		asked = append(asked, words.Say("command.ask-columns"))
	}
	for _, word := range file.Unknown {
		asked = append(asked, words.Say("command.ask-status", words.Args{"Said": words.StatusWord(word), "Word": words.Plain(word)}))
	}
	if preview.SameName > 0 {
		asked = append(asked, words.Count("ask-same-name", preview.SameName))
	}
	return asked
}
