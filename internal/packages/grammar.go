package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/alecthomas/kong"
)

// route is a command and the ones above it: "people import", and nothing for the program
// itself.
func route(n *kong.Node) string {
	if n.Parent == nil {
		return ""
	}
	return strings.TrimSpace(route(n.Parent) + " " + n.Name)
}

// each visits the program and all its commands, in the order of the help.
func each(n *kong.Node, visit func(*kong.Node)) {
	visit(n)
	for _, child := range commands(n) {
		each(child, visit)
	}
}

// commands returns those of a command that the help shows.
func commands(n *kong.Node) (shown []*kong.Node) {
	for _, child := range n.Children {
		if !child.Hidden {
			shown = append(shown, child)
		}
	}
	return shown
}

// options returns what begins with dashes. Those of the program may stand behind any
// command.
func options(n *kong.Node) (all []*kong.Flag) {
	for _, group := range n.AllFlags(true) {
		all = append(all, group...)
	}
	return all
}

// manualPage returns the page for man.
func manualPage(app *kong.Node, version string, moment time.Time) string {
	var p strings.Builder
	fmt.Fprintf(&p, ".TH SEATKEEPER 1 %s \"Seatkeeper %s\" \"User Commands\"\n", moment.Format("2006-01-02"), version)
	fmt.Fprintf(&p, ".SH NAME\nseatkeeper \\- %s\n.SH SYNOPSIS\n", roff(summary))
	p.WriteString(".B seatkeeper\n.RI [ options ]\n.RI [ file ]\n.br\n.B seatkeeper\n.I command\n.RI [ options ]\n.RI [ arguments ]\n")
	fmt.Fprintf(&p, ".SH DESCRIPTION\n%s\n.PP\nWithout a command the window opens.\n.SH OPTIONS\n", roff(app.Help))
	writeOptions(&p, app.Flags)
	p.WriteString(".SH COMMANDS\n")
	each(app, func(n *kong.Node) {
		if n.Parent == nil {
			return
		}
		fmt.Fprintf(&p, ".SS %s\n%s\n", roff(strings.Join(append([]string{route(n)}, arguments(n)...), " ")), roff(n.Help))
		for _, argument := range n.Positional {
			if argument.Help != "" {
				fmt.Fprintf(&p, ".TP\n.I %s\n%s\n", roff(argument.Name), roff(argument.Help))
			}
		}
		writeOptions(&p, n.Flags)
	})
	p.WriteString(".SH EXIT STATUS\n0, 1 after a failure, 2 after wrong usage.\n")
	p.WriteString(".SH FILES\n.TP\n.I ~/.local/share/seatkeeper/data\nYour data, unless another folder is named. Removing the program leaves them.\n")
	p.WriteString(".SH ENVIRONMENT\n.TP\n.B SEATKEEPER_DATA\nThe data folder, where no other is named.\n")
	return p.String()
}

func arguments(n *kong.Node) (all []string) {
	for _, argument := range n.Positional {
		all = append(all, argument.Summary())
	}
	return all
}

func writeOptions(p *strings.Builder, flags []*kong.Flag) {
	for _, flag := range flags {
		if !flag.Hidden {
			writeOption(p, flag)
		}
	}
}

func writeOption(p *strings.Builder, flag *kong.Flag) {
	name := "--" + flag.Name
	if flag.Short != 0 {
		name = "-" + string(flag.Short) + ", " + name
	}
	if !flag.IsBool() && !flag.IsCounter() {
		name += "=" + flag.FormatPlaceHolder()
	}
	fmt.Fprintf(p, ".TP\n.B %s\n%s\n", roff(name), roff(flag.Help))
}

// roff protects what would be read as a command of the page.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "\n", " ").Replace(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		return `\&` + text
	}
	return text
}
