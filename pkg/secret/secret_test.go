package secret_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/secret"
)

// made puts tokens together, so that none stands in this file.
func made(parts ...string) string { return strings.Join(parts, "") }

const (
	letters = "aB3dE6fG9hJ2kL5mN8pQ1rS4tU7vW0xY3zA6bC9dE2fG5hJ8"
	digits  = "0123456789abcdef3c5a7e9d1b8f2604aa77cc99ee11bb33"
)

func TestFind(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"an AWS key id", made("AKIA", "Z7Q3XW5PLM2N4RST"), "AWS access key"},
		{"an AWS secret beside its name", made(`aws_secret_access_key = "`, letters[:40], `"`), "AWS secret key"},
		{"a GitHub token in a header", made("curl -H 'Authorization: token ghp_", letters[:36], "'"), "GitHub token"},
		{"a fine-grained GitHub token", made("github_pat_", letters[:22], "_", letters, letters[:11]), "GitHub token"},
		{"an Airtable token", made("pat", letters[:14], ".", strings.Repeat("0123456789abcdef", 4)), "Airtable token"},
		{"a GitLab token", made("glpat-", letters[:20]), "GitLab token"},
		{"a Slack token", made("xoxb-", "123456789012-", letters[:24]), "Slack token"},
		{"a Slack webhook", made("https://hooks.slack.com/services/T", letters[:9], "/B", letters[9:18], "/", letters[:24]), "Slack webhook"},
		{"a Stripe key", made("sk_live_", letters[:24]), "Stripe key"},
		{"a Google key", made("AIza", letters[:35]), "Google API key"},
		{"an npm token", made("npm_", letters[:36]), "npm token"},
		{"an npm token of the old kind", made("//registry.npmjs.org/:_authToken=", "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"), "npm token"},
		{"a PyPI token", made("pypi-AgEIcHlwaS5vcmc", letters, letters), "PyPI token"},
		{"a Docker Hub token", made("dckr_pat_", letters[:27]), "Docker Hub token"},
		{"an Azure storage key", made("AccountKey=", letters, letters[:38], "=="), "Azure storage key"},
		{"a DigitalOcean token", made("dop_v1_", digits, digits[:16]), "DigitalOcean token"},
		{"a Hugging Face token", made("hf_", letters[:34]), "Hugging Face token"},
		{"a Vault token", made("hvs.", letters[:24]), "Vault token"},
		{"a SendGrid key", made("SG.", letters[:22], ".", letters[:43]), "SendGrid key"},
		{"a JSON Web Token", made("eyJ", letters[:17], ".eyJ", letters[:20], ".", letters[:43]), "JSON Web Token"},
		{"a private key on lines", made("-----BEGIN RSA ", "PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END"), "private key"},
		{"a private key in one line", made("echo '-----BEGIN ", `PRIVATE KEY-----\nMIIEowIBAAKCAQEA'`), "private key"},
		{"a registry login", made(`{"auths": {"x": {"auth": "`, letters[:24], `"}}}`), "registry login"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			found := secret.Find("before " + tc.text + " after")
			require.Len(t, found, 1)
			require.Equal(t, tc.want, found[0].Format)
			require.GreaterOrEqual(t, found[0].Start, len("before "))
			require.LessOrEqual(t, found[0].End, len("before "+tc.text+" after"))
		})
	}
}

func TestFindNothing(t *testing.T) {
	cases := []struct{ name, text string }{
		{"nothing", ""},
		{"a placeholder", "ghp_" + strings.Repeat("x", 36)},
		{"a token that is cut", "ghp_" + letters[:20]},
		{"the words of a private key", "grep -q 'BEGIN PRIVATE KEY' key.pem"},
		{"a public key", made("-----BEGIN PUBLIC KEY-----\n", letters)},
		{"a digest", "sha256:" + digits},
		{"a variable", "https://$TOKEN@github.com"},
		{"a word that begins like a key", "AKIAlike"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			require.Empty(t, secret.Find(tc.text))
		})
	}
}

func TestWords(t *testing.T) {
	cases := []struct {
		name string
		want []string
	}{
		{"AWS_ACCESS_KEY_ID", []string{"access", "access_key", "aws", "aws_access", "aws_access_key_id", "id", "key", "key_id"}},
		{"db-password", []string{"db", "db_password", "password"}},
		{"dbPassword", []string{"db", "db_password", "password"}},
		{"PGPASSWORD", []string{"password", "pgpassword"}},
		{"my.token", []string{"my", "my_token", "token"}},
		{"PATH", []string{"path"}},
		{"", nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			require.Equal(t, tc.want, secret.Words(tc.name))
		})
	}
}

