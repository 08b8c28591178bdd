// Package command is Seatkeeper's command line. It needs no display: the window
// is opened by the function that [Run] is given.
package command

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"reflect"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/settings"
	"seatkeeper/ui/words"
)

// Program is what the command line needs of the program around it.
type Program struct {
	Version string
	Stdout  io.Writer
	Stderr  io.Writer
	// Stdin is for questions; nil answers no. Where it is an os.File on a terminal,
	// passphrases are asked for there.
	Stdin io.Reader
	// IsTerminal says whether Stderr is one; then progress is shown.
	IsTerminal bool
	// Now is the clock in the user's zone; nil means time.Now.
	Now func() time.Time
	// Settings are those of whoever runs the program, which texts and dates go after.
	Settings settings.File
	// OpenWindow opens the window, or raises the one that is open, and returns when the one
	// it has opened is closed.
	OpenWindow func(Opening) error
	// Alert says why no window opens where Stderr is no terminal: then most likely nobody
	// sees it. It may be nil.
	Alert func(title, text string)
}

// Opening says which window is to be opened.
type Opening struct {
	Folder string // of the data
	File   string // what it would change is shown first; empty means none
	// Another asks for a window of its own, also where one is open on the same data.
	Another bool
	// Settings are those of whoever runs the program, as they were read.
	Settings settings.Settings
	Unread   error // why some of them could not be read; nil if all were
}

// grammar is the command line. For help the tags name keys of package words, which
// [sayHelp] looks up.
type grammar struct {
	Data    string           `placeholder:"DIR" help:"usage.data"`
	Version kong.VersionFlag `help:"usage.version"`

	Window  windowCommand  `cmd:"" default:"withargs" help:"usage.window"`
	Export  exportCommand  `cmd:"" help:"usage.export"`
	Backups backupsCommand `cmd:"" help:"usage.backups"`
	Verify  verifyCommand  `cmd:"" help:"usage.verify"`
	Restore restoreCommand `cmd:"" help:"usage.restore"`
	Diff    diffCommand    `cmd:"" help:"usage.diff"`
	Who     whoCommand     `cmd:"" help:"usage.who"`
	Book    bookCommand    `cmd:"" help:"usage.book"`
	Release releaseCommand `cmd:"" help:"usage.release"`
	People  peopleCommand  `cmd:"" help:"usage.people"`
	Offices officesCommand `cmd:"" help:"usage.offices"`
	Sample  sampleCommand  `cmd:"" help:"usage.sample"`

	Settings settingsCommand `cmd:"" help:"usage.settings"`
}

// Exit codes.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// failed is an error whose message is for the user as it stands.
type failed string

func (f failed) Error() string { return string(f) }

// Run runs the program with the arguments behind its name and returns its exit
// code: 0, 1 after a failure, 2 after wrong usage. Errors go to Stderr.
func Run(args []string, p Program) (code int) {
	isWindow := false
	defer func() {
		if value := recover(); value != nil {
			p.complain(explained{words.DoingWork, failure.NewCrash(value)}, isWindow)
			code = exitFailed
		}
	}()
	if p.Now == nil {
		p.Now = time.Now
	}
	words.SetClock(p.Now)
	chosen, unread := p.Settings.Read(context.Background())
	words.UseSettings(chosen)
	if unread != nil {
		fmt.Fprintf(p.Stderr, "seatkeeper: %s. %s\n(%s)\n", words.Say("settings.unreadable"),
			words.Say("settings.unreadable-about", words.Args{"Path": words.Plain(p.Settings.Path())}), words.Plain(unread.Error()))
	}
	var g grammar
	exit := -1
	parser, err := newParser(&g, p, func(code int) { exit = code })
	if err != nil {
		fmt.Fprintln(p.Stderr, "seatkeeper:", err)
		return exitFailed
	}
	parsed, err := parser.Parse(args)
	if exit >= 0 {
		return exit // help or version was asked for
	}
	if err != nil {
		fmt.Fprintf(p.Stderr, "seatkeeper: %v\n%s\n", err, words.Say("command.try-help"))
		return exitUsage
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	isWindow = parsed.Selected() != nil && parsed.Selected().Name == "window"
	err = parsed.Run(&session{Program: p, ctx: ctx, data: g.Data, chosen: chosen, unread: unread})
	if err == nil {
		return exitOK
	}
	p.complain(err, isWindow)
	var usage usageError
	if errors.As(err, &usage) {
		return exitUsage
	}
	return exitFailed
}

func newParser(g *grammar, p Program, exit func(code int)) (*kong.Kong, error) {
	return kong.New(g, kong.Name("seatkeeper"), kong.Vars{"version": "seatkeeper " + p.Version},
		kong.Description(words.Say("usage.about")),
		kong.Writers(p.Stdout, p.Stderr), kong.Exit(exit),
		kong.Help(printHelp), kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}), kong.UsageOnError(),
		kong.KindMapper(reflect.String, kong.MapperFunc(readText)), kong.NamedMapper("maybe-empty", kong.MapperFunc(readAnyText)))
}

