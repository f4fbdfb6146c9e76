package compose_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/compose"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// A run is what a service comes to, in words that both readers can be brought to. A map is printed in order.
type run map[string]string

// loaded is what compose-go's loader makes of a project.
func loaded(folder, name string) (map[string]run, error) {
	files := []types.ConfigFile{{Filename: filepath.Join(folder, name)}}
	if _, err := os.Stat(filepath.Join(folder, "compose.override.yaml")); err == nil {
		files = append(files, types.ConfigFile{Filename: filepath.Join(folder, "compose.override.yaml")})
	}
	details := types.ConfigDetails{WorkingDir: folder, ConfigFiles: files, Environment: types.Mapping{}}
	if content, err := os.ReadFile(filepath.Join(folder, ".env")); err == nil {
		for line := range strings.Lines(string(content)) {
			key, text, _ := strings.Cut(strings.TrimSpace(line), "=")
			details.Environment[key] = text
		}
	}
	project, err := loader.LoadWithContext(context.Background(), details, func(o *loader.Options) {
		o.SetProjectName("test", true)
		o.SkipConsistencyCheck, o.SkipResolveEnvironment, o.SkipResolveLabels = true, true, true
		o.ResolvePaths, o.SkipNormalization = false, true
		o.Profiles = []string{"*"}
	})
	if err != nil {
		return nil, err
	}
	runs := map[string]run{}
	for name, service := range project.Services {
		runs[name] = loadedService(service, project.Volumes)
	}
	return runs, nil
}

func loadedService(s types.ServiceConfig, named types.Volumes) run {
	made := run{
		"image": s.Image, "privileged": fmt.Sprint(s.Privileged), "read_only": fmt.Sprint(s.ReadOnly),
		"tty": fmt.Sprint(s.Tty), "stdin": fmt.Sprint(s.StdinOpen), "user": s.User, "working_dir": s.WorkingDir,
		"network_mode": s.NetworkMode, "host": fmt.Sprint(s.NetworkMode == "host", s.Pid == "host", s.Ipc == "host", s.Uts == "host"),
		"cap_add": fmt.Sprint(capabilities(s.CapAdd)), "cap_drop": fmt.Sprint(capabilities(s.CapDrop)),
		"container_name": s.ContainerName, "built": fmt.Sprint(s.Build != nil), "pull_policy": s.PullPolicy,
		"group_add": fmt.Sprint([]string(s.GroupAdd)), "volumes_from": fmt.Sprint(s.VolumesFrom),
		"runtime": s.Runtime, "cgroup_parent": s.CgroupParent, "oom": fmt.Sprint(s.OomKillDisable, s.OomScoreAdj),
		"cpu_shares": fmt.Sprint(s.CPUShares), "device_rules": fmt.Sprint(s.DeviceCgroupRules),
		"userns": fmt.Sprint(s.UserNSMode == "host"), "depends_on": fmt.Sprint(dependencies(s.DependsOn)),
		"health_check": fmt.Sprint(s.HealthCheck != nil), "hooks": fmt.Sprint(len(s.PostStart), len(s.PreStop)),
		"labels": fmt.Sprint(slices.Sorted(maps.Keys(s.Labels))), "sysctls": fmt.Sprint(slices.Sorted(maps.Keys(s.Sysctls))),
		"ulimits":     fmt.Sprint(slices.Sorted(maps.Keys(s.Ulimits))),
		"environment": fmt.Sprint(slices.Sorted(maps.Keys(s.Environment))), "ports": fmt.Sprint(loadedPorts(s.Ports)),
		"mounts": fmt.Sprint(loadedMounts(s.Volumes, named)), "devices": fmt.Sprint(len(s.Devices)),
		"env_file": fmt.Sprint(len(s.EnvFiles)), "grants": fmt.Sprint(len(s.Secrets), len(s.Configs)),
	}
	if s.Logging != nil {
		made["logging"] = fmt.Sprint(s.Logging.Driver, slices.Sorted(maps.Keys(s.Logging.Options)))
	}
	return made
}

func dependencies(declared types.DependsOnConfig) []string {
	var found []string
	for name, each := range declared {
		found = append(found, name+":"+each.Condition)
	}
	slices.Sort(found)
	return found
}

func capabilities(names []string) []string {
	var found []string
	for _, name := range names {
		found = append(found, strings.TrimPrefix(strings.ToUpper(name), "CAP_"))
	}
	return found
}

