package dockerrun

import (
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// settings say what each flag declares. A flag that is not here declares nothing that rules ask about.
var settings = map[string]func(*builder, option){
	"privileged":  boolean("privileged", func(b *builder) **bool { return &b.container.Privileged }),
	"read-only":   boolean("read_only_root", func(b *builder) **bool { return &b.container.ReadOnlyRoot }),
	"tty":         boolean("tty", func(b *builder) **bool { return &b.container.TTY }),
	"interactive": boolean("stdin", func(b *builder) **bool { return &b.container.Stdin }),
	"publish-all": boolean("publish_all", func(b *builder) **bool { return &b.container.PublishAll }),
	"rm":          (*builder).remove,
	"oom-kill-disable": boolean("oom_disabled", func(b *builder) **bool {
		return &b.container.OOMDisabled
	}),
	"cap-add":  (*builder).addCapability,
	"cap-drop": (*builder).dropCapability,
	"security-opt": func(b *builder, o option) {
		b.securityOption(o)
	},
	"user":         (*builder).user,
	"group-add":    (*builder).group,
	"network":      (*builder).network,
	"pid":          (*builder).processes,
	"ipc":          namespace("host/ipc", func(b *builder) **bool { return &b.workload.Host.IPC }),
	"uts":          namespace("host/uts", func(b *builder) **bool { return &b.workload.Host.UTS }),
	"cgroupns":     namespace("host/cgroup", func(b *builder) **bool { return &b.workload.Host.Cgroup }),
	"userns":       (*builder).userNamespace,
	"volume":       (*builder).volume,
	"mount":        (*builder).mount,
	"tmpfs":        (*builder).tmpfs,
	"publish":      (*builder).publish,
	"env":          (*builder).environment,
	"env-file":     (*builder).environmentFile,
	"device":       (*builder).device,
	"label":        (*builder).label,
	"annotation":   (*builder).annotation,
	"sysctl":       (*builder).sysctl,
	"add-host":     (*builder).hostAlias,
	"dns-option":   (*builder).resolverOption,
	"health-cmd":   (*builder).healthCommand,
	"log-driver":   (*builder).logDriver,
	"log-opt":      (*builder).logOption,
	"restart":      (*builder).restart,
	"cpu-shares":   (*builder).cpuShares,
	"memory":       text("limits/memory", func(b *builder) *string { return &b.container.Limits.Memory }),
	"cpus":         text("limits/cpu", func(b *builder) *string { return &b.container.Limits.CPU }),
	"cpu-quota":    text("limits/cpu", func(b *builder) *string { return &b.container.Limits.CPU }),
	"pids-limit":   text("limits/pids", func(b *builder) *string { return &b.container.Limits.PIDs }),
	"workdir":      text("working_directory", func(b *builder) *string { return &b.container.WorkingDirectory }),
	"pull":         text("pull_policy", func(b *builder) *string { return &b.container.PullPolicy }),
	"runtime":      text("runtime", func(b *builder) *string { return &b.workload.Runtime }),
	"stop-timeout": number("grace_period", func(b *builder) **int { return &b.workload.GracePeriod }),
	"oom-score-adj": number("oom_score", func(b *builder) **int {
		return &b.container.OOMScore
	}),
	"cgroup-parent":      text("cgroup_parent", func(b *builder) *string { return &b.workload.CgroupParent }),
	"memory-reservation": text("requests/memory", func(b *builder) *string { return &b.container.Requests.Memory }),
	"device-cgroup-rule": line("device_rules", func(b *builder) *[]input.Line { return &b.container.DeviceRules }),
	"volumes-from":       line("inherited_volumes", func(b *builder) *[]input.Line { return &b.container.InheritedVolumes }),
	"ulimit":             line("ulimits", func(b *builder) *[]input.Line { return &b.container.Ulimits }),
	"entrypoint":         (*builder).entrypoint,
	"no-healthcheck":     (*builder).withoutHealthCheck,
	"use-api-socket":     (*builder).apiSocket,
}

func boolean(field string, of func(*builder) **bool) func(*builder, option) {
	return func(b *builder, o option) {
		b.mark(field, o.at)
		if *of(b) = o.boolean(); *of(b) == nil {
			b.unknown(field)
		}
	}
}

// text keeps the value as written, also where a variable stands in it: it is declared, whatever it is.
func text(field string, of func(*builder) *string) func(*builder, option) {
	return func(b *builder, o option) {
		top, _, _ := strings.Cut(field, "/")
		b.mark(top, o.at)
		b.mark(field, o.at)
		*of(b) = o.value.Text
	}
}

func number(field string, of func(*builder) **int) func(*builder, option) {
	return func(b *builder, o option) {
		if value, ok := b.told(field, o); ok {
			*of(b) = wholeNumber(value)
		}
	}
}

func line(field string, of func(*builder) *[]input.Line) func(*builder, option) {
	return func(b *builder, o option) {
		b.mark(field, o.at)
		*of(b) = append(*of(b), input.Line{Text: o.value.Text, At: b.element(field, len(*of(b)), o)})
	}
}

// namespace tells whether one of the host's is shared.
func namespace(field string, of func(*builder) **bool) func(*builder, option) {
	return func(b *builder, o option) {
		if mode, ok := b.told(field, o); ok {
			shared := mode == "host"
			*of(b) = &shared
		}
	}
}

func wholeNumber(text string) *int {
	value, err := strconv.Atoi(text)
	if err != nil {
		return nil
	}
	return &value
}

// put adds an entry to a mapping that may not be there yet.
func put(mapping *map[string]string, key, value string) {
	if key == "" {
		return
	}
	if *mapping == nil {
		*mapping = map[string]string{}
	}
	(*mapping)[key] = value
}
