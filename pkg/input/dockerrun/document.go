package dockerrun

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/engineoption"
	"github.com/seaworthy-policy/seaworthy/pkg/reference"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A builder makes the document of one call.
type builder struct {
	workload  *input.Workload
	container input.Container
	places    input.Places
	// span finds a range of the script in the file.
	span func(shell.Range) source.Span
	// identity names the call by what it says, for nodes of places.
	identity string
	at       string
	// environmentWords are the words that the container's environment is read from, in its order.
	environmentWords []shell.Word
}

// document returns the document of a call, the index-th of its file.
func document(kind, path string, index int, c call, span func(shell.Range) source.Span) *input.Document {
	b := &builder{places: input.Places{}, span: span, at: "commands/" + strconv.Itoa(index)}
	b.workload = &input.Workload{Platform: "docker", Kind: c.verb, Title: c.title, At: b.at}
	made := &input.Document{Kind: kind, File: path, Workload: b.workload, Locator: b.places}
	if c.verb == "exec" {
		b.execute(c)
		return made
	}
	line := runFlags.parse(c.words)
	b.name(c, line)
	b.mark("", c.head)
	for _, read := range line.options {
		if set, ok := settings[read.name]; ok {
			set(b, read)
		}
	}
	made.Reference = b.image(line.operands)
	if c.built[imageName(b.container.Image)] {
		b.container.Built, made.Reference = true, nil
	}
	b.hide(line.partial)
	made.Secret, made.Mask = b.secrets(line)
	b.workload.Containers = []input.Container{b.container}
	return made
}

// mark gives a place its span; the empty field is the call itself.
func (b *builder) mark(field string, at shell.Range) {
	b.places[strings.TrimSuffix(b.at+"/"+field, "/")] = input.Location{
		Span: b.span(at), Node: strings.TrimSuffix(b.identity+"/"+field, "/"),
	}
}

// told marks a field and returns what an option says of it; the field is unknown where a variable hides that.
func (b *builder) told(field string, o option) (string, bool) {
	b.mark(field, o.at)
	text, ok := o.known()
	if !ok {
		b.unknown(field)
	}
	return text, ok
}

// place marks a field and returns its place.
func (b *builder) place(field string, at shell.Range) string {
	b.mark(field, at)
	return b.at + "/" + field
}

// element marks the element of a list that an option adds, and returns its place. The node is named by what the option says.
func (b *builder) element(list string, index int, o option) string {
	at := b.at + "/" + list + "/" + strconv.Itoa(index)
	b.places[at] = input.Location{Span: b.span(o.at), Node: b.identity + "/" + list + "/" + o.value.Text}
	return at
}

// name says how messages and fingerprints call the container: by its name, else by its image.
func (b *builder) name(c call, line commandLine) {
	b.container = input.Container{Role: "main", Title: "container", At: b.at}
	b.identity = c.title
	for _, read := range line.options {
		if name, ok := read.known(); ok && read.name == "name" && name != "" {
			b.workload.Name, b.container.Name = name, name
		}
	}
	switch {
	case b.container.Name != "":
		b.container.Title += ` "` + b.container.Name + `"`
		b.workload.Title += ` "` + b.container.Name + `"`
		b.identity += "/" + b.container.Name
	case len(line.operands) > 0:
		b.container.Title += " of " + line.operands[0].Text
		b.identity += "/" + line.operands[0].Text
	}
}

// states are the shell's in the words of documents.
var states = map[shell.State]input.State{
	shell.Resolved: input.Resolved, shell.Overridable: input.Overridable, shell.Unresolved: input.Unresolved,
}

// image reads the operands: the image and what is run in it. It returns nil where no image stands.
func (b *builder) image(operands []shell.Word) *input.References {
	if len(operands) == 0 || operands[0].Text == "" {
		return nil
	}
	word := operands[0]
	b.container.Image = word.Text
	for i, argument := range operands[1:] {
		b.container.Arguments = append(b.container.Arguments, argument.Text)
		b.element("arguments", i, option{value: argument, at: argument.Range})
	}
	// The error says why no registry would take the text; what can be told stands in the reference all the same.
	parsed, _ := reference.Parse(word.Text)
	return &input.References{Images: []input.ImageReference{{
		Reference: parsed, Role: "run", State: cmp.Or(states[word.State], input.Literal), Shipped: true,
		At: b.place("image", word.Range),
	}}}
}

// unknown remembers that a variable hides a field.
func (b *builder) unknown(field string) {
	if !slices.Contains(b.container.Unknown, field) {
		b.container.Unknown = append(b.container.Unknown, field)
	}
}

// optional are the fields that some option sets.
var optional = []string{
	"apparmor", "capabilities", "cpu_shares", "environment", "grace_period", "health_check", "host", "limits", "logging", "mounts",
	"network", "non_root", "oom_disabled", "ports", "privilege_escalation", "privileged", "pull_policy", "read_only_root", "requests",
	"restart", "runtime", "seccomp", "selinux", "stdin", "tty", "ulimits", "unmasked_proc", "user", "user_namespace",
}

// hide finishes the list of what is hidden: all that is not declared, where a variable may hold options.
func (b *builder) hide(partial bool) {
	for _, field := range optional {
		if _, declared := b.places[b.at+"/"+field]; partial && !declared {
			b.unknown(field)
		}
	}
	slices.Sort(b.container.Unknown)
}

// execute reads docker exec and docker compose exec.
func (b *builder) execute(c call) {
	line := execFlags.parse(c.words)
	made := input.ContainerExecution{At: b.at}
	b.identity = c.title
	if len(line.operands) > 0 {
		b.identity += "/" + line.operands[0].Text
		if line.operands[0].State != shell.Unresolved {
			made.Container = line.operands[0].Text
		}
	}
	b.mark("", c.head)
	for _, read := range line.options {
		switch read.name {
		case "privileged":
			on := read.boolean()
			made.Privileged = on != nil && *on
			b.mark("privileged", read.at)
		case "user":
			if text, ok := read.known(); ok && text != "" {
				made.User = engineoption.Account(strings.SplitN(text, ":", 2)[0], b.place("user", read.at))
			}
		}
	}
	b.workload.Executions = []input.ContainerExecution{made}
}
