package input

// An IgnoreFile is the ignorefile facet: what a .dockerignore keeps out of the build context, and what it does not. The
// format is https://docs.docker.com/build/concepts/context/#dockerignore-files.
type IgnoreFile struct {
	// Patterns are the lines that have one, in order.
	Patterns []IgnorePattern `json:"patterns,omitzero"`
	// Included are paths that stay in the context if they are there.
	Included Included `json:"included,omitzero"`
	At       string   `json:"at"`
}

// An IgnorePattern is a line of an ignore file.
type IgnorePattern struct {
	// Text is the line without the blanks around it.
	Text string `json:"text"`
	// Negated tells that what the pattern matches is let back in.
	Negated bool `json:"negated,omitzero"`
	// Comment is what looks like a comment behind the pattern, and is a part of it.
	Comment string `json:"comment,omitzero"`
	// Nested is a path below the top that a pattern for a secret does not match, and no other pattern of the file.
	Nested string `json:"nested,omitzero"`
	// Reincluded are paths of secrets that the pattern lets back in, for good.
	Reincluded []string `json:"reincluded,omitzero"`
	At         string   `json:"at"`
}

// Included are paths that an ignore file does not keep out, by what they are. Each list is a choice of well-known names
// that were asked of the builder's own matcher.
type Included struct {
	Histories    []string `json:"histories,omitzero"`
	Environments []string `json:"environments,omitzero"`
	PrivateKeys  []string `json:"private_keys,omitzero"`
	Credentials  []string `json:"credentials,omitzero"`
	Dependencies []string `json:"dependencies,omitzero"`
	Deployments  []string `json:"deployments,omitzero"`
}
