package secret

import (
	"slices"
	"strings"
	"unicode"
)

// credentialWords are the words by which people name credentials.
var credentialWords = []string{
	"password", "passwords", "passwd", "pword", "pass", "psw", "pwd", "passphrase", "secret", "token", "apikey", "api_key", "access_key",
	"accesskey", "secret_key", "secretkey", "private_key", "privatekey", "signing_key", "encryption_key", "account_key",
	"auth_key", "batch_key", "storage_key", "master_key", "shared_key", "service_key", "hmac_key", "ssh_key", "deploy_key", "credential", "credentials", "auth",
}

// CredentialWords returns the words by which people name credentials, as Words would give them.
func CredentialWords() []string {
	return slices.Clone(credentialWords)
}

// NamesCredential reports whether a name has one of CredentialWords in it.
func NamesCredential(name string) bool {
	return slices.ContainsFunc(Words(name), func(word string) bool { return slices.Contains(credentialWords, word) })
}

// endings are words that people put behind others without a mark between them: PGPASSWORD.
var endings = []string{"password", "passwd", "passphrase", "secret", "token", "apikey"}

// Words returns the words of a name in lower case, each two that follow each other joined by an underscore, and the whole
// name: aws, access, key, id, aws_access, access_key, key_id and aws_access_key_id for AWS_ACCESS_KEY_ID. Words are told
// apart by marks (db-password, db.password) and by capitals (dbPassword). There are no repetitions.
func Words(name string) []string {
	single := split(name)
	words := slices.Clone(single)
	for _, word := range single {
		for _, ending := range endings {
			if strings.HasSuffix(word, ending) && word != ending {
				words = append(words, ending)
			}
		}
	}
	for i := 1; i < len(single); i++ {
		words = append(words, single[i-1]+"_"+single[i])
	}
	if len(single) > 2 {
		words = append(words, strings.Join(single, "_"))
	}
	slices.Sort(words)
	return slices.Compact(words)
}

func split(name string) []string {
	var words []string
	start := -1
	for i, character := range name {
		letter := unicode.IsLetter(character) || unicode.IsDigit(character)
		if start >= 0 && (!letter || camel(name, i)) {
			words = append(words, strings.ToLower(name[start:i]))
			start = -1
		}
		if letter && start < 0 {
			start = i
		}
	}
	if start >= 0 {
		words = append(words, strings.ToLower(name[start:]))
	}
	return words
}

// camel reports whether a capital behind a small letter begins a word: dbPassword, but not DBPASSWORD.
func camel(name string, i int) bool {
	return i > 0 && name[i] >= 'A' && name[i] <= 'Z' && name[i-1] >= 'a' && name[i-1] <= 'z'
}

// harmlessEndings are last words of names that only speak of a credential: where it is, how long it holds, whose it is.
var harmlessEndings = []string{
	"file", "path", "dir", "directory", "version", "url", "uri", "host", "hostname", "port", "endpoint", "issuer", "user", "username",
	"name", "type", "method", "mode", "provider", "backend", "realm", "scheme", "algorithm", "ttl", "timeout", "expiry", "expires", "expiration",
	"length", "size", "count", "limit", "enabled", "disabled", "required", "policy", "prefix", "header", "module", "stdin", "sock",
	"socket", "fd", "env", "store", "manager", "service", "server", "namespace", "ref", "rounds", "cost", "language", "locale", "domain", "format", "interval", "lifetime", "age", "strength",
	"role", "roles", "group", "groups", "scope", "scopes", "claim", "claims", "audience", "org", "pattern", "regex", "regexp",
}

// harmlessWords are words of names that speak of what everybody may know.
var harmlessWords = []string{"public", "pubkey", "gpg", "pgp", "allow", "disable"}

// objectWords are words before a last "secret" that make it the name of an object of Kubernetes: TLS_SECRET, imagePullSecret.
var objectWords = []string{"kube", "k8s", "kubernetes", "tls", "cert", "certificate", "pull"}

// OnlyMentions reports whether a name with the word for a credential means something else: the file or the object of
// Kubernetes that holds it, how long it is valid, a public key, the key that a distribution signs with.
func OnlyMentions(name string) bool {
	words := split(name)
	if len(words) == 0 {
		return false
	}
	harmless := slices.ContainsFunc(words, func(word string) bool { return slices.Contains(harmlessWords, word) })
	return harmless || slices.Contains(harmlessEndings, words[len(words)-1]) || namesObject(words) ||
		slices.Contains(fileVariables, strings.ToUpper(name))
}

func namesObject(words []string) bool {
	last := len(words) - 1
	return last > 0 && words[last] == "secret" && slices.Contains(objectWords, words[last-1])
}
