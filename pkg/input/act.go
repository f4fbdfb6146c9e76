package input

// Acts are what the scripts of a file do, by kind of act and in order of the file: what rules would otherwise have to
// gather from all commands. Kinds that do not occur are absent.
type Acts struct {
	// Passwords are the commands that give an account a password, or take it away.
	Passwords []PasswordChange `json:"passwords,omitzero"`
	// SudoGrants are the commands that let somebody become root without a password.
	SudoGrants []SudoGrant `json:"sudo_grants,omitzero"`
}
