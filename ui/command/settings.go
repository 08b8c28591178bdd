package command

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"seatkeeper/storage/settings"
	"seatkeeper/ui/words"
)

type settingsCommand struct {
	Name  string `arg:"" optional:"" help:"usage.settings.name"`
	Value string `arg:"" optional:"" help:"usage.settings.value"`
}

// Run prints all settings, or one with what it can be, or changes it.
func (c settingsCommand) Run(s *session) error {
	n := settings.Name(c.Name)
	values := settings.Values(n)
	switch {
	case c.Name == "":
		return c.list(s)
	case values == nil:
		return usageError(words.Say("command.setting-unknown", words.Args{"Name": words.Plain(c.Name), "All": list(settings.All())}))
	case c.Value == "":
		fmt.Fprintf(s.Stdout, "%s\n%s\n", s.chosen.Get(n), words.Say("command.setting-can-be", words.Args{"All": list(values)}))
		return nil
	case !slices.Contains(values, c.Value):
		return usageError(words.Say("command.setting-value", words.Args{"Name": c.Name, "Value": words.Plain(c.Value), "All": list(values)}))
	}
	if err := s.Settings.Set(s.ctx, n, c.Value); err != nil {
		return explained{words.DoingSetting, err}
	}
	return nil
}

// list prints a line a setting: its name, its value and what it is about.
func (settingsCommand) list(s *session) error {
	table := tabwriter.NewWriter(s.Stdout, 0, 0, 2, ' ', 0)
	for _, n := range settings.All() {
		_, about := words.Setting(n)
		fmt.Fprintf(table, "%s\t%s\t%s\n", n, s.chosen.Get(n), about)
	}
	if err := table.Flush(); err != nil {
		return failed(err.Error())
	}
	return nil
}

func list[T ~string](all []T) string {
	texts := make([]string, len(all))
	for i, one := range all {
		texts[i] = string(one)
	}
	return strings.Join(texts, ", ")
}
