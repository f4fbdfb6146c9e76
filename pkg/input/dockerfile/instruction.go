package dockerfile

import (
	"encoding/json"
	"errors"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// instruction reads one instruction of the current stage.
func (r *reader) instruction(i instruction) {
	all := &r.facet.Instructions
	switch i.keyword {
	case "add":
		all.Add = append(all.Add, r.copy(i))
		r.takeIn(i, all.Add[len(all.Add)-1])
	case "arg":
		r.stageArguments(i)
	case "cmd":
		supersede(all.Cmd, i.site, startState)
		all.Cmd = append(all.Cmd, r.command(i))
	case "copy":
		all.Copy = append(all.Copy, r.copy(i))
		r.takeIn(i, all.Copy[len(all.Copy)-1])
	case "entrypoint":
		supersede(all.Entrypoint, i.site, startState)
		all.Entrypoint = append(all.Entrypoint, r.entrypoint(i))
	case "env":
		r.environment(i)
	case "expose":
		all.Expose = append(all.Expose, r.ports(i)...)
	case "healthcheck":
		supersede(all.Healthcheck, i.site, healthcheckState)
		all.Healthcheck = append(all.Healthcheck, r.healthcheck(i))
	case "label":
		r.labels(i)
	case "maintainer":
		all.Maintainer = append(all.Maintainer, r.plain(i))
	case "onbuild":
		r.trigger(i)
	case "run":
		all.Run = append(all.Run, r.run(i))
	case "shell":
		all.Shell = append(all.Shell, r.shell(i))
	case "stopsignal":
		all.Stopsignal = append(all.Stopsignal, r.plain(i))
	case "user":
		all.User = append(all.User, r.user(i))
	case "volume":
		all.Volume = append(all.Volume, r.volumes(i)...)
	case "workdir":
		all.Workdir = append(all.Workdir, r.workdir(i))
	}
}

// supersede marks what the builder drops when an instruction comes again in a stage.
func supersede[T any](earlier []T, again input.Site, state func(*T) (input.Site, *bool)) {
	for n := range earlier {
		site, superseded := state(&earlier[n])
		if site.Stage == again.Stage && site.Trigger == again.Trigger {
			*superseded = true
		}
	}
}

func startState(s *input.Start) (input.Site, *bool)             { return s.Site, &s.Superseded }
func healthcheckState(h *input.Healthcheck) (input.Site, *bool) { return h.Site, &h.Superseded }

// trigger reads the instruction behind ONBUILD.
func (r *reader) trigger(i instruction) {
	if i.node.Next == nil || len(i.node.Next.Children) == 0 {
		return
	}
	inner := i.node.Next.Children[0]
	i.text = i.text.cut(i.arguments, len(i.text.string))
	i.keyword, i.node, i.site.Trigger = strings.ToLower(inner.Value), inner, true
	i.arguments = argumentsStart(i.text.string, inner, r.escape)
	located := *inner
	located.StartLine, located.EndLine, located.Heredocs = 1, 1, i.heredocs
	parsed, err := instructions.ParseInstructionWithLinter(&located, r.linter)
	if err != nil {
		r.problems = append(r.problems, input.Problem{Message: message(err), Span: r.places.Locate(i.site.At).Span})
		return
	}
	i.parsed = parsed
	r.instruction(i)
}

// argument is the text behind the keyword.
func (i instruction) argument() string {
	return strings.TrimSpace(i.text.string[i.arguments:])
}

func (r *reader) plain(i instruction) input.Text {
	expanded := r.current.scope.expand(i.argument(), r.escape)
	r.explain(i.site.At, expanded.origins)
	return input.Text{Site: i.site, Text: expanded.text, State: expanded.state}
}

func (r *reader) stageArguments(i instruction) {
	for _, assigned := range r.assignments(i, r.current.scope) {
		r.noteNamed("arg", assigned, r.current.scope)
		r.facet.Instructions.Arg = append(r.facet.Instructions.Arg, assigned)
		r.variableActs("ARG", assigned)
		if known, ok := r.current.scope.variables[assigned.Name]; !ok || !known.environment {
			r.current.scope.variables[assigned.Name] = r.argumentValue(assigned, r.global)
		}
	}
}

func (r *reader) environment(i instruction) {
	for _, assigned := range r.assignments(i, r.current.scope) {
		r.noteNamed("env", assigned, r.current.scope)
		r.facet.Instructions.Env = append(r.facet.Instructions.Env, assigned)
		r.variableActs("ENV", assigned)
		state := assigned.State
		r.current.scope.variables[assigned.Name] = variable{
			value: *assigned.Value, state: state, environment: true, at: assigned.At,
		}
		set(&r.current.Effective.Environment, assigned)
	}
}

func (r *reader) labels(i instruction) {
	for _, assigned := range r.assignments(i, r.current.scope) {
		r.describeLabel(&assigned)
		r.facet.Instructions.Label = append(r.facet.Instructions.Label, assigned)
		set(&r.current.Effective.Labels, assigned)
	}
}

func set(variables *map[string]input.Variable, assigned input.Assignment) {
	if *variables == nil {
		*variables = map[string]input.Variable{}
	}
	(*variables)[assigned.Name] = input.Variable{Value: *assigned.Value, State: assigned.State, At: assigned.At}
}

// user reads USER: https://docs.docker.com/reference/dockerfile/#user.
func (r *reader) user(i instruction) input.User {
	expanded := r.current.scope.expand(i.argument(), r.escape)
	r.explain(i.site.At, expanded.origins)
	user := input.User{Site: i.site, Text: expanded.text, State: expanded.state}
	account, group, _ := strings.Cut(expanded.text, ":")
	user.Group = group
	if id, err := strconv.ParseInt(account, 10, 64); err == nil {
		user.ID, user.Root = &id, id == 0
	} else if errors.Is(err, strconv.ErrRange) {
		user.ID = &id // the greatest number there is: no system has such an account
	} else if !strings.Contains(account, "$") {
		user.Name = account
		user.Root = account == "root" || strings.EqualFold(account, "ContainerAdministrator")
	}
	r.current.Effective.User = &user
	return user
}

// windowsPath is an absolute path of Windows: C:\app, C:/app.
var windowsPath = regexp.MustCompile(`^[A-Za-z]:[\\/]`)

// pathKind tells an absolute path from a relative one; a variable in front leaves it open.
func pathKind(text string) string {
	switch {
	case strings.HasPrefix(text, "$"):
		return "unknown"
	case strings.HasPrefix(text, "/") || strings.HasPrefix(text, `\`) || windowsPath.MatchString(text):
		return "absolute"
	}
	return "relative"
}

// workdir reads WORKDIR: a relative path goes on from the one before.
func (r *reader) workdir(i instruction) input.Workdir {
	expanded := r.current.scope.expand(i.argument(), r.escape)
	r.explain(i.site.At, expanded.origins)
	workdir := input.Workdir{
		Site: i.site, Text: expanded.text, State: expanded.state, Kind: pathKind(expanded.text),
	}
	before := r.current.Effective.Workdir
	workdir.Anchored = workdir.Kind == "relative" && before != nil && (before.Anchored || before.Kind != "relative")
	switch {
	case workdir.Kind == "absolute":
		workdir.Path = path.Clean(expanded.text)
	case workdir.Kind == "relative" && before != nil && before.Path != "":
		workdir.Path = path.Join(before.Path, expanded.text)
	}
	r.current.Effective.Workdir = &workdir
	return workdir
}

func (r *reader) shell(i instruction) input.Shell {
	words := elements(i.node)
	declared := input.Shell{Site: i.site, Words: words, Dialect: "unknown"}
	if dialect, options, ok := shell.DialectOf(words); ok {
		declared.Dialect = string(dialect)
		// A POSIX shell need not know pipefail: https://pubs.opengroup.org/onlinepubs/9799919799/ has it, older ones not.
		declared.Pipefail = options.Pipefail && dialect != shell.POSIX
	}
	r.current.Effective.Shell = &declared
	return declared
}

// elements are the strings of a JSON array, or the text as one.
func elements(node *parser.Node) []string {
	var words []string
	for next := node.Next; next != nil; next = next.Next {
		words = append(words, next.Value)
	}
	return words
}

func (r *reader) volumes(i instruction) []input.Text {
	var volumes []input.Text
	for n, w := range r.words(i) {
		expanded := r.current.scope.expand(w.text, r.escape)
		volume := input.Text{Site: i.site, Text: expanded.text, State: expanded.state}
		volume.At = i.site.At + "/volumes/" + strconv.Itoa(n)
		r.mark(volume.At, i, w.start, w.end, expanded.origins)
		volumes = append(volumes, volume)
	}
	return volumes
}

// words are an instruction's arguments, whether as a JSON array or as words. Those of an array come without quotes.
func (r *reader) words(i instruction) []word {
	if !i.node.Attributes["json"] {
		return splitWords(i.text.string, i.arguments, r.escape)
	}
	words := jsonStrings(i.text.string, i.arguments)
	for n := range words {
		_ = json.Unmarshal([]byte(words[n].text), &words[n].text) // BuildKit has read the array already
	}
	return words
}
