package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// A usageError is a command line that makes no sense.
type usageError struct {
	command string
	err     error
}

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// explainGroups makes commands that only hold others print their help, and refuse a command that they do not hold.
func explainGroups(command *cobra.Command) {
	if command.HasSubCommands() && !command.Runnable() {
		command.Args = unknownCommand
		command.RunE = func(command *cobra.Command, _ []string) error { return command.Help() }
	}
	for _, below := range command.Commands() {
		explainGroups(below)
	}
}

func newHelpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Help about any command",
		RunE: func(_ *cobra.Command, names []string) error {
			found, rest, err := root.Traverse(names)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				return unknownCommand(found, rest)
			}
			return found.Help()
		},
	}
}

// unknownCommand answers what is no command with the nearest one, in one line.
func unknownCommand(command *cobra.Command, arguments []string) error {
	if len(arguments) == 0 {
		return nil
	}
	command.SuggestionsMinimumDistance = 2
	suggestion := ""
	if near := command.SuggestionsFor(arguments[0]); len(near) > 0 {
		suggestion = ", did you mean " + strings.Join(near, " or ") + "?"
	} else if command.HasParent() {
		suggestion = ", known: " + strings.Join(namesBelow(command), ", ")
	}
	return &usageError{command.CommandPath(), fmt.Errorf("unknown command %q%s", arguments[0], suggestion)}
}

func namesBelow(command *cobra.Command) []string {
	var names []string
	for _, below := range command.Commands() {
		names = append(names, below.Name())
	}
	return names
}

func noArguments(command *cobra.Command, given []string) error {
	if len(given) == 0 {
		return nil
	}
	return &usageError{command.CommandPath(), fmt.Errorf("takes no arguments, %q is one too many", given[0])}
}

// oneArgument asks for exactly one argument; what names it as the help does.
func oneArgument(what string) cobra.PositionalArgs {
	return func(command *cobra.Command, given []string) error {
		switch len(given) {
		case 0:
			return &usageError{command.CommandPath(), fmt.Errorf("%s is missing", what)}
		case 1:
			return nil
		}
		return &usageError{command.CommandPath(), fmt.Errorf("takes one %s, %q is one too many", what, given[1])}
	}
}

// twoArguments asks for exactly two arguments; what names them as the help does.
func twoArguments(what string) cobra.PositionalArgs {
	return func(command *cobra.Command, given []string) error {
		if len(given) == 2 {
			return nil
		}
		return &usageError{command.CommandPath(), fmt.Errorf("takes %s, not %d arguments", what, len(given))}
	}
}

// asJSON reads the value of -o where data is printed: text or json.
func asJSON(command *cobra.Command, output string) (bool, error) {
	if output != "text" && output != "json" {
		return false, &usageError{command.CommandPath(), fmt.Errorf("unknown output %q (known: text, json)", output)}
	}
	return output == "json", nil
}

// printJSON prints a value as other commands print theirs.
func printJSON[T any](terminal console, value T) error {
	encoder := json.NewEncoder(terminal.out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// wrongFlag says what is wrong with a flag, with the nearest one in place of one that there is not.
func wrongFlag(command *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) {
		err = fmt.Errorf("%w%s", err, nearestFlag(command, unknown.GetSpecifiedName()))
	}
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		err = fmt.Errorf("--%s: %q is %s", invalid.GetFlag().Name, invalid.GetValue(), mismatch(invalid.GetFlag()))
	}
	return &usageError{command.CommandPath(), err}
}

func mismatch(flag *pflag.Flag) string {
	switch flag.Value.Type() {
	case "bool":
		return "neither true nor false"
	case "int":
		return "not a number"
	case "duration":
		return "not a duration such as 30s or 5m"
	}
	return "not a " + flag.Value.Type()
}

func nearestFlag(command *cobra.Command, name string) string {
	best, distance := "", len(name)/2+1
	command.Flags().VisitAll(func(flag *pflag.Flag) {
		if d := levenshtein.ComputeDistance(name, flag.Name); d < distance {
			best, distance = flag.Name, d
		}
	})
	if best == "" {
		return ""
	}
	return ", did you mean --" + best + "?"
}
