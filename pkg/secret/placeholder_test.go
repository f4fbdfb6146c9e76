package secret_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/secret"
)

func TestIsPlaceholder(t *testing.T) {
	for _, test := range []struct {
		name, value string
		want        bool
	}{
		{"what to put there", "your-api-token", true},
		{"with capitals", "YOUR-CLOUDFLARE-API-TOKEN", true},
		{"in angle brackets", "<myemail>@example.com", true},
		{"crosses", "XXX-XXX", true},
		{"a key without its middle", "-----BEGIN OPENSSH PRIVATE KEY-----\n...\n-----END OPENSSH PRIVATE KEY-----\n", true},
		{"a value that is named for what it is", "my-password", true},
		{"an instruction", "replace-me", true},
		{"a weak password works as it is", "changeme", false},
		{"so does a bad one", "mysecretpassword", false},
		{"a passphrase", "my-little-pony", false},
		{"a word that only begins alike", "yourself", false},
		{"a token", "8aff725d2e16ef31fbc42", false},
		{"a token with crosses in it", "axxxx9", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, secret.IsPlaceholder(test.value))
		})
	}
}

func TestMayHold(t *testing.T) {
	for _, test := range []struct {
		name, key, value string
		want             bool
	}{
		{"a key named like a credential", "db-password", "wintermute", true},
		{"a key that says nothing", "data", "QVFEQ1pMdFhPUnQr", true},
		{"a key that describes", "username", "api", false},
		{"another", "project", "web", false},
		{"an address", "url", "https://git.example.com", false},
		{"an address with a password", "url", "https://ci:wintermute@git.example.com", true},
		{"a placeholder", "password", "my-password", false},
		{"settings without a credential", "prometheus.yaml", "datasources:\n  - {name: prometheus, url: 'http://prometheus:9090'}\n", false},
		{"settings with one", "app.yaml", "db:\n  user: api\n  password: wintermute\n", true},
		{"settings with a reference", "app.yaml", "db:\n  password: ${DB_PASSWORD}\n", false},
		{"JSON", "config", `{"bearerToken": "<authentication token>", "tlsClientConfig": {"insecure": false}}`, false},
		{"JSON with a credential", "config", `{"bearerToken": "wintermute"}`, true},
		{"lines of an env file", ".env", "A=b\nDB_PASSWORD=wintermute\n", true},
		{"lines without a credential", ".env", "A=b\nLEVEL=debug\n", false},
		{"words without structure", "licence", "some\nlines of text\n", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, secret.MayHold(test.key, test.value))
		})
	}
}