// printHelp prints the help of a command, or of the program.
func printHelp(o kong.HelpOptions, c *kong.Context) error {
	sayHelp(c.Model.Node)
	return kong.DefaultHelpPrinter(o, c)
}

// sayHelp puts the words in the place of their keys, for a command and those below it.
func sayHelp(n *kong.Node) {
	if n.Type == kong.CommandNode {
		n.Help = words.Say(n.Help)
	}
	for _, flag := range n.Flags {
		flag.Help = words.Say(flag.Help)
	}
	for _, argument := range n.Positional {
		argument.Help = words.Say(argument.Help)
	}
	for _, below := range n.Children {
		sayHelp(below)
	}
}

// Grammar returns all that the command line takes, for what is made from it: a manual
// page, and what shells complete.
func Grammar() (*kong.Application, error) {
	parser, err := newParser(&grammar{}, Program{Stdout: io.Discard, Stderr: io.Discard}, func(int) {})
	if err != nil {
		return nil, err
	}
	sayHelp(parser.Model.Node)
	return parser.Model, nil
}

// readText takes an argument as it is. Kong by itself would pass it through JSON, in
// which a path with a byte that is not UTF-8 becomes another path. An empty one is
// refused: it comes from a variable that a script has not set, and must not mean
// today, or the usual data folder.
func readText(ctx *kong.DecodeContext, target reflect.Value) error {
	if err := readAnyText(ctx, target); err != nil {
		return err
	}
	if target.String() == "" {
		return errors.New(words.Say("command.empty"))
	}
	return nil
}

// readAnyText is readText for what may be empty.
func readAnyText(ctx *kong.DecodeContext, target reflect.Value) error {
	token, err := ctx.Scan.PopValue("text")
	if err != nil {
		return err
	}
	text, ok := token.Value.(string)
	if !ok {
		text = fmt.Sprint(token.Value)
	}
	target.SetString(text)
	return nil
}

// usageError is an argument that can't be right whatever is stored.
type usageError string

func (u usageError) Error() string { return string(u) }

// session is one run of one command.
type session struct {
	Program
	ctx    context.Context
	data   string
	chosen settings.Settings
	unread error         // why some of these could not be read
	stdin  *bufio.Reader // of Stdin, by line; nil before its first line was read
}

// explained is an error together with what the user wanted.
type explained struct {
	doing words.Doing
	err   error
}

func (e explained) Error() string { return e.err.Error() }
func (e explained) Unwrap() error { return e.err }

// open opens the store of the chosen data folder. A folder that is named and not
// there is a slip of the pen for most commands, so only make lets it be made.
func (s *session) open(mayMake bool) (*storage.Store, error) {
	folder, err := storage.FindFolder(s.data)
	if err != nil {
		return nil, explained{words.DoingOpen, err}
	}
	if s.data != "" && !mayMake && !storage.Exists(folder) {
		return nil, failed(words.Say("command.no-folder", words.Args{"Path": words.Plain(folder)}))
	}
	store, err := storage.Open(s.ctx, folder, storage.Options{App: "Seatkeeper " + s.Version, Now: s.Now})
	if err != nil {
		return nil, explained{words.DoingOpen, err}
	}
	for _, f := range store.Found() {
		title, text := words.Found(f)
		fmt.Fprintf(s.Stderr, "%s: %s\n", title, text)
	}
	s.warnOfFolder(store)
	return store, nil
}

