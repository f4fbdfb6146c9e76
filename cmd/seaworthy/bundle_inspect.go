package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

func newBundleInspectCommand(terminal console) *cobra.Command {
	var output string
	command := &cobra.Command{
		Use:   "inspect FILE",
		Short: "Tell what is in a bundle",
		Args:  oneArgument("FILE"),
		RunE: func(command *cobra.Command, names []string) error {
			wanted, err := asJSON(command, output)
			if err != nil {
				return err
			}
			read, err := readBundle(names[0])
			if err != nil {
				return err
			}
			summary, err := read.Inspect()
			if err != nil {
				return fmt.Errorf("inspect %s: %w", names[0], err)
			}
			if wanted {
				return printJSON(terminal, summary)
			}
			return printSummary(terminal.out, summary)
		},
	}
	command.Flags().StringVarP(&output, "output", "o", "text", "`FORMAT`: text, json")
	return command
}

func printSummary(w io.Writer, summary bundle.Summary) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, line := range [][2]string{
		{"revision", summary.Revision},
		{"profile", summary.Profile},
		{"made by", summary.Version},
		{"owns", strings.Join(summary.Roots, ", ")},
		{"answers", strings.Join(summary.Entrypoints, ", ")},
		{"denies at", string(summary.FailOn)},
		{"lists", strings.Join(summary.Lists, ", ")},
		{"signed", signedBy(summary.Signature)},
		{"size", fmt.Sprintf("%d bytes", summary.Size)},
		{"rules", fmt.Sprint(len(summary.Rules))},
	} {
		if line[1] != "" {
			fmt.Fprintf(table, "%s\t%s\n", line[0], line[1])
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, r := range summary.Rules {
		fmt.Fprintf(table, "  %s\t%s\t%s\n", r.ID, r.Severity, r.Title)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	return printParameters(w, summary.Parameters)
}

func signedBy(signature *bundle.Signature) string {
	if signature == nil {
		return "no"
	}
	text := fmt.Sprintf("by the key %s (%s)", signature.KeyID, signature.Algorithm)
	if signature.Scope != "" {
		text += " for " + signature.Scope
	}
	return text + ", not verified"
}

func printParameters(w io.Writer, parameters rule.Parameters) error {
	if len(parameters) > 0 {
		fmt.Fprintln(w, "parameters")
	}
	for _, id := range slices.Sorted(maps.Keys(parameters)) {
		for _, name := range slices.Sorted(maps.Keys(parameters[id])) {
			if _, err := fmt.Fprintf(w, "  %s.%s = %s\n", id, name, parameters[id][name]); err != nil {
				return err
			}
		}
	}
	return nil
}
