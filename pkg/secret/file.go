package secret

import (
	"path"
	"slices"
	"strings"
)

// FileNames returns the patterns that name a file, from the plain one to the special: its name (id_rsa), its ending
// (*.pem), its last two elements (.docker/config.json), and each hidden folder that it lies in (.aws). A certificate, a
// public key and a sample are no secrets, whatever they end in; they have no patterns.
//
// The path may hold wildcards of its own, as the sources of a COPY do: *.pem gives *.pem.
func FileNames(name string) []string {
	name = path.Clean("/" + strings.ReplaceAll(name, `\`, "/"))
	base := path.Base(name)
	if base == "/" || isPublic(strings.ToLower(base)) {
		return nil
	}
	names := []string{base}
	if extension := path.Ext(base); extension != "" && extension != base {
		names = append(names, "*"+extension)
	}
	if environment(base) {
		names = append(names, ".env")
	}
	elements := strings.Split(strings.Trim(name, "/"), "/")
	if len(elements) > 1 {
		names = append(names, strings.Join(elements[len(elements)-2:], "/"))
	}
	for _, element := range elements[:len(elements)-1] {
		if strings.HasPrefix(element, ".") {
			names = append(names, element)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// environment reports .env of some kind: .env.production, .env*.
func environment(base string) bool {
	return strings.HasPrefix(base, ".env.") || base == ".env*"
}

// publicWords are parts of names by which files that may be public are called.
var publicWords = []string{
	"pub", "public", "cert", "certs", "certificate", "certificates", "crt", "ca", "cacert", "cacerts", "chain", "fullchain", "bundle",
	"rootca", "intermediate", "gpg", "pgp", "asc", "keyring", "archive", "release", "releases", "repo", "apt", "rpm",
	"example", "examples", "sample", "template", "tmpl", "dist", "defaults", "schema", "known", "authorized",
}

func isPublic(base string) bool {
	for _, word := range split(base) {
		if slices.Contains(publicWords, word) {
			return true
		}
	}
	return false
}

// Histories are the folders in which version control systems keep all that ever was.
var histories = []string{".git", ".hg", ".svn", ".bzr"}

// IsHistory reports whether a path, which may hold wildcards, is a version control directory as a whole.
func IsHistory(name string) bool {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	if slices.Contains(histories, base) {
		return true
	}
	matches, err := path.Match(base, ".git")
	return err == nil && matches && base != "*" && !strings.HasPrefix(base, "?")
}

// ContextFiles are credential files by the names under which tools look for them at the top of a project.
func ContextFiles() []string {
	return []string{
		".env", ".npmrc", ".pypirc", ".netrc", ".git-credentials", ".aws/credentials", ".kube/config", "kubeconfig", ".docker/config.json",
		"id_rsa", "id_ed25519", ".ssh/id_rsa", ".ssh/id_ed25519",
	}
}

// fileVariables name files that hold credentials, by the documentation of the tools that read them:
// https://docs.confluent.io/platform/current/installation/docker/config-reference.html for those of Kafka.
var fileVariables = []string{
	"AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "GOOGLE_APPLICATION_CREDENTIALS", "KUBECONFIG", "NETRC", "BOTO_CONFIG",
	"CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE", "AZURE_AUTH_LOCATION", "PGPASSFILE", "VAULT_TOKEN_FILE",
	"KAFKA_SSL_KEYSTORE_CREDENTIALS", "KAFKA_SSL_TRUSTSTORE_CREDENTIALS", "KAFKA_SSL_KEY_CREDENTIALS",
}

// fileOrText names a file to some tools, and holds the text of one for others.
const fileOrText = "DOCKER_AUTH_CONFIG"

// NamesFile reports whether a variable says in which file a credential is: GOOGLE_APPLICATION_CREDENTIALS, DB_PASSWORD_FILE.
func NamesFile(variable string) bool {
	if slices.Contains(fileVariables, variable) || variable == fileOrText {
		return true
	}
	words := split(variable)
	return len(words) > 1 && (words[len(words)-1] == "file" || words[len(words)-1] == "path") && NamesCredential(variable)
}

// credentialFiles are the names of files and folders that hold credentials, as FileNames gives them.
var credentialFiles = []string{
	"id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "*.pem", "*.key", "*.p12", "*.pfx", "*.jks", "*.ppk", ".env", ".npmrc", ".pypirc", ".netrc",
	".pgpass", ".htpasswd", ".git-credentials", ".aws", ".ssh", ".kube", ".azure", ".gnupg", ".docker/config.json", ".dockercfg",
	".kube/config", "kubeconfig", "terraform.tfstate",
}

// CredentialFiles returns the names of files and folders that hold credentials, as FileNames gives them.
func CredentialFiles() []string {
	return slices.Clone(credentialFiles)
}

// IsCredentialFile reports whether a path names one of CredentialFiles.
func IsCredentialFile(name string) bool {
	return slices.ContainsFunc(FileNames(name), func(known string) bool { return slices.Contains(credentialFiles, known) })
}