// warnOfFolder says once what is to be known about where the data folder lies.
func (s *session) warnOfFolder(store *storage.Store) {
	const teller = "command line" // kept in the store
	warning, err := store.FolderWarning(s.ctx, teller)
	if title, text := words.FolderWarning(warning, store.Folder()); err == nil && title != "" {
		fmt.Fprintf(s.Stderr, "%s: %s\n", title, text)
		_ = store.FolderWarningGiven(s.ctx, teller, warning) // otherwise it is said once more
	}
}

// withStore runs f with the open store and closes it.
func (s *session) withStore(mayMake bool, f func(*storage.Store) error) error {
	store, err := s.open(mayMake)
	if err != nil {
		return err
	}
	if err = f(store); err == nil && store.Damage() != nil {
		// It went well all the same, but what it says may not be all.
		said := words.Explain(words.DoingRead, store.Damage())
		fmt.Fprintln(s.Stderr, "seatkeeper:", said.Cause, said.Safe, said.Next)
	}
	if closeErr := store.Close(); err == nil && closeErr != nil {
		err = explained{words.DoingChange, closeErr}
	}
	return err
}

// printPath prints the path of what was written, alone, on stdout: also if only the drive
// has not confirmed it, which is said afterwards.
func (s *session) printPath(doing words.Doing, path string, err error) error {
	if err != nil && !errors.Is(err, failure.ErrNotConfirmed) {
		return explained{doing, err}
	}
	if _, printErr := fmt.Fprintln(s.Stdout, path); printErr != nil {
		return failed(words.Say("command.not-printed", words.Args{"Path": words.Plain(path)}))
	}
	if err != nil {
		return explained{doing, err}
	}
	return nil
}

// today returns the user's civil date.
func (s *session) today() data.Date { return data.DateOf(s.Now()) }

// day reads a date argument, which may be all that the window's field takes;
// empty is today.
func (s *session) day(text string) (data.Date, error) {
	if text == "" {
		return s.today(), nil
	}
	day, err := words.ParseDay(text, s.today())
	if err != nil {
		return 0, usageError(words.Say("command.not-a-date", words.Args{"Value": words.Plain(text), "Example": s.today().String()}))
	}
	return day, nil
}

// progress shows how far something is, on one line of a terminal. The returned
// function takes the line away.
func (s *session) progress(quiet bool) (show func(done, total int64), end func()) {
	if quiet || !s.IsTerminal {
		return nil, func() {}
	}
	last := int64(-1)
	show = func(done, total int64) {
		if percent := 100 * done / max(total, 1); percent != last {
			last = percent
			fmt.Fprintf(s.Stderr, "\r%3d %%", percent)
		}
	}
	return show, func() {
		if last >= 0 {
			fmt.Fprint(s.Stderr, "\r      \r")
		}
	}
}

type windowCommand struct {
	File      string `arg:"" optional:"" help:"usage.window.file"`
	NewWindow bool   `help:"usage.window.new-window"`
}

// Run opens the window. A word that is neither a command nor a file is a slip of the pen.
func (c windowCommand) Run(s *session) error {
	if c.File != "" {
		if info, err := os.Stat(c.File); err != nil || !info.Mode().IsRegular() {
			return usageError(words.Say("command.no-such", words.Args{"Value": words.Plain(c.File)}))
		}
		path, err := filepath.Abs(c.File)
		if err != nil {
			return failed(err.Error())
		}
		c.File = path
	}
	folder, err := storage.FindFolder(s.data)
	if err != nil {
		return explained{words.DoingOpen, err}
	}
	if err := s.OpenWindow(Opening{Folder: folder, File: c.File, Another: c.NewWindow, Settings: s.chosen, Unread: s.unread}); err != nil {
		return failed(err.Error())
	}
	return nil
}