func TestNames(t *testing.T) {
	cases := []struct {
		name                     string
		credential, onlyMentions bool
	}{
		{"GITHUB_TOKEN", true, false},
		{"openai_api_key", true, false},
		{"SUPER_Secret", true, false},
		{"MYSQL_PWD", true, false},
		{"git_key", false, false},
		{"USERNAME", false, true},
		{"AUTHORS", false, false},
		{"DB_PASSWORD_FILE", true, true},
		{"AUTH_MODULE_VERSION", true, true},
		{"PUBLIC_TOKEN", true, true},
		{"TOKEN_TTL", true, true},
		{"AUTH_ANONYMOUS_ORG_ROLE", true, true},
		{"TOKEN_SCOPES", true, true},
		{"ALLOW_EMPTY_PASSWORD", true, true},
		{"passwordPattern", true, true},
		{"AGENT_KUBE_SECRET", true, true},
		{"default-tls-secret", true, true},
		{"imagePullSecret", true, true},
		{"SECRET", true, false},
		{"CLIENT_SECRET", true, false},
		{"KAFKA_SSL_KEYSTORE_CREDENTIALS", true, true},
		{"GOOGLE_APPLICATION_CREDENTIALS", true, true},
		{"DOCKER_AUTH_CONFIG", true, false},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			require.Equal(t, tc.credential, secret.NamesCredential(tc.name))
			require.Equal(t, tc.onlyMentions, secret.OnlyMentions(tc.name))
		})
	}
}

func TestKindOf(t *testing.T) {
	cases := []struct {
		name, value string
		want        secret.Kind
	}{
		{"a word", "hunter2", secret.Literal},
		{"a word in quotes", `"hunter2"`, secret.Literal},
		{"a number", "123456", secret.Literal},
		{"nothing", "", secret.Empty},
		{"quotes around nothing", `""`, secret.Empty},
		{"a variable", "$TOKEN", secret.Reference},
		{"a variable in braces", "${TOKEN}", secret.Reference},
		{"a variable of Kubernetes", "$(TOKEN)", secret.Reference},
		{"a template", "{{ .Values.token }}", secret.Reference},
		{"a placeholder", "<your token>", secret.Reference},
		{"a text that SOPS encrypted", "ENC[AES256_GCM,data:x]", secret.Reference},
		{"a path", "/run/secrets/token", secret.Path},
		{"a relative path", "./token", secret.Path},
		{"an address", "https://auth.example.com", secret.Address},
		{"a switch", "True", secret.Setting},
		{"a way of logging in", "htpasswd", secret.Setting},
		{"whether certificates are asked for", "requested", secret.Setting},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			require.Equal(t, tc.want, secret.KindOf(tc.value))
		})
	}
}

func TestFindAddresses(t *testing.T) {
	cases := []struct{ name, text, password string }{
		{"a database", "URL=postgres://app:hunter2@db:5432/app", "hunter2"},
		{"a repository", "git clone https://ci:hunter2@git.example.com/x.git", "hunter2"},
		{"no user", "redis://:hunter2@cache", "hunter2"},
		{"a user alone", "https://ci@git.example.com", ""},
		{"a variable", "https://ci:$TOKEN@git.example.com", ""},
		{"a variable in braces", "https://ci:${TOKEN}@git.example.com", ""},
		{"a template", "https://ci:{{token}}@git.example.com", ""},
		{"a placeholder", "https://ci:xxxx@git.example.com", ""},
		{"a port and a later at sign", "https://example.com:8080/a@b", ""},
		{"an address as Go's driver of MySQL has it", "root:x mysql://root:hunter2@tcp(db:3306)/app", "hunter2"},
		{"an address of mail", "mailto:ci@example.com", ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			found := secret.FindAddresses(tc.text)
			if tc.password == "" {
				require.Empty(t, found)
				return
			}
			require.Len(t, found, 1)
			require.Equal(t, tc.password, tc.text[found[0].Start:found[0].End])
		})
	}
}

func TestTheHostOfAnAddress(t *testing.T) {
	for text, want := range map[string]string{
		"postgres://a:hunter2@db:5432/app":          "db:5432",
		"mysql://a:hunter2@tcp(db:3306)/app":        "tcp(db:3306)",
		"mysql://a:hunter2@unix(/run/mysqld.sock)/": "unix(/run/mysqld.sock)",
		"(see https://a:hunter2@example.com)":       "example.com",
		"https://a:hunter2@[::1]:80/":               "[::1]:80",
	} {
		require.Equal(t, want, secret.FindAddresses(text)[0].Host, text)
	}
}

