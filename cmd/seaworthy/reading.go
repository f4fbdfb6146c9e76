package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// standardInput is the path that means it.
const standardInput = "-"

// readingFlags say how files are read.
type readingFlags struct {
	buildArguments []string
	target         string
	envFiles       []string
	parser         string
	stdinFilename  string
}

func (f *readingFlags) register(command *cobra.Command) {
	flags := command.Flags()
	flags.StringArrayVar(&f.buildArguments, "build-arg", nil, "value of a Dockerfile's ARG, `NAME=VALUE`; NAME alone takes the environment's")
	flags.StringVar(&f.target, "target", "", "`STAGE` of Dockerfiles that is shipped (default: the last)")
	flags.StringArrayVar(&f.envFiles, "env-file", nil, "`FILE` with values of variables in compose files (default: .env beside them)")
	flags.StringVar(&f.parser, "parser", "", "read every file as this `FORMAT`: "+strings.Join(seaworthy.Formats(), ", "))
	flags.StringVar(&f.stdinFilename, "stdin-filename", standardInput, "`PATH` that standard input is to go by")
}

// options turns the flags into options of a checker.
func (f *readingFlags) options(command *cobra.Command, terminal console) ([]seaworthy.Option, error) {
	if f.parser != "" && !slices.Contains(seaworthy.Formats(), f.parser) {
		err := fmt.Errorf("unknown format %q for --parser (known: %s)", f.parser, strings.Join(seaworthy.Formats(), ", "))
		return nil, &usageError{command.CommandPath(), err}
	}
	for _, file := range f.envFiles {
		if _, err := os.Stat(file); err != nil {
			return nil, &usageError{command.CommandPath(), fmt.Errorf("--env-file %s can't be read: %s", file, seaworthy.Reason(err))}
		}
	}
	values := map[string]string{}
	for _, argument := range f.buildArguments {
		name, value, given := strings.Cut(argument, "=")
		if name == "" {
			return nil, &usageError{command.CommandPath(), fmt.Errorf("--build-arg %q has no name", argument)}
		}
		if !given {
			value, given = terminal.variable(name)
		}
		if given {
			values[name] = value
		}
	}
	return []seaworthy.Option{
		seaworthy.WithBuildArguments(values), seaworthy.WithTarget(f.target), seaworthy.WithFormat(f.parser),
		seaworthy.WithEnvironmentFiles(f.envFiles...),
	}, nil
}

// An unreadableError is a file that can't be read.
type unreadableError struct {
	path string
	err  error
}

func (e *unreadableError) Error() string { return e.path + ": " + seaworthy.Reason(e.err) }
func (e *unreadableError) Unwrap() error { return e.err }

// read reads a file, or standard input for "-". The error is an *unreadableError.
func (f *readingFlags) read(in io.Reader, path string) (source.File, error) {
	read := func() (source.File, error) { return source.Read(path) }
	if path == standardInput {
		path, read = f.stdinFilename, func() (source.File, error) { return source.ReadFrom(in, f.stdinFilename) }
	}
	file, err := read()
	if err != nil {
		return source.File{}, &unreadableError{path, err}
	}
	return file, nil
}
