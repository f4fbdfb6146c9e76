package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
)

func newBundleDiffCommand(terminal console) *cobra.Command {
	var output string
	var exitCode bool
	command := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Tell which rules differ between two bundles",
		Long: `Tell which rules were added, removed, or changed in what they mean: by METADATA, parameters, the policy
itself, or a library or list that it reaches. Formatting and comments are no change.`,
		Args: twoArguments("OLD and NEW"),
		RunE: func(command *cobra.Command, names []string) error {
			wanted, err := asJSON(command, output)
			if err != nil {
				return err
			}
			difference, err := compareBundles(names[0], names[1])
			if err != nil {
				return err
			}
			if wanted {
				err = printJSON(terminal, difference)
			} else {
				err = printDifference(terminal.out, difference)
			}
			if err == nil && exitCode && !difference.Empty() {
				return errFailures
			}
			return err
		},
	}
	command.Flags().StringVarP(&output, "output", "o", "text", "`FORMAT`: text, json")
	command.Flags().BoolVar(&exitCode, "exit-code", false, "exit with 1 if anything differs")
	return command
}

func compareBundles(from, to string) (bundle.Difference, error) {
	before, err := readBundle(from)
	if err != nil {
		return bundle.Difference{}, err
	}
	after, err := readBundle(to)
	if err != nil {
		return bundle.Difference{}, err
	}
	return bundle.Compare(before, after)
}

func printDifference(w io.Writer, difference bundle.Difference) error {
	if difference.Empty() {
		_, err := fmt.Fprintln(w, "no difference")
		return err
	}
	for _, id := range difference.Added {
		fmt.Fprintln(w, "+ "+id)
	}
	for _, id := range difference.Removed {
		fmt.Fprintln(w, "- "+id)
	}
	for _, change := range difference.Changed {
		fmt.Fprintln(w, "~ "+change.Rule)
		printChange(w, change)
	}
	for _, path := range difference.Packages {
		fmt.Fprintln(w, "~ "+path)
	}
	if difference.FailOn != nil {
		printValues(w, "~ ", map[string]bundle.Values{"denies at": *difference.FailOn})
	}
	return nil
}

func printChange(w io.Writer, change bundle.Change) {
	printValues(w, "    ", change.Metadata)
	printValues(w, "    parameter ", change.Parameters)
	if change.Rego {
		fmt.Fprintln(w, "    policy")
	}
	for _, path := range change.Packages {
		fmt.Fprintln(w, "    library "+path)
	}
	for _, list := range change.Lists {
		fmt.Fprintln(w, "    list "+list)
	}
}

func printValues(w io.Writer, prefix string, values map[string]bundle.Values) {
	for _, name := range slices.Sorted(maps.Keys(values)) {
		fmt.Fprintf(w, "%s%s: %s -> %s\n", prefix, name, orNone(values[name].From), orNone(values[name].To))
	}
}

func orNone(value json.RawMessage) string {
	if value == nil {
		return "none"
	}
	return string(value)
}