func TestIsCredentialFile(t *testing.T) {
	cases := []struct {
		path string
		want bool
	}{
		{"id_rsa", true},
		{"keys/id_rsa", true},
		{"id_rsa.pub", false},
		{"tls/server.key", true},
		{"server.pem", true},
		{"ca.pem", false},
		{"certs/fullchain.pem", false},
		{"*.pem", true},
		{".env", true},
		{".env.production", true},
		{".env.example", false},
		{"config/.env*", true},
		{".aws/credentials", true},
		{".aws", true},
		{".docker/config.json", true},
		{"config.json", false},
		{".ssh/known_hosts", false},
		{".ssh/authorized_keys", false},
		{".npmrc", true},
		{"environment.ts", false},
		{"docker.gpg.key", false},
		{".", false},
		{"", false},
	}
	for _, tc := range cases {
		t.Run(tc.path, func(t *testing.T) {
			require.Equal(t, tc.want, secret.IsCredentialFile(tc.path))
		})
	}
}

func TestIsHistory(t *testing.T) {
	for path, want := range map[string]bool{
		".git": true, "src/.git": true, ".git*": true, ".hg": true, ".gitignore": false, "*": false, ".git/HEAD": false, "git": false,
	} {
		require.Equal(t, want, secret.IsHistory(path), path)
	}
}

func TestOpenServices(t *testing.T) {
	cases := []struct {
		name  string
		words []string
		want  string
	}{
		{"Redis without protection", []string{"redis-server", "--protected-mode", "no"}, "Redis"},
		{"MongoDB in a script", []string{"sh", "-c", "exec mongod --noauth --bind_ip_all"}, "MongoDB"},
		{"Jupyter with an empty token", []string{"jupyter", "lab", "--ServerApp.token=''"}, "Jupyter"},
		{"Jupyter with a token", []string{"jupyter", "lab", "--ServerApp.token=abc"}, ""},
		{"Traefik's dashboard for everybody", []string{"--api.insecure=true", "--providers.docker"}, "Traefik's API"},
		{"Traefik's dashboard behind a router", []string{"--api.insecure=false"}, ""},
		{"Redis with protection", []string{"redis-server", "--protected-mode", "yes"}, ""},
		{"an option of another program", []string{"aws", "--insecure"}, ""},
		{"nothing", nil, ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			service, _, open := secret.OpenArguments(tc.words)
			require.Equal(t, tc.want, service)
			require.Equal(t, tc.want != "", open)
		})
	}
	_, text, open := secret.OpenVariable("POSTGRES_HOST_AUTH_METHOD", "trust")
	require.True(t, open)
	require.Equal(t, "POSTGRES_HOST_AUTH_METHOD=trust", text)
	_, _, open = secret.OpenVariable("MYSQL_ALLOW_EMPTY_PASSWORD", "no")
	require.False(t, open)
}

func TestStartedBy(t *testing.T) {
	cases := []struct {
		name, image           string
		entrypoint, arguments []string
		want                  []string
	}{
		{"the program that an image is named for", "registry:5000/db/cockroach:v24@sha256:0", nil, []string{"start"}, []string{"cockroach", "start"}},
		{"a name alone", "mongo", nil, nil, []string{"mongo"}},
		{"an entrypoint", "mongo:8", []string{"sh"}, []string{"-c"}, []string{"sh", "-c"}},
		{"no image", "", nil, []string{"run"}, []string{"run"}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			require.Equal(t, tc.want, secret.StartedBy(tc.image, tc.entrypoint, tc.arguments))
		})
	}
}

func TestAssignments(t *testing.T) {
	text := "# comment\nDB_PASSWORD=hunter2\nexport TOKEN='abc'\nkey: value1,\nempty=\nref=${X}\ncode = f(x)\nurl: https://a\n  nested: {a: b}\n"
	require.Equal(t, []secret.Assignment{{"DB_PASSWORD", "hunter2"}, {"TOKEN", "abc"}, {"key", "value1"}}, secret.Assignments(text))
}

func FuzzFind(f *testing.F) {
	f.Add("https://a:b@c AKIAZ7Q3XW5PLM2N4RST")
	f.Add("-----BEGIN PRIVATE KEY-----MIIEowIBAAKCAQEA")
	f.Add("A_TOKEN=x\nb: c")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, m := range secret.Find(text) {
			require.True(t, end <= m.Start && m.Start < m.End && m.End <= len(text))
			end = m.End
		}
		for _, a := range secret.FindAddresses(text) {
			require.True(t, a.URLStart < a.Start && a.Start < a.End && a.End <= len(text))
		}
		secret.Words(text)
		secret.FileNames(text)
		secret.Assignments(text)
	})
}