func loadedPorts(ports []types.ServicePortConfig) []string {
	var found []string
	for _, each := range ports {
		published := each.Published
		if _, err := strconv.Atoi(published); err != nil {
			published = "" // a range to choose from, or what no engine takes
		}
		found = append(found, fmt.Sprintf("%s %s %d/%s", each.HostIP, published, each.Target, cmp.Or(each.Protocol, "tcp")))
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func loadedMounts(volumes []types.ServiceVolumeConfig, named types.Volumes) []string {
	kinds := map[string]string{"bind": "host_path", "npipe": "host_path", "cluster": "volume"}
	var found []string
	for _, each := range volumes {
		// A named volume that is bound to a folder of the host is that folder.
		if options := named[each.Source].DriverOpts; each.Type == "volume" && strings.Contains(options["o"], "bind") {
			each.Type, each.Source = "bind", options["device"]
		}
		read, source := each.ReadOnly, each.Source
		if each.Type == "bind" && !strings.HasPrefix(source, "~") {
			source = path.Clean(source)
		}
		propagation := ""
		if each.Bind != nil {
			propagation = each.Bind.Propagation
		}
		found = append(found, fmt.Sprintf("%s %s %s %t %s", cmp.Or(kinds[each.Type], each.Type), source, path.Clean(each.Target), read, propagation))
	}
	slices.Sort(found)
	return found
}

// ours is what this package makes of it.
func ours(folder, name string) (map[string]run, []input.Problem) {
	content, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		panic(err)
	}
	open := func(file string) ([]byte, error) { return os.ReadFile(filepath.Join(folder, file)) }
	documents, problems := compose.Parse(source.File{Path: name, Content: content}, compose.Options{Open: open})
	runs := map[string]run{}
	for i, document := range documents[1:] {
		runs[document.Workload.Name] = ourService(document.Workload, documents[0].Compose.Services[i])
	}
	return runs, problems
}

func ourService(w *input.Workload, s input.ComposeService) run {
	c := w.Containers[0]
	user := ""
	if c.User != nil {
		user = c.User.Text
	}
	if c.Group != nil {
		user += ":" + c.Group.Text
	}
	name := ""
	if s.ContainerName != nil {
		name = s.ContainerName.Text
	}
	network := w.Network
	if w.Host.Network == nil {
		network = ""
	}
	score := 0
	if c.OOMScore != nil {
		score = *c.OOMScore
	}
	shares := int64(0)
	if c.CPUShares != nil {
		shares = *c.CPUShares
	}
	hooks := map[string]int{}
	for _, each := range s.Hooks {
		hooks[each.Phase]++
	}
	counts, variables, files := map[string]int{}, []string{}, 0
	for _, each := range c.Mounts {
		counts[each.Kind]++
	}
	for _, each := range c.Environment {
		if each.Source == "env_file" {
			files++
		} else {
			variables = append(variables, each.Name)
		}
	}
	slices.Sort(variables)
	made := run{
		"image": c.Image, "privileged": fmt.Sprint(is(c.Privileged)), "read_only": fmt.Sprint(is(c.ReadOnlyRoot)),
		"tty": fmt.Sprint(is(c.TTY)), "stdin": fmt.Sprint(is(c.Stdin)), "user": user, "working_dir": c.WorkingDirectory,
		"network_mode": network, "host": fmt.Sprint(is(w.Host.Network), is(w.Host.PID), is(w.Host.IPC), is(w.Host.UTS)),
		"cap_add": fmt.Sprint(ourCapabilities(c.Capabilities.Add)), "cap_drop": fmt.Sprint(ourCapabilities(c.Capabilities.Drop)),
		"container_name": name, "built": fmt.Sprint(s.Build != nil), "pull_policy": c.PullPolicy,
		"group_add": fmt.Sprint(accounts(c.SupplementaryGroups)), "volumes_from": fmt.Sprint(lines(c.InheritedVolumes)),
		"runtime": w.Runtime, "cgroup_parent": w.CgroupParent, "oom": fmt.Sprint(is(c.OOMDisabled), score),
		"cpu_shares": fmt.Sprint(shares), "device_rules": fmt.Sprint(lines(c.DeviceRules)),
		"userns": fmt.Sprint(w.UserNamespace == "host"), "depends_on": fmt.Sprint(ourDependencies(s.Dependencies)),
		"health_check": fmt.Sprint(c.HealthCheck != nil), "hooks": fmt.Sprint(hooks["post_start"], hooks["pre_stop"]),
		"labels": fmt.Sprint(slices.Sorted(maps.Keys(w.Labels))), "sysctls": fmt.Sprint(sysctls(w.Sysctls)),
		"ulimits": fmt.Sprint(ulimits(c.Ulimits)), "environment": fmt.Sprint(variables), "ports": fmt.Sprint(ourPorts(c.Ports)),
		"mounts": fmt.Sprint(ourMounts(c.Mounts)), "devices": fmt.Sprint(len(c.Devices)), "env_file": fmt.Sprint(files),
		"grants": fmt.Sprint(counts["secret"], counts["config"]),
	}
	if c.Logging != nil {
		made["logging"] = fmt.Sprint(c.Logging.Driver, slices.Sorted(maps.Keys(c.Logging.Options)))
	}
	return made
}

func is(answer *bool) bool { return answer != nil && *answer }

func ourCapabilities(all []input.Capability) []string {
	var found []string
	for _, each := range all {
		found = append(found, each.Name)
	}
	return found
}

func accounts(all []input.Account) []string {
	found := []string{}
	for _, each := range all {
		found = append(found, each.Text)
	}
	return found
}

func lines(all []input.Line) []string {
	found := []string{}
	for _, each := range all {
		found = append(found, each.Text)
	}
	return found
}

func ulimits(all []input.Line) []string {
	var found []string
	for _, each := range all {
		name, _, _ := strings.Cut(each.Text, "=")
		found = append(found, name)
	}
	slices.Sort(found)
	return found
}

func sysctls(all []input.Sysctl) []string {
	var found []string
	for _, each := range all {
		found = append(found, each.Name)
	}
	slices.Sort(found)
	return found
}

func ourDependencies(all []input.ComposeDependency) []string {
	var found []string
	for _, each := range all {
		found = append(found, each.Name+":"+each.Condition)
	}
	slices.Sort(found)
	return found
}

func ourPorts(all []input.ContainerPort) []string {
	var found []string
	for _, each := range all {
		host, target := "", 0
		if each.HostPort != nil {
			host = fmt.Sprint(*each.HostPort)
		}
		if each.Target != nil {
			target = *each.Target
		}
		found = append(found, fmt.Sprintf("%s %s %d/%s", each.Address, host, target, each.Protocol))
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func ourMounts(all []input.VolumeMount) []string {
	var found []string
	for _, each := range all {
		if each.Kind == "secret" || each.Kind == "config" || strings.Contains(each.At, "/tmpfs") {
			continue
		}
		found = append(found, fmt.Sprintf("%s %s %s %t %s", each.Kind, each.Source, each.Target, is(each.ReadOnly), each.Propagation))
	}
	slices.Sort(found)
	return found
}
