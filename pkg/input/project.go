package input

// Project is the project facet: what a file means together with the files around it.
type Project struct {
	// Builds are the builds of images whose context is known.
	Builds []Build `json:"builds,omitzero"`
}

// A Build is a Dockerfile with the folder that it is built in:
// https://docs.docker.com/build/concepts/context/#filename-and-location.
type Build struct {
	// Dockerfile is its path, as given or walked.
	Dockerfile string `json:"dockerfile"`
	// IgnoreFile is the path of what keeps files out of the context; absent where there is none.
	IgnoreFile string `json:"ignore_file,omitzero"`
	// Wholes are the instructions that copy the whole context, in order.
	Wholes []WholeCopy `json:"wholes,omitzero"`
}

// A WholeCopy is a COPY or ADD of the whole build context.
type WholeCopy struct {
	// Instruction is COPY or ADD.
	Instruction string `json:"instruction"`
	At          string `json:"at"`
}
