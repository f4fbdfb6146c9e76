package compose

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// containerName is what the engine takes for the name of a container:
// https://docs.docker.com/reference/cli/docker/container/create/.
var containerName = expression(`^[a-zA-Z0-9][a-zA-Z0-9_.-]+$`)

// serviceFact returns what the compose facet says of a service.
func (r *reader) serviceFact(s service) input.ComposeService {
	made := input.ComposeService{
		Name: s.name, Title: s.title(), At: s.at, Keys: r.keysOf(s),
		ContainerName: fact(s.get("container_name"), s.place("container_name")),
		Image:         fact(s.get("image"), s.place("image")),
		Build:         r.build(s),
		PullPolicy:    fact(s.get("pull_policy"), s.place("pull_policy")),
		Replicas:      s.replicaFact(),
		FixedPorts:    s.fixedPorts(),
		Dependencies:  r.dependencies(s),
		Ports:         append(s.written("ports"), s.written("expose")...),
		Volumes:       s.written("volumes"),
		Hooks:         s.hooks(),
		Provider:      fact(s.path("provider", "type"), s.place("provider", "type")),
		Privileged:    s.get("privileged").isTrue(),
		Root:          isRoot(s.get("user")),
	}
	if name, ok := s.get("container_name").known(); ok {
		made.MalformedName = !containerName().MatchString(name)
	}
	return made
}

// keysOf returns a service's own keys, for one of the judged file that nothing is merged into.
func (r *reader) keysOf(s service) []input.ComposeKey {
	node := s.value.place.node
	if s.value.place.file != r.main || node == nil || node.Kind != yaml.MappingNode {
		return nil
	}
	var keys []input.ComposeKey
	for i := 0; i+1 < len(node.Content); i += 2 {
		if key := node.Content[i]; !isMerge(key) {
			keys = append(keys, input.ComposeKey{Name: key.Value, At: s.place(escape(key.Value))})
		}
	}
	return keys
}

func (r *reader) build(s service) *input.ComposeBuild {
	declared := s.get("build")
	if declared == nil {
		return nil
	}
	at := s.place("build")
	made := &input.ComposeBuild{Privileged: declared.get("privileged").isTrue(), At: at}
	for _, each := range declared.get("entitlements").texts(at + "/entitlements") {
		made.Entitlements = append(made.Entitlements, *fact(each.value, each.at))
	}
	for _, each := range declared.get("args").entries(at + "/args") {
		if each.name == "BUILDKIT_SYNTAX" && each.value.isScalar() {
			made.Frontend = fact(each.value, each.at)
		}
	}
	if context, at := s.context(); context != nil {
		made.Context = &input.ComposeContext{ComposeValue: *fact(context, at), Remote: remote(context.text)}
	}
	return made
}

// context returns the build context and its place, nil where it is not written.
func (s service) context() (context *value, at string) {
	declared := s.get("build")
	if declared.isScalar() {
		return declared, s.place("build")
	}
	if context = declared.get("context"); !context.isScalar() {
		return nil, ""
	}
	return context, s.place("build", "context")
}

func (s service) replicaFact() *input.ComposeReplicas {
	for _, keys := range [][]string{{"scale"}, {"deploy", "replicas"}} {
		if count := s.path(keys...).integer(); count != nil {
			return &input.ComposeReplicas{Count: int(*count), At: s.place(keys...)}
		}
	}
	return nil
}

// fixedPorts are the single ports of the host that the service takes; of a range the engine takes what is free.
func (s service) fixedPorts() []input.ComposeFixedPort {
	var found []input.ComposeFixedPort
	if mode, _ := s.get("network_mode").known(); mode == "host" {
		return nil
	}
	for _, each := range publications(s.get("ports").elements(s.place("ports"))) {
		if each.host.known() && each.host.size() == each.target.size() {
			found = append(found, input.ComposeFixedPort{Port: each.host.text, At: each.at})
		}
	}
	return found
}

// dependencies reads depends_on in both syntaxes.
func (r *reader) dependencies(s service) []input.ComposeDependency {
	var found []input.ComposeDependency
	declared := s.get("depends_on")
	for _, each := range names(declared, s.place("depends_on")) {
		made := input.ComposeDependency{Name: each.text, Condition: "service_started", At: each.at}
		if condition := declared.get(each.text).get("condition"); condition.hidden() {
			continue
		} else if condition != nil {
			made.Condition = condition.text
		}
		if target := r.model.path("services", each.text); target != nil {
			made.HealthCheck, made.Built = healthOf(target), target.get("build") != nil
		}
		found = append(found, made)
	}
	return found
}

// healthOf is what a service says of its health check: one without a test changes how often the image's runs.
func healthOf(target *value) string {
	check := (service{located: located{value: target}}).healthCheck()
	switch {
	case check == nil:
		return "unknown"
	case check.Disabled:
		return "disabled"
	case len(check.Command) == 0:
		return "unknown"
	}
	return "declared"
}

// hookPhases are the keys of a service that hold commands around the life of its container.
var hookPhases = []string{"pre_start", "post_start", "pre_stop"}

func (s service) hooks() []input.ComposeHook {
	var found []input.ComposeHook
	for _, phase := range hookPhases {
		for _, each := range s.get(phase).elements(s.place(phase)) {
			found = append(found, input.ComposeHook{
				Phase: phase, Privileged: each.get("privileged").isTrue(), Root: isRoot(each.get("user")), At: each.at,
			})
		}
	}
	return found
}

// isRoot reports whether a user is known to be root.
func isRoot(user *value) bool {
	text, ok := user.known()
	name, _, _ := strings.Cut(text, ":")
	return ok && (name == "root" || name == "0")
}

// written returns the elements of a list that are texts, as they are written.
func (s service) written(key string) []input.ComposeText {
	var found []input.ComposeText
	for _, each := range s.get(key).elements(s.place(key)) {
		node := each.value.place.node
		if !each.isScalar() || node.Kind != yaml.ScalarNode {
			continue
		}
		found = append(found, input.ComposeText{
			List: key, Text: each.value.written, Quotes: quotesOf(node), At: each.at,
			Ambiguous: sexagesimal().MatchString(each.value.written), Plain: isPlain(each.value.written),
		})
	}
	return found
}

func quotesOf(node *yaml.Node) string {
	switch {
	case node.Style&yaml.DoubleQuotedStyle != 0:
		return "double"
	case node.Style&yaml.SingleQuotedStyle != 0:
		return "single"
	}
	return "none"
}

// sexagesimal is a number in base 60: https://yaml.org/type/int.html.
var sexagesimal = expression(`^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$`)

// plainText is a text that YAML reads as that text without quotes, wherever it stands. It is narrower than what YAML
// allows.
var plainText = expression(`^[a-zA-Z./~$][a-zA-Z0-9_./~${}:@+=,?-]*[a-zA-Z0-9_/}]$`)

func isPlain(text string) bool {
	words := []string{"true", "false", "yes", "no", "on", "off", "null", "~"}
	return plainText().MatchString(text) && !slices.Contains(words, strings.ToLower(text))
}
