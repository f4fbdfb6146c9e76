package kubernetes

import (
	"slices"
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

func volumes(pod object, podAt string) []input.Volume {
	var made []input.Volume
	for i, declared := range pod.objects("volumes") {
		made = append(made, volume(declared, podAt+"/volumes/"+strconv.Itoa(i)))
	}
	return made
}

// volume reads a volume's source: what stands beside the name
// (https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume/).
func volume(declared object, at string) input.Volume {
	made := input.Volume{Name: declared.text("name"), Kind: declared.source(), At: at}
	source := declared.object(made.Kind)
	switch made.Kind {
	case "hostPath":
		made.HostPath = tidyPath(source.text("path"))
	case "emptyDir":
		made.Medium, made.SizeLimit = source.text("medium"), source.amount("sizeLimit")
	case "flexVolume", "csi":
		made.Driver = source.text("driver")
	case "secret":
		made.Object = source.text("secretName")
	case "configMap":
		made.Object = source.text("name")
	case "persistentVolumeClaim":
		made.Object = source.text("claimName")
	case "projected":
		made.Projections = projections(source, at+"/projected/sources")
	}
	return made
}

// source returns the first key of a union that has a mapping, in alphabetical order: the API server lets it have one.
func (o object) source() string {
	var keys []string
	for key, value := range o.reader.entries(o.node) {
		if key != "name" && mapping(value) != nil {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return ""
	}
	return slices.Min(keys)
}

func projections(declared object, at string) []input.Projection {
	var made []input.Projection
	for i, projected := range declared.objects("sources") {
		if kind := projected.source(); kind != "" {
			made = append(made, input.Projection{
				Kind: kind, Object: projected.object(kind).text("name"), At: at + "/" + strconv.Itoa(i),
			})
		}
	}
	return made
}

// tidyPath takes out what a path says twice. It keeps `..`, which the API server refuses.
func tidyPath(written string) string {
	steps := slices.DeleteFunc(strings.Split(written, "/"), func(step string) bool { return step == "" || step == "." })
	tidy := strings.Join(steps, "/")
	if strings.HasPrefix(written, "/") {
		return "/" + tidy
	}
	return tidy
}

// byName keeps the first volume of each name.
func byName(declared []input.Volume) map[string]input.Volume {
	named := make(map[string]input.Volume, len(declared))
	for _, volume := range slices.Backward(declared) {
		named[volume.Name] = volume
	}
	return named
}

// claims returns the names of a StatefulSet's claim templates.
func claims(whole object, kind string) map[string]bool {
	named := map[string]bool{}
	if kind != "StatefulSet" {
		return named
	}
	for _, claim := range whole.object("spec").objects("volumeClaimTemplates") {
		named[claim.object("metadata").text("name")] = true
	}
	return named
}

var (
	// mountKinds are what a volume is to the container that mounts it, by the volume's source. A volume without one is an
	// emptyDir.
	mountKinds = map[string]string{
		"": "scratch", "emptyDir": "scratch", "hostPath": "host_path", "secret": "secret", "configMap": "config",
		"projected": "projected", "downwardAPI": "projected", "image": "image", "persistentVolumeClaim": "claim",
		"ephemeral": "claim",
	}
	propagations = map[string]string{"None": "private", "HostToContainer": "rslave", "Bidirectional": "rshared"}
)

func mounts(declared object, at string, around scope) []input.VolumeMount {
	var made []input.VolumeMount
	for i, mounted := range declared.objects("volumeMounts") {
		mount := input.VolumeMount{
			Target:      mounted.text("mountPath"),
			Kind:        "other",
			Source:      mounted.text("name"),
			ReadOnly:    mounted.boolean("readOnly"),
			Propagation: propagations[mounted.text("mountPropagation")],
			At:          at + "/volumeMounts/" + strconv.Itoa(i),
		}
		around.resolve(&mount)
		made = append(made, mount)
	}
	return made
}

// resolve tells what a mount mounts. A StatefulSet's claims go before volumes of the same name.
func (s scope) resolve(mount *input.VolumeMount) {
	if mount.Source == "" {
		return
	}
	if s.claims[mount.Source] {
		mount.Kind = "claim"
		return
	}
	volume, ok := s.volumes[mount.Source]
	if !ok {
		return
	}
	mount.Kind, mount.SizeLimit, mount.DeclaredAt = known(mountKinds, volume.Kind), volume.SizeLimit, volume.At
	if volume.Medium == "Memory" {
		mount.Kind = "tmpfs"
	}
	if mount.Kind == "host_path" && volume.HostPath != "" {
		mount.Source = volume.HostPath
	}
}
