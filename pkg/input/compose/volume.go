package compose

import (
	"path"
	"slices"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// A mount is an element of volumes: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#volumes.
type mount struct {
	located
	// kind is bind, volume, tmpfs, npipe, cluster or image, empty where a variable hides it.
	kind                  string
	source, target        string
	readOnly              *bool
	propagation, sizeText string
	// hidden tells that a variable stands in the source.
	hidden bool
}

// mounts returns the elements of a list of volumes that can be read; of several for one target the last.
func mounts(volumes []located) []mount {
	var found []mount
	index := map[string]int{}
	for _, each := range volumes {
		read, ok := readMount(each)
		if !ok {
			continue
		}
		if before, twice := index[read.target]; twice {
			found[before] = read
			continue
		}
		index[read.target] = len(found)
		found = append(found, read)
	}
	return found
}

func readMount(volume located) (mount, bool) {
	switch {
	case volume.isScalar():
		return readShortMount(volume)
	case volume.isMapping():
		return readLongMount(volume)
	}
	return mount{}, false
}

func readLongMount(volume located) (mount, bool) {
	read := mount{located: volume, readOnly: volume.get("read_only").boolean()}
	read.kind, _ = volume.get("type").known()
	read.source, read.target = volume.get("source").shown(), volume.get("target").shown()
	read.hidden = hasVariable(volume.get("source"), read.source)
	read.propagation, _ = volume.path("bind", "propagation").known()
	read.sizeText = volume.path("tmpfs", "size").shown()
	return read, read.target != ""
}

// propagations are the options of a bind mount that say how mounts below it spread.
var propagations = map[string]bool{
	"private": true, "rprivate": true, "shared": true, "rshared": true, "slave": true, "rslave": true,
}

// readShortMount reads [SOURCE:]TARGET[:OPTIONS].
func readShortMount(volume located) (mount, bool) {
	read := mount{located: volume, kind: "volume"}
	parts := joinDrives(splitShort(volume.text))
	switch len(parts) {
	case 1:
		read.target = parts[0]
	case 2, 3:
		read.source, read.target = parts[0], parts[1]
	}
	if read.target == "" || len(parts) > 1 && read.source == "" {
		return mount{}, false
	}
	read.hidden = hasVariable(volume.value, read.source)
	if isPath(read.source) {
		read.kind = "bind"
	} else if read.hidden && strings.HasPrefix(read.source, "$") {
		read.kind = ""
	}
	if len(parts) == 3 {
		read.options(parts[2])
	}
	return read, true
}

func (m *mount) options(text string) {
	for option := range strings.SplitSeq(text, ",") {
		switch {
		case option == "ro" || option == "rw":
			readOnly := option == "ro"
			m.readOnly = &readOnly
		case propagations[option]:
			m.propagation = option
		}
	}
}

// joinDrives puts the letters of Windows' drives back before their paths.
func joinDrives(parts []string) []string {
	var joined []string
	for i := 0; i < len(parts); i++ {
		if len(parts[i]) == 1 && isLetter(parts[i][0]) && i+1 < len(parts) {
			joined = append(joined, parts[i]+":"+parts[i+1])
			i++
			continue
		}
		joined = append(joined, parts[i])
	}
	return joined
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// isPath reports whether a source is a path of the host rather than the name of a volume.
func isPath(source string) bool {
	if source == "" {
		return false
	}
	return strings.ContainsRune("./~", rune(source[0])) || strings.HasPrefix(source, `\\`) ||
		len(source) > 1 && isLetter(source[0]) && source[1] == ':'
}

// mountKinds are the kinds of the workload facet.
var mountKinds = map[string]string{
	"bind": "host_path", "npipe": "host_path", "volume": "volume", "cluster": "volume", "tmpfs": "tmpfs", "image": "image",
}

// mountFact returns what the workload facet says of a mount.
func (r *reader) mountFact(m mount) input.VolumeMount {
	made := input.VolumeMount{
		Kind: "other", Target: cleanTarget(m.target), Source: m.source, Text: m.source, ReadOnly: m.readOnly,
		Propagation: m.propagation, SizeLimit: m.sizeText, At: m.at,
	}
	if known, ok := mountKinds[m.kind]; ok {
		made.Kind = known
	}
	if made.Kind == "host_path" && !m.hidden {
		made.Source, made.InsideProject = r.hostPath(m.source, m.value)
	}
	if device, ok := r.boundDevice(m); ok {
		made.Kind, made.Source, made.Text = "host_path", path.Clean(device), device
	}
	return made
}

// boundDevice returns the path of the host that a named volume is bound to: the local driver takes mount's options
// (https://docs.docker.com/reference/cli/docker/volume/create/#driver-specific-options).
func (r *reader) boundDevice(m mount) (string, bool) {
	if m.kind != "volume" || m.hidden || m.source == "" {
		return "", false
	}
	options := r.model.path("volumes", m.source, "driver_opts")
	given, _ := options.get("o").known()
	device, known := options.get("device").known()
	binds := slices.ContainsFunc(strings.Split(given, ","), func(option string) bool {
		return option == "bind" || option == "rbind"
	})
	return device, known && binds && path.IsAbs(device)
}

func cleanTarget(target string) string {
	if strings.HasPrefix(target, "/") {
		return path.Clean(target)
	}
	return target
}

// hostPath cleans a path of the host, and reports whether it lies in the project's folder. Relative ones count from there.
func (r *reader) hostPath(text string, written *value) (cleaned string, inside bool) {
	switch {
	case text == "" || text[0] == '~' || strings.HasPrefix(text, `\\`):
		return text, false
	case len(text) > 1 && text[1] == ':':
		return text, false
	case text[0] == '/':
		return path.Clean(text), false
	}
	cleaned = relativeTo(r.folder, path.Join(written.place.file.folder, text))
	return cleaned, cleaned != ".." && !strings.HasPrefix(cleaned, "../") && !path.IsAbs(cleaned)
}

// relativeTo returns the way from a folder to a path, both written from the same place; the path itself where there is
// none to be told.
func relativeTo(folder, target string) string {
	if path.IsAbs(folder) != path.IsAbs(target) {
		return target
	}
	from, to := segments(folder), segments(target)
	for len(from) > 0 && len(to) > 0 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	if len(from) > 0 && from[0] == ".." {
		return target
	}
	up := strings.Repeat("../", len(from))
	return path.Clean(up + strings.Join(to, "/"))
}

func segments(cleaned string) []string {
	cleaned = strings.Trim(path.Clean(cleaned), "/")
	if cleaned == "." || cleaned == "" {
		return nil
	}
	return strings.Split(cleaned, "/")
}

// temporary returns the mounts of the key tmpfs: PATH[:OPTIONS].
func temporary(entries []located) []input.VolumeMount {
	var made []input.VolumeMount
	for _, each := range entries {
		target, options, _ := strings.Cut(each.text, ":")
		fact := input.VolumeMount{Kind: "tmpfs", Target: cleanTarget(target), At: each.at}
		for option := range strings.SplitSeq(options, ",") {
			if size, ok := strings.CutPrefix(option, "size="); ok {
				fact.SizeLimit = size
			}
			if option == "ro" {
				readOnly := true
				fact.ReadOnly = &readOnly
			}
		}
		made = append(made, fact)
	}
	return made
}

// granted returns the mounts of secrets or configs, in the folder where they come by default.
func granted(entries []located, kind, folder string) []input.VolumeMount {
	var made []input.VolumeMount
	readOnly := true
	for _, each := range entries {
		source, target := each.shown(), ""
		if each.isMapping() {
			source, target = each.get("source").shown(), each.get("target").shown()
		}
		if target == "" {
			target = source
		}
		if !strings.HasPrefix(target, "/") {
			target = path.Join(folder, target)
		}
		made = append(made, input.VolumeMount{Kind: kind, Source: source, Target: target, ReadOnly: &readOnly, At: each.at})
	}
	return made
}
