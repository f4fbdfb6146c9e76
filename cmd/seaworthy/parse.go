package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
)

// parseFlags are the flags of the command.
type parseFlags struct {
	reading  readingFlags
	output   string
	document int
	// policyInput asks for what policies of the user's own see, rather than built-in rules.
	policyInput bool
}

func newParseCommand(terminal console) *cobra.Command {
	var flags parseFlags
	command := &cobra.Command{
		Use:   "parse FILE",
		Short: "Print the document that rules see",
		Long: `Parse prints what rules get to see of a file, or of standard input (-), as JSON: one document, or an
array where a file gives several. The exit code is 2 if a part of the file can't be read.`,
		Args: oneArgument("FILE"),
	}
	command.RunE = func(command *cobra.Command, paths []string) error {
		if flags.policyInput {
			return printConfigurations(terminal, paths, flags.reading.parser, false)
		}
		return flags.parse(command, terminal, paths[0])
	}
	flags.reading.register(command)
	command.Flags().StringVarP(&flags.output, "output", "o", "json", "`FORMAT`: json")
	command.Flags().IntVar(&flags.document, "document", 0, "print only the document of this `NUMBER`, counted from 1")
	command.Flags().BoolVar(&flags.policyInput, "policy-input", false, "print what your own policies see, as \"conftest parse\" does")
	return command
}

func (f *parseFlags) parse(command *cobra.Command, terminal console, path string) error {
	if f.output != "json" {
		return &usageError{command.CommandPath(), fmt.Errorf("unknown output %q (known: json)", f.output)}
	}
	options, err := f.reading.options(command, terminal)
	if err != nil {
		return err
	}
	file, err := f.reading.read(terminal.in, path)
	if err != nil {
		return err
	}
	if path != standardInput {
		options = append(options, seaworthy.WithRoot(filepath.Dir(path)))
	}
	checker, err := seaworthy.New(options...)
	if err != nil {
		return err
	}
	documents, problems, err := checker.Documents(file)
	if err != nil {
		return err
	}
	if err := f.print(command, terminal, documents); err != nil {
		return err
	}
	for _, problem := range problems {
		fmt.Fprintf(terminal.err, "%s:%s: error: %s\n", file.Path, problem.Span, problem.Message)
	}
	if len(problems) > 0 {
		return errUndecided
	}
	return nil
}

func (f *parseFlags) print(command *cobra.Command, terminal console, documents []*input.Document) error {
	if command.Flags().Changed("document") {
		if f.document < 1 || f.document > len(documents) {
			return &usageError{command.CommandPath(), fmt.Errorf("no document %d, the file gives %d", f.document, len(documents))}
		}
		documents = documents[f.document-1 : f.document]
	}
	encoder := json.NewEncoder(terminal.out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if len(documents) == 1 {
		return encoder.Encode(documents[0])
	}
	return encoder.Encode(append([]*input.Document{}, documents...))
}
