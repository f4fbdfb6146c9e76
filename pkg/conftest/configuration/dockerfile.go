package configuration

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A command is an instruction or a comment, in the form that conftest has for both.
type command struct {
	name, below string
	flags       []string
	json        bool
	stage       int
	value       []string
	span        source.Span
}

// parseDockerfile reads the instructions of a Dockerfile. All of them are one list, which is what policies are asked about.
func parseDockerfile(text []byte) ([]document, error) {
	result, err := parser.Parse(bytes.NewReader(text))
	if err != nil {
		return nil, dockerfileMistake(text, err)
	}
	r := dockerfileReader{lines: source.NewLines(text)}
	for _, node := range result.AST.Children {
		if err := r.read(node); err != nil {
			return nil, err
		}
	}
	list := make([]tree, len(r.commands))
	for i, each := range r.commands {
		list[i] = each.tree()
	}
	return []document{{value: []tree{list}, locate: r.locate}}, nil
}

// dockerfileMistake finds the line in the error of a parser.
func dockerfileMistake(text []byte, err error) error {
	var located *parser.LocationError
	if !errors.As(err, &located) || len(located.Locations) == 0 || len(located.Locations[0]) == 0 {
		return fmt.Errorf("invalid Dockerfile: %w", err)
	}
	line := located.Locations[0][0].Start.Line
	return &Error{Span: wholeLines(source.NewLines(text), line, line), Err: fmt.Errorf("invalid Dockerfile: %w", err)}
}

func wholeLines(lines *source.Lines, first, last int) source.Span {
	first, last = max(min(first, lines.Count()), 1), max(min(last, lines.Count()), 1)
	return lines.Span(lines.Offset(first, 1), lines.Offset(last, 1)+len(lines.Text(last)))
}

// dockerfileReader gathers commands from top to bottom.
type dockerfileReader struct {
	lines    *source.Lines
	commands []command
	froms    int
}

func (r *dockerfileReader) read(node *parser.Node) error {
	name := strings.ToLower(node.Value)
	if name == "from" {
		r.froms++
	}
	r.comments(node)
	if err := known(node); err != nil {
		span := wholeLines(r.lines, node.StartLine, node.StartLine)
		return &Error{Span: span, Err: fmt.Errorf("invalid Dockerfile: %w", err)}
	}
	read := command{
		name: name, json: node.Attributes["json"], stage: max(r.froms-1, 0), flags: node.Flags,
		span: wholeLines(r.lines, node.StartLine, node.EndLine),
	}
	arguments := node
	if name == "onbuild" && node.Next != nil && len(node.Next.Children) > 0 {
		arguments = node.Next.Children[0]
		read.below, read.json = arguments.Value, arguments.Attributes["json"]
	}
	for each := arguments.Next; each != nil; each = each.Next {
		read.value = append(read.value, each.Value)
	}
	r.commands = append(r.commands, read)
	return nil
}

// comments reads those before an instruction. Their lines stand above its own, perhaps with empty ones between.
func (r *dockerfileReader) comments(node *parser.Node) {
	stage, line := max(r.froms-1, 0), node.StartLine-1
	read := make([]command, len(node.PrevComment))
	for i := len(node.PrevComment) - 1; i >= 0; i-- {
		text := node.PrevComment[i]
		read[i] = command{name: "comment", stage: stage, value: []string{text}}
		for ; line > 0 && strings.TrimSpace(r.lines.Text(line)) == ""; line-- {
		}
		if written, is := strings.CutPrefix(strings.TrimSpace(r.lines.Text(line)), "#"); line > 0 && is && strings.HasSuffix(text, strings.TrimSpace(written)) {
			read[i].span = wholeLines(r.lines, line, line)
			line--
		}
	}
	r.commands = append(r.commands, read...)
}

// known refuses what is no instruction. What is wrong with one that is, conftest leaves to policies.
func known(node *parser.Node) error {
	var unknown *instructions.UnknownInstructionError
	if _, err := instructions.ParseInstruction(node); errors.As(err, &unknown) {
		return err
	}
	return nil
}

func (c command) tree() tree {
	return map[string]tree{
		"Cmd": c.name, "SubCmd": c.below, "Flags": list(c.flags), "JSON": c.json, "Stage": float64(c.stage), "Value": list(c.value),
	}
}

// list is null where there is nothing at all.
func list(texts []string) tree {
	if texts == nil {
		return nil
	}
	made := make([]tree, len(texts))
	for i, text := range texts {
		made[i] = text
	}
	return made
}

// locate returns the lines of a command; the first step leads into the list of all.
func (r *dockerfileReader) locate(path []string) source.Span {
	if len(path) < 2 {
		return source.Span{}
	}
	i, err := strconv.Atoi(path[1])
	if err != nil || i < 0 || i >= len(r.commands) {
		return source.Span{}
	}
	return r.commands[i].span
}
