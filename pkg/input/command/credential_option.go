package command

// How an option's value holds a credential.
const (
	// whole values are the credential.
	whole = iota
	// afterColon values are user:password.
	afterColon
	// header values are lines of an HTTP header.
	header
	// afterPass values are pass:password, as OpenSSL has them.
	afterPass
)

// A credentialOption is an option of a program that takes a credential.
type credentialOption struct {
	names []string
	form  int
	// verb is the sub-command that has the option; empty for all.
	verb string
	// attached tells that the value only ever follows the letter directly: -pPASSWORD.
	attached bool
}

var (
	loginOptions  = []credentialOption{{names: []string{"-p", "--password"}, verb: "login"}}
	copyOptions   = []credentialOption{{names: []string{"--creds", "--src-creds", "--dest-creds"}, form: afterColon}}
	mysqlOptions  = []credentialOption{{names: []string{"-p"}, attached: true}}
	zipOptions    = []credentialOption{{names: []string{"-P"}}}
	sevenOptions  = []credentialOption{{names: []string{"-p"}, attached: true}}
	serverOptions = []credentialOption{{names: []string{"-P"}}}
)

// credentialOptions are the options that no general rule would find, by program. Long options that are named like a
// credential need no entry.
var credentialOptions = map[string][]credentialOption{
	"docker": loginOptions, "podman": append(copyOptions, loginOptions...), "buildah": append(copyOptions, loginOptions...),
	"nerdctl": loginOptions, "oras": loginOptions, "skopeo": append(copyOptions, loginOptions...), "crane": {{names: []string{"-p"}}},
	"helm": {{names: []string{"-p"}, verb: "registry"}},
	"curl": {
		{names: []string{"-u", "--user", "-U", "--proxy-user"}, form: afterColon}, {names: []string{"--oauth2-bearer"}},
		{names: []string{"-H", "--header"}, form: header},
	},
	"wget":  {{names: []string{"--header"}, form: header}},
	"http":  {{names: []string{"-a", "--auth"}, form: afterColon}},
	"mysql": mysqlOptions, "mysqladmin": mysqlOptions, "mysqldump": mysqlOptions, "mariadb": mysqlOptions,
	"redis-cli": {{names: []string{"-a"}}}, "mongo": {{names: []string{"-p"}}}, "mongosh": {{names: []string{"-p"}}},
	"sshpass": {{names: []string{"-p"}}}, "twine": {{names: []string{"-p"}}},
	"az":      {{names: []string{"-p"}, verb: "login"}},
	"gcloud":  {{names: []string{"--key-file"}, verb: "auth"}},
	"openssl": {{names: []string{"-passin", "-passout", "-pass"}, form: afterPass}},
	"keytool": {{names: []string{"-storepass", "-keypass", "-srcstorepass", "-deststorepass"}}},
	"zip":     zipOptions, "unzip": zipOptions, "7z": sevenOptions, "7za": sevenOptions,
	"sqlcmd": serverOptions, "bcp": serverOptions,
	"nuget": {{names: []string{"-Password", "-ApiKey"}}}, "dotnet": {{names: []string{"-k"}, verb: "nuget"}},
	"cargo": {{names: []string{"login"}}}, "vault": {{names: []string{"login"}}},
}

// separateOptions take the next word as their value in every program that has them.
var separateOptions = []string{
	"--password", "--token", "--api-key", "--apikey", "--passphrase", "--secret", "--client-secret", "--access-token", "--auth-token",
	"--http-password", "--proxy-password", "--ftp-password", "--account-key", "--secret-key",
}
