package input

// Acts are what the scripts of a file do, by kind of act and in order of the file: what rules would otherwise have to
// gather from all commands. Kinds that do not occur are absent.
type Acts struct {
	// Installs are the commands by which package managers install packages.
	Installs []Install `json:"installs,omitzero"`
	// Prompts are the commands of package managers that ask before they go on.
	Prompts []Prompt `json:"prompts,omitzero"`
	// IndexUpdates are the commands that fetch the index of a package repository.
	IndexUpdates []IndexUpdate `json:"index_updates,omitzero"`
	// Upgrades are the commands that renew what is installed already.
	Upgrades []Upgrade `json:"upgrades,omitzero"`
	// KeptCaches are the caches of package managers that stay in a layer.
	KeptCaches []KeptCache `json:"kept_caches,omitzero"`
	// UncheckedSignatures are the switches that take packages without looking at their signatures.
	UncheckedSignatures []UncheckedSignature `json:"unchecked_signatures,omitzero"`
	// TrustedKeys are the keys that become valid for every source of apt.
	TrustedKeys []TrustedKey `json:"trusted_keys,omitzero"`
	// Downloads are the commands and ADDs that fetch something from an address.
	Downloads []Download `json:"downloads,omitzero"`
	// UncheckedCertificates are the settings that switch off the checking of servers' certificates.
	UncheckedCertificates []UncheckedCertificate `json:"unchecked_certificates,omitzero"`
	// UncheckedHostKeys are the settings that switch off the checking of servers' SSH keys.
	UncheckedHostKeys []UncheckedHostKey `json:"unchecked_host_keys,omitzero"`
	// DroppedFailures are commands whose failure nobody notices, one for each script.
	DroppedFailures []DroppedFailure `json:"dropped_failures,omitzero"`
	// SparseLogins are accounts whose number makes the login log grow.
	SparseLogins []SparseLogin `json:"sparse_logins,omitzero"`
	// ShellProblems are what ShellCheck reports, if it was asked.
	ShellProblems []ShellProblem `json:"shell_problems,omitzero"`
	// Passwords are the commands that give an account a password, or take it away.
	Passwords []PasswordChange `json:"passwords,omitzero"`
	// SudoGrants are the commands that let somebody become root without a password.
	SudoGrants []SudoGrant `json:"sudo_grants,omitzero"`
	// OpenModes are the file modes that give more than they should, COPY --chmod included.
	OpenModes []OpenMode `json:"open_modes,omitzero"`
	// RecursiveChanges are changes of owner or mode that store again what earlier layers hold.
	RecursiveChanges []RecursiveChange `json:"recursive_changes,omitzero"`
	// LateRemovals are removals of what an earlier layer keeps.
	LateRemovals []LateRemoval `json:"late_removals,omitzero"`
	// LateUnpackings are archives that an earlier layer keeps in packed form.
	LateUnpackings []LateUnpacking `json:"late_unpackings,omitzero"`
}
