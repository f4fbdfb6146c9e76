package bundle

import (
	"errors"
	"fmt"
	"path"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/seaworthy-policy/seaworthy/pkg/registry"
)

// A Layout is how a bundle lies in a registry.
type Layout string

// The layouts that there are.
const (
	// OPA is for services of the type "oci" in OPA's configuration: the archive is the only layer
	// (https://www.openpolicyagent.org/docs/management-bundles#oci-registry).
	OPA Layout = "opa"
	// Conftest is for `conftest pull`: a layer each for modules and data, no manifest and no signature.
	Conftest Layout = "conftest"
)

// Media types of conftest's layout. Clients of ORAS name a config so that means nothing.
const (
	conftestPolicy = "application/vnd.cncf.openpolicyagent.policy.layer.v1+rego"
	conftestData   = "application/vnd.cncf.openpolicyagent.data.layer.v1+json"
	unknownConfig  = "application/vnd.unknown.config.v1+json"
)

// ErrLayout is wrapped for a layout that there is not.
var ErrLayout = errors.New("unknown layout")

// LayerType is the media type of the layer that holds a bundle in the layout OPA.
const LayerType = ocispec.MediaTypeImageLayerGzip

// Artefact returns what to push. It wraps ErrLayout.
func (b *Bundle) Artefact(layout Layout) (registry.Artefact, error) {
	artefact := registry.Artefact{Annotations: b.annotations()}
	switch layout {
	case OPA:
		artefact.ConfigType = ocispec.MediaTypeImageConfig
		artefact.Layers = []registry.Layer{{MediaType: LayerType, Title: "bundle.tar.gz", Content: b.archive}}
	case Conftest:
		artefact.ConfigType = unknownConfig
		artefact.Layers = b.conftestLayers()
	default:
		return registry.Artefact{}, fmt.Errorf("%w %q (known: %s, %s)", ErrLayout, layout, OPA, Conftest)
	}
	return artefact, nil
}

func (b *Bundle) annotations() map[string]string {
	annotations := map[string]string{}
	if b.Revision() != "" {
		annotations[ocispec.AnnotationRevision] = b.Revision()
	}
	if version := b.metadata().Version; version != "" {
		annotations[ocispec.AnnotationVersion] = version
	}
	return annotations
}

func (b *Bundle) conftestLayers() []registry.Layer {
	var layers []registry.Layer
	for _, f := range b.files {
		layer := registry.Layer{Title: f.name, Content: f.content}
		switch {
		case path.Ext(f.name) == ".rego":
			layer.MediaType = conftestPolicy
		case path.Base(f.name) == "data.json":
			layer.MediaType = conftestData
		default:
			continue
		}
		layers = append(layers, layer)
	}
	return layers
}
