package kubernetes

import (
	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/reference"
)

// references returns the images that the containers run, nil where none names one. A text with a variable is what a
// template leaves behind, or what something else is to fill in: no cluster would take it as it is.
func references(workload *input.Workload) *input.References {
	var images []input.ImageReference
	for _, container := range workload.Containers {
		if container.Image == "" {
			continue
		}
		// The error says why no registry would take the text; what can be told stands in the reference all the same.
		parsed, _ := reference.Parse(container.Image)
		state := input.Literal
		if !parsed.Resolved {
			state = input.Unresolved
		}
		images = append(images, input.ImageReference{
			Reference: parsed, Role: "pod", State: state, Shipped: true, At: container.At + "/image",
		})
	}
	if len(images) == 0 {
		return nil
	}
	return &input.References{Images: images}
}
