package dockerrun

import (
	"encoding/csv"
	"path"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// propagations are the options that say how mounts below a mount spread.
var propagations = words("private rprivate shared rshared slave rslave")

// addMount adds a mount that a flag declares.
func (b *builder) addMount(o option, made input.VolumeMount) {
	b.mark("mounts", o.at)
	made.At = b.element("mounts", len(b.container.Mounts), o)
	if strings.HasPrefix(made.Target, "/") {
		made.Target = path.Clean(made.Target)
	}
	b.container.Mounts = append(b.container.Mounts, made)
}

// volume reads [SOURCE:]TARGET[:OPTIONS] (https://docs.docker.com/reference/cli/docker/container/run/#volume).
func (b *builder) volume(o option) {
	parts := joinDrives(splitColons(o.value.Text))
	made := input.VolumeMount{Kind: "volume", Target: parts[0]}
	if len(parts) > 1 {
		made = b.source(o, parts[0])
		made.Target = parts[1]
	} else if hasVariable(o.value, parts[0]) {
		made.Kind = "other"
	}
	if len(parts) > 2 {
		volumeOptions(&made, parts[2])
	}
	b.addMount(o, made)
}

func volumeOptions(made *input.VolumeMount, text string) {
	for word := range strings.SplitSeq(text, ",") {
		switch {
		case word == "ro" || word == "rw":
			readOnly := word == "ro"
			made.ReadOnly = &readOnly
		case propagations[word]:
			made.Propagation = word
		}
	}
}

// source tells a path of the host from the name of a volume: names hold no slash and begin with a letter or digit.
func (b *builder) source(o option, text string) input.VolumeMount {
	found, inside := hostPath(text)
	made := input.VolumeMount{Kind: "volume", Source: found, Text: text, InsideProject: inside}
	switch {
	case inside || isPath(found):
		made.Kind = "host_path"
	case hasVariable(o.value, found) && strings.Contains(found, "/"):
		made.Kind = "host_path"
	case hasVariable(o.value, found):
		made.Kind = "other"
	}
	return made
}

var (
	homes    = []string{"${HOME}", "$HOME"}
	projects = []string{"${PWD}", "$PWD", "$(pwd)", "`pwd`", "${CURDIR}"}
)

// hostPath cleans a path of the host, and tells whether it is in the folder that the script runs in, mostly the project's.
func hostPath(text string) (found string, inside bool) {
	for _, home := range homes {
		if rest, ok := strings.CutPrefix(text, home); ok && (rest == "" || rest[0] == '/') {
			text = "~" + rest
		}
	}
	for _, project := range projects {
		if rest, ok := strings.CutPrefix(text, project); ok && (rest == "" || rest[0] == '/') {
			return text, within(rest)
		}
	}
	if !isPath(text) || strings.ContainsAny(text, "$`") || strings.Contains(text, `\`) {
		return text, false
	}
	inside = strings.HasPrefix(text, ".") && within(text)
	if rest, home := strings.CutPrefix(text, "~"); home {
		return "~" + strings.TrimSuffix(path.Clean("/"+rest), "/"), false
	}
	return path.Clean(text), inside
}

// within tells whether a relative path stays in its folder.
func within(relative string) bool {
	clean := path.Clean("./" + relative)
	return clean != ".." && !strings.HasPrefix(clean, "../")
}

func isPath(text string) bool {
	return text != "" && (strings.IndexByte("./~", text[0]) >= 0 || strings.HasPrefix(text, `\\`) ||
		len(text) > 1 && isLetter(text[0]) && text[1] == ':')
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// joinDrives puts the letters of Windows' drives back before their paths.
func joinDrives(parts []string) []string {
	var joined []string
	for i := 0; i < len(parts); i++ {
		if i+1 < len(parts) && len(parts[i]) == 1 && isLetter(parts[i][0]) {
			joined = append(joined, parts[i]+":"+parts[i+1])
			i++
			continue
		}
		joined = append(joined, parts[i])
	}
	return joined
}

// mountKinds are the types of --mount.
var mountKinds = map[string]string{
	"": "volume", "volume": "volume", "bind": "host_path", "tmpfs": "tmpfs", "ramfs": "tmpfs", "image": "image", "npipe": "host_path",
}

// mount reads type=bind,source=/a,target=/b,readonly (https://docs.docker.com/reference/cli/docker/container/run/#mount).
func (b *builder) mount(o option) {
	declared := pairs(o.value.Text)
	source := first(declared, "source", "src")
	if device := declared["volume-opt device"]; device != "" && strings.HasPrefix(device, "/") {
		source, declared["type"] = device, "bind"
	}
	made := b.source(o, source)
	made.Kind = mountKinds[declared["type"]]
	if made.Kind == "" || hasVariable(o.value, declared["type"]) {
		made.Kind = "other"
	}
	if made.Kind != "host_path" {
		made.Source, made.InsideProject = source, false
	}
	made.Target = first(declared, "target", "destination", "dst")
	made.Propagation, made.SizeLimit = declared["bind-propagation"], first(declared, "tmpfs-size", "size")
	for _, key := range []string{"readonly", "ro"} {
		if text, ok := declared[key]; ok && !hasVariable(o.value, text) {
			readOnly := text != "false" && text != "0"
			made.ReadOnly = &readOnly
		}
	}
	b.addMount(o, made)
}

// pairs reads KEY=VALUE with commas between them, quoted as in CSV. The options of a volume are two words.
func pairs(text string) map[string]string {
	fields, err := csv.NewReader(strings.NewReader(text)).Read()
	if err != nil {
		fields = strings.Split(text, ",")
	}
	found := map[string]string{}
	for _, field := range fields {
		key, value, _ := strings.Cut(field, "=")
		if key == "volume-opt" {
			name, content, _ := strings.Cut(value, "=")
			key, value = key+" "+name, content
		}
		found[key] = value
	}
	return found
}

func first(declared map[string]string, keys ...string) string {
	for _, key := range keys {
		if text := declared[key]; text != "" {
			return text
		}
	}
	return ""
}

// tmpfs reads TARGET[:OPTIONS].
func (b *builder) tmpfs(o option) {
	parts := splitColons(o.value.Text)
	made := input.VolumeMount{Kind: "tmpfs", Target: parts[0]}
	if len(parts) > 1 {
		made.SizeLimit = pairs(parts[1])["size"]
		volumeOptions(&made, parts[1])
	}
	b.addMount(o, made)
}

// apiSocket is the engine's own, with which the container can do all that the engine can.
func (b *builder) apiSocket(o option) {
	if on := o.boolean(); on != nil && *on {
		const socket = "/var/run/docker.sock"
		b.addMount(o, input.VolumeMount{Kind: "host_path", Source: socket, Text: socket, Target: socket})
	}
}

// device reads HOST[:CONTAINER[:PERMISSIONS]].
func (b *builder) device(o option) {
	parts := splitColons(o.value.Text)
	if hasVariable(o.value, parts[0]) || parts[0] == "" {
		return
	}
	made := input.Device{Path: parts[0], At: b.element("devices", len(b.container.Devices), o)}
	if last := parts[len(parts)-1]; len(parts) > 1 && !strings.HasPrefix(last, "/") {
		made.Permissions = last
	}
	b.container.Devices = append(b.container.Devices, made)
}
