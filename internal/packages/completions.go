package main

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

// A shell completes the commands below the one that is typed, its options, and files.

// findRoute is for bash and zsh: it goes through the words that stand there already.
func findRoute(app *kong.Node, words string) string {
	var s strings.Builder
	fmt.Fprintf(&s, "\tfor word in %s; do\n\t\tcase \"$route $word\" in\n", words)
	each(app, func(n *kong.Node) {
		if n.Parent != nil {
			fmt.Fprintf(&s, "\t\t%q) route=%q ;;\n", " "+route(n), " "+route(n))
		}
	})
	s.WriteString("\t\tesac\n\tdone\n")
	return s.String()
}

// caseOf is the pattern of a command in the cases of findRoute.
func caseOf(n *kong.Node) string {
	if n.Parent == nil {
		return "''"
	}
	return fmt.Sprintf("%q", " "+route(n))
}

func bashCompletion(app *kong.Node) string {
	var s strings.Builder
	s.WriteString("# Completes seatkeeper in bash. Made from the grammar of its commands.\n_seatkeeper() {\n")
	s.WriteString("\tlocal route='' word commands='' options=''\n")
	s.WriteString(findRoute(app, `"${COMP_WORDS[@]:1:COMP_CWORD-1}"`))
	s.WriteString("\tcase $route in\n")
	each(app, func(n *kong.Node) {
		var names, flags []string
		for _, child := range commands(n) {
			names = append(names, child.Name)
		}
		for _, flag := range options(n) {
			flags = append(flags, "--"+flag.Name)
		}
		fmt.Fprintf(&s, "\t%s) commands='%s' options='%s' ;;\n", caseOf(n), strings.Join(names, " "), strings.Join(flags, " "))
	})
	s.WriteString("\tesac\n\tcase ${COMP_WORDS[COMP_CWORD]} in\n\t-*) ;;\n\t*) options= ;;\n\tesac\n")
	s.WriteString("\tmapfile -t COMPREPLY < <(compgen -W \"$commands $options\" -- \"${COMP_WORDS[COMP_CWORD]}\")\n}\n")
	s.WriteString("complete -o bashdefault -o default -F _seatkeeper seatkeeper\n")
	return s.String()
}

func zshCompletion(app *kong.Node) string {
	var s strings.Builder
	s.WriteString("#compdef seatkeeper\n# Made from the grammar of the commands.\n_seatkeeper() {\n")
	s.WriteString("\tlocal route='' word\n\tlocal -a commands options\n")
	s.WriteString(findRoute(app, `"${(@)words[2,CURRENT-1]}"`))
	s.WriteString("\tcase $route in\n")
	each(app, func(n *kong.Node) {
		fmt.Fprintf(&s, "\t%s)\n", caseOf(n))
		for _, child := range commands(n) {
			fmt.Fprintf(&s, "\t\tcommands+=(%s)\n", quoted(colonsKept(child.Name)+":"+child.Help))
		}
		for _, flag := range options(n) {
			fmt.Fprintf(&s, "\t\toptions+=(%s)\n", quoted("--"+colonsKept(flag.Name)+":"+flag.Help))
		}
		s.WriteString("\t\t;;\n")
	})
	s.WriteString("\tesac\n\tif [[ $PREFIX == -* ]]; then\n\t\t_describe option options\n\telse\n")
	s.WriteString("\t\t_alternative 'commands:command:{_describe command commands}' 'files:file:_files'\n\tfi\n}\n_seatkeeper \"$@\"\n")
	return s.String()
}

func colonsKept(text string) string { return strings.ReplaceAll(text, ":", `\:`) }

func fishCompletion(app *kong.Node) string {
	var s strings.Builder
	s.WriteString("# Completes seatkeeper in fish. Made from the grammar of its commands.\n")
	each(app, func(n *kong.Node) {
		when := fishCondition(n)
		for _, child := range n.Children {
			if !child.Hidden {
				fmt.Fprintf(&s, "complete -c seatkeeper -n %s -a %s -d %s\n", quoted(when), child.Name, fishQuoted(child.Help))
			}
		}
		if n.Parent == nil {
			when = "true"
		}
		for _, flag := range n.Flags {
			if flag.Hidden {
				continue
			}
			value := ""
			if !flag.IsBool() {
				value = " -r"
			}
			if flag.Short != 0 {
				value += " -s " + string(flag.Short)
			}
			fmt.Fprintf(&s, "complete -c seatkeeper -n %s -l %s%s -d %s\n", quoted(when), flag.Name, value, fishQuoted(flag.Help))
		}
	})
	return s.String()
}

// fishCondition holds where a command is typed, and none below it.
func fishCondition(n *kong.Node) string {
	if n.Parent == nil {
		return "__fish_use_subcommand"
	}
	var all []string
	for up := n; up.Parent != nil; up = up.Parent {
		all = append([]string{"__fish_seen_subcommand_from " + up.Name}, all...)
	}
	var below []string
	for _, child := range n.Children {
		below = append(below, child.Name)
	}
	if len(below) > 0 {
		all = append(all, "not __fish_seen_subcommand_from "+strings.Join(below, " "))
	}
	return strings.Join(all, "; and ")
}

// quoted is a text between single quotes, as sh and zsh read it; fishQuoted as fish does.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

func fishQuoted(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(text) + "'"
}
