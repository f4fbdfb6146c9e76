package input

// Acts are what the scripts of a file do, by kind of act and in order of the file: what rules would otherwise have to
// gather from all commands. Kinds that do not occur are absent.
type Acts struct {
	// OpenModes are the file modes that give more than they should, COPY --chmod included.
	OpenModes []OpenMode `json:"open_modes,omitzero"`
	// RecursiveChanges are changes of owner or mode that store again what earlier layers hold.
	RecursiveChanges []RecursiveChange `json:"recursive_changes,omitzero"`
	// LateRemovals are removals of what an earlier layer keeps.
	LateRemovals []LateRemoval `json:"late_removals,omitzero"`
	// LateUnpackings are archives that an earlier layer keeps in packed form.
	LateUnpackings []LateUnpacking `json:"late_unpackings,omitzero"`
}
