package input

// A Mount is a --mount of RUN.
type Mount struct {
	// Type is bind, cache, tmpfs, secret or ssh.
	Type   string `json:"type"`
	Target string `json:"target,omitzero"`
	Source string `json:"source,omitzero"`
	From   string `json:"from,omitzero"`
	// ID is the name of a secret or ssh mount.
	ID string `json:"id,omitzero"`
	// Environment is the variable that a secret mount sets.
	Environment string `json:"environment,omitzero"`
	// Escapes is the option whose value leads out of the tree that it is relative to: id, source or target.
	Escapes string `json:"escapes,omitzero"`
	// ForeignSource tells that a cache is mounted from a folder of itself or of an image, not of a stage of this file.
	ForeignSource bool   `json:"foreign_source,omitzero"`
	At            string `json:"at"`
}
