package input

// A Download is a command or an ADD that fetches files, a repository or packages from an address.
type Download struct {
	Site
	// Program is what fetches: "curl", "git", "ADD".
	Program string `json:"program"`
	// Source is the first host that it is known to fetch from.
	Source string `json:"source,omitzero"`
	// Addresses are what it fetches, as far as they are written as addresses.
	Addresses []Address `json:"addresses,omitzero"`
	// Unverified tells that the file is kept or unpacked, that nothing compares it with a checksum or a signature, and
	// that its address names no content.
	Unverified bool `json:"unverified,omitzero"`
	// Verified tells that something compares the file with a checksum or a signature.
	Verified bool `json:"verified,omitzero"`
	// Execution is what runs the file, unverified as it is.
	Execution *Execution `json:"execution,omitzero"`
	// ErrorPageKept tells that the page which a server sends with an error is taken for the file.
	ErrorPageKept bool `json:"error_page_kept,omitzero"`
	// Quieter is the option that stops progress bars where the command prints them to the log.
	Quieter string `json:"quieter,omitzero"`
	// ProgramAt is the place of the program's name where it is written out.
	ProgramAt string `json:"program_at,omitzero"`
}

// An Address is where a download comes from.
type Address struct {
	// Text is the address with known variables substituted, without user and password.
	Text string `json:"text"`
	// Host is the server, if it is known.
	Host string `json:"host,omitzero"`
	// Plaintext tells that the transfer is neither encrypted nor authenticated.
	Plaintext bool `json:"plaintext,omitzero"`
	// Floating is the part that names whatever is newest: "latest", "main".
	Floating string `json:"floating,omitzero"`
	At       string `json:"at"`
	// SchemeAt is the place of "http" where it is written out.
	SchemeAt string `json:"scheme_at,omitzero"`
}

// An Execution is what runs a downloaded file.
type Execution struct {
	// Program is the shell, interpreter or installer; absent where the file is run by itself.
	Program string `json:"program,omitzero"`
	At      string `json:"at"`
}

// An UncheckedCertificate is a setting by which a client takes any server for the one it asked for.
type UncheckedCertificate struct {
	Site
	// By is what is told so: the program, or ENV and ARG for variables.
	By string `json:"by"`
	// Switch is the option or setting: "--insecure", "http.sslVerify=false".
	Switch string `json:"switch"`
}

// An UncheckedHostKey is a setting by which SSH takes any server for the one it asked for.
type UncheckedHostKey struct {
	Site
	// By is what is told so, as for UncheckedCertificate.
	By string `json:"by"`
	// Switch is the option or setting: "StrictHostKeyChecking=no".
	Switch string `json:"switch"`
}

// A DroppedFailure is the first command of a script whose failure only what stands behind it hides.
type DroppedFailure struct {
	Site
	// Title is program and verb: "apt-get install".
	Title string `json:"title"`
}

// A SparseLogin is an account whose number makes the login log grow.
type SparseLogin struct {
	Site
	// ID is the account's number.
	ID int64 `json:"id"`
	// ProgramAt is the place of the program's name where it is written out.
	ProgramAt string `json:"program_at,omitzero"`
}
