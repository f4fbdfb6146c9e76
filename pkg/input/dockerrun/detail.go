package dockerrun

import (
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/engineoption"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// remove tells that the container is run to its end: it is not kept, and can't be started again.
func (b *builder) remove(o option) {
	if on := o.boolean(); on != nil && *on {
		b.workload.LongRunning = new(bool)
	}
}

// environment reads NAME=VALUE, or NAME for one that is passed on.
func (b *builder) environment(o option) {
	b.mark("environment", o.at)
	name, text, given := strings.Cut(o.value.Text, "=")
	if name == "" || hasVariable(o.value, name) {
		return
	}
	made := input.Environment{Name: name, Text: text, Source: "literal"}
	switch {
	case !given:
		made.Source = "passed"
	case o.value.State != shell.Literal:
		made.Source = "interpolated"
	}
	b.addEnvironment(o, made)
}

func (b *builder) environmentFile(o option) {
	b.addEnvironment(o, input.Environment{Source: "env_file", Object: o.value.Text})
}

func (b *builder) addEnvironment(o option, made input.Environment) {
	b.environmentWords = append(b.environmentWords, o.value)
	made.At = b.element("environment", len(b.container.Environment), o)
	b.container.Environment = append(b.container.Environment, made)
}

func (b *builder) label(o option) {
	b.entry(o, "labels", &b.workload.Labels)
}

func (b *builder) annotation(o option) {
	b.entry(o, "annotations", &b.workload.Annotations)
}

func (b *builder) entry(o option, field string, mapping *map[string]string) {
	name, text, _ := strings.Cut(o.value.Text, "=")
	if !hasVariable(o.value, name) {
		put(mapping, name, text)
		b.mark(field+"/"+name, o.at)
	}
}

func (b *builder) sysctl(o option) {
	name, value, _ := strings.Cut(o.value.Text, "=")
	if name == "" || hasVariable(o.value, name) {
		return
	}
	at := b.element("sysctls", len(b.workload.Sysctls), o)
	b.workload.Sysctls = append(b.workload.Sysctls, input.Sysctl{Name: name, Value: value, At: at})
}

// hostAlias reads HOST:ADDRESS and HOST=ADDRESS.
func (b *builder) hostAlias(o option) {
	name, address, _ := engineoption.Cut(o.value.Text, ":=")
	at := b.element("host_aliases", len(b.workload.HostAliases), o)
	b.workload.HostAliases = append(b.workload.HostAliases, input.HostAlias{
		Names: []string{name}, Address: strings.Trim(address, "[]"), At: at,
	})
}

func (b *builder) resolverOption(o option) {
	name, text, _ := strings.Cut(o.value.Text, ":")
	put(&b.workload.DNSOptions, name, text)
	b.mark("dns_options", o.at)
}

func (b *builder) healthCommand(o option) {
	at := b.place("health_check", o.at)
	b.container.HealthCheck = &input.HealthCheck{At: at, Disabled: o.value.Text == "none"}
	if o.value.Text != "" {
		b.container.HealthCheck.Command = []string{"CMD-SHELL", o.value.Text}
	}
}

func (b *builder) withoutHealthCheck(o option) {
	at := b.place("health_check", o.at)
	if on := o.boolean(); on != nil && *on {
		b.container.HealthCheck = &input.HealthCheck{Disabled: true, At: at}
	}
}

// logging is placed at the first flag that speaks of it.
func (b *builder) logging(o option) *input.Logging {
	if b.container.Logging == nil {
		b.container.Logging = &input.Logging{At: b.place("logging", o.at)}
	}
	return b.container.Logging
}

func (b *builder) logDriver(o option) {
	logging := b.logging(o)
	b.mark("logging/driver", o.at)
	if text, ok := o.known(); ok {
		logging.Driver = text
		return
	}
	b.unknown("logging")
}

func (b *builder) logOption(o option) {
	name, text, _ := strings.Cut(o.value.Text, "=")
	put(&b.logging(o).Options, name, text)
}

// restartPolicies are the words of --restart.
var restartPolicies = map[string]string{
	"always": "always", "unless-stopped": "unless_stopped", "on-failure": "on_failure", "no": "never",
}

func (b *builder) restart(o option) {
	text, ok := b.told("restart", o)
	if !ok {
		return
	}
	policy, retries, _ := strings.Cut(text, ":")
	b.workload.Restart = input.Restart{Policy: restartPolicies[policy], Retries: wholeNumber(retries)}
}

func (b *builder) cpuShares(o option) {
	b.mark("cpu_shares", o.at)
	text, _ := o.known()
	shares, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		b.unknown("cpu_shares")
		return
	}
	b.container.CPUShares = &shares
}

func (b *builder) entrypoint(o option) {
	b.mark("command", o.at)
	b.container.Command = []string{o.value.Text}
}
