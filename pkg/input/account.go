package input

// A PasswordChange is a command that gives an account a password or takes it away: chpasswd, passwd, useradd
// --password, an edit of /etc/shadow. Locking an account is none.
type PasswordChange struct {
	Site
	Program string `json:"program"`
	// Emptied tells that the account is open to whoever names it.
	Emptied bool `json:"emptied,omitzero"`
}

// A SudoGrant is a command that writes a sudoers entry with the tag NOPASSWD:
// https://www.sudo.ws/docs/man/sudoers.man/#NOPASSWD_and_PASSWD.
type SudoGrant struct {
	Site
	Program string `json:"program"`
}
