package input

import "github.com/seaworthy-policy/seaworthy/pkg/reference"

// References is the reference facet: the images that a file names, wherever they stand.
type References struct {
	Images []ImageReference `json:"images,omitzero"`
	// Today is the day on which the images are judged, as 2006-01-02: rules have no clock. Absent where nobody said it.
	Today string `json:"today,omitzero"`
}

// An ImageReference is a reference in its place.
type ImageReference struct {
	reference.Reference
	// Role is what the image is for: base, copy, mount or frontend in a Dockerfile, pod for a container of a pod.
	Role string `json:"role"`
	// State tells how certain the text is.
	State State `json:"state"`
	// Shipped tells that the image is part of what is built or run.
	Shipped bool   `json:"shipped,omitzero"`
	At      string `json:"at"`
}
