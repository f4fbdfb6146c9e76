package dockerfile_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// secretsOf reads a Dockerfile that begins FROM debian:12, and returns its facet, empty where it has none.
func secretsOf(t *testing.T, rest string, options dockerfile.Options) (input.Secrets, *input.Document) {
	t.Helper()
	documents, problems := dockerfile.Parse(source.File{Path: "Dockerfile", Content: []byte("FROM debian:12\n" + rest + "\n")}, options)
	require.Empty(t, problems)
	if documents[0].Secret == nil {
		return input.Secrets{}, documents[0]
	}
	return *documents[0].Secret, documents[0]
}

func TestNamedValues(t *testing.T) {
	cases := []struct{ name, rest, kind string }{
		{"an ENV with a value", "ENV DB_PASSWORD=hunter2", "literal"},
		{"the old form", "ENV DB_PASSWORD hunter2", "literal"},
		{"one of several", "ENV A=b DB_PASSWORD=hunter2", "literal"},
		{"an ARG with a default", "ARG DB_PASSWORD=hunter2", "literal"},
		{"an ARG without one", "ARG DB_PASSWORD", "asked"},
		{"an ENV that takes an ARG", "ARG PW\nENV DB_PASSWORD=$PW", "argument"},
		{"an ENV that takes an ARG with a default", "ARG PW=hunter2\nENV DB_PASSWORD=$PW", "literal"},
		{"an ENV that takes what nobody knows", "ENV DB_PASSWORD=$PW", ""},
		{"an empty ENV", "ENV DB_PASSWORD=", ""},
		{"a path", "ENV DB_PASSWORD=/run/secrets/db", ""},
		{"a switch", "ENV DB_PASSWORD=false", ""},
		{"behind ONBUILD", "ONBUILD ENV DB_PASSWORD=hunter2", "literal"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			found, _ := secretsOf(t, tc.rest, dockerfile.Options{})
			if tc.kind == "" {
				require.Empty(t, found.Named["password"])
				return
			}
			require.Len(t, found.Named["password"], 1)
			require.Equal(t, tc.kind, found.Named["password"][0].Kind)
			require.Equal(t, "DB_PASSWORD", found.Named["password"][0].Name)
		})
	}
}

func TestCredentialArguments(t *testing.T) {
	cases := []struct{ name, script, want string }{
		{"a login with a password", "docker login -u ci -p hunter2 reg.example.com", "docker login -p"},
		{"joined", "docker login --password=hunter2", "docker login --password"},
		{"from standard input", "docker login --password-stdin < /run/secrets/x", ""},
		{"an echo into a login", "echo hunter2 | docker login --password-stdin", "docker login its standard input"},
		{"a cluster of flags", "curl -fsSu ci:hunter2 https://a", "curl -u"},
		{"a user without a password", "curl -u ci https://a", ""},
		{"a header", "curl -H 'Authorization: Bearer abcdefgh1' https://a", "curl -H"},
		{"a header of another kind", "curl -H 'Accept: application/json' https://a", ""},
		{"a header with a mounted secret", `curl -H "Authorization: Bearer $(cat /run/secrets/t)" https://a`, ""},
		{"a password on the letter", "mysql -uroot -phunter2", "mysql -p"},
		{"a port of the same letter in capitals", "mysql -P3306", ""},
		{"an environment of one command", "PGPASSWORD=hunter2 psql -c 'select 1'", "psql PGPASSWORD"},
		{"a variable of the script", "export API_TOKEN=abc123 && ./build", "the shell API_TOKEN"},
		{"a variable that is read", "API_TOKEN=$(cat /run/secrets/t) && ./build", ""},
		{"an option that names a file", "tool --password-file /run/secrets/x", ""},
		{"an option of any tool", "tool --api-key=abc123", "tool --api-key"},
		{"a property of a build", "mvn -Dsonar.token=abc123 verify", "mvn -Dsonar.token"},
		{"a setting of npm", "npm config set //r.example.com/:_authToken abc123", "npm config //r.example.com/:_authToken"},
		{"a setting of npm without a value", "npm config set registry https://r.example.com", ""},
		{"a setting of aws", "aws configure set aws_secret_access_key abc123", "aws configure aws_secret_access_key"},
		{"a variable that nobody sets", "gcloud auth activate-service-account --key-file=${GOOGLE_APPLICATION_CREDENTIALS}", "gcloud auth --key-file"},
		{"a variable that the script sets", "PASSWORD=$(cat x) && docker login -p $PASSWORD", ""},
		{"the password of Java's own store", "keytool -importcert -storepass changeit", ""},
		{"an account's password, which is another defect", "useradd --password abc123 app", ""},
		{"what stands in for a secret", "SECRET_KEY_BASE=dummy rake assets:precompile", ""},
		{"behind sudo", "sudo docker login -p hunter2", "docker login -p"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			found, document := secretsOf(t, "RUN "+tc.script, dockerfile.Options{})
			var got []string
			for _, a := range found.Arguments {
				got = append(got, a.Command+" "+a.Option)
				require.Positive(t, document.Locator.Locate(a.At).Span.Column)
			}
			require.Equal(t, tc.want, strings.Join(got, ", "))
		})
	}
	mounted, _ := secretsOf(t, `RUN --mount=type=secret,id=x,env=PASSWORD docker login -p "$PASSWORD"`, dockerfile.Options{})
	require.Empty(t, mounted.Arguments, "a mounted variable")
}

func TestPersistedSecrets(t *testing.T) {
	cases := []struct{ name, run, want string }{
		{"copied", "--mount=type=secret,id=x cp /run/secrets/x /root/.npmrc", "cp /run/secrets/x /root/.npmrc"},
		{"sent to a file", "--mount=type=secret,id=x cat /run/secrets/x > /root/.npmrc", "cat /run/secrets/x /root/.npmrc"},
		{"decoded into a file", "--mount=type=secret,id=x cat /run/secrets/x | base64 -d > /key", "base64 /run/secrets/x /key"},
		{"in a text", `--mount=type=secret,id=x echo "token=$(cat /run/secrets/x)" > /root/.npmrc`, "echo /run/secrets/x /root/.npmrc"},
		{"by a variable of the script", "--mount=type=secret,id=x T=$(cat /run/secrets/x) && echo $T > /t", "echo /run/secrets/x /t"},
		{"by a variable of the mount", "--mount=type=secret,id=x,env=T echo $T > /t", "echo $T /t"},
		{"in a tool's settings", "--mount=type=secret,id=x,env=T npm config set //r/:_authToken $T", "npm config $T "},
		{"at a target of its own", "--mount=type=secret,id=x,target=/s cp /s /t", "cp /s /t"},
		{"only read", "--mount=type=secret,id=x curl -H \"A: $(cat /run/secrets/x)\" https://a > /out", ""},
		{"mounted where it is wanted", "--mount=type=secret,id=x,target=/root/.npmrc npm ci", ""},
		{"removed again", "--mount=type=secret,id=x cp /run/secrets/x /root/.npmrc && npm ci && rm -f /root/.npmrc", ""},
		{"taken back", "--mount=type=secret,id=x,env=T npm config set k $T && npm ci && npm config delete k", ""},
		{"on a tmpfs", "--mount=type=secret,id=x --mount=type=tmpfs,target=/tmp cp /run/secrets/x /tmp/x", ""},
		{"thrown away", "--mount=type=secret,id=x cat /run/secrets/x > /dev/null", ""},
		{"another mount", "--mount=type=cache,target=/c cp /c/x /t", ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			found, _ := secretsOf(t, "RUN "+tc.run, dockerfile.Options{})
			var got []string
			for _, p := range found.Persisted {
				got = append(got, p.Command+" "+p.Mount+" "+p.File)
			}
			require.Equal(t, tc.want, strings.Join(got, ", "))
		})
	}
}

func TestCopiedFiles(t *testing.T) {
	there := func(names ...string) func(string) bool {
		return func(name string) bool { return slices.Contains(names, name) }
	}
	cases := []struct {
		name, rest string
		inContext  func(string) bool
		pattern    string
		want       string
	}{
		{"a key by its name", "COPY id_rsa /k/", nil, "id_rsa", "id_rsa"},
		{"a file that becomes a key", "COPY deploy /root/.ssh/id_rsa", nil, "id_rsa", "deploy"},
		{"by its ending", "ADD tls/server.key /tls/", nil, "*.key", "tls/server.key"},
		{"a folder", "COPY .aws /root/.aws", nil, ".aws", ".aws"},
		{"a repository's key", "COPY vendor.key /etc/apt/trusted.gpg.d/", nil, "*.key", ""},
		{"from another stage", "COPY --from=debian:12 /id_rsa /k/", nil, "id_rsa", ""},
		{"along with the context", "COPY . .", there(".env"), ".env", ".env"},
		{"excluded by the instruction", "COPY --exclude=.env . .", there(".env"), ".env", ""},
		{"a context that nobody knows", "COPY . .", nil, ".env", ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			found, _ := secretsOf(t, tc.rest, dockerfile.Options{InContext: tc.inContext})
			var got []string
			for _, c := range found.Copied[tc.pattern] {
				got = append(got, c.Path)
			}
			require.Equal(t, tc.want, strings.Join(got, ", "))
		})
	}
}

func TestHistoriesAndLocatedFiles(t *testing.T) {
	found, _ := secretsOf(t, "COPY .git /src/.git\nCOPY .git/HEAD /rev\nCOPY . .", dockerfile.Options{
		InContext: func(name string) bool { return name == ".git/HEAD" },
	})
	require.Len(t, found.Histories, 2)
	require.True(t, found.Histories[1].Along)

	found, _ = secretsOf(t, "COPY keys/ /app/\nENV GOOGLE_APPLICATION_CREDENTIALS=/app/key.json\nENV DB_PASSWORD_FILE=/run/secrets/db", dockerfile.Options{})
	require.Len(t, found.Located, 1)
	require.Equal(t, "GOOGLE_APPLICATION_CREDENTIALS", found.Located[0].Variable)
}

// Whatever holds a credential, neither the document nor a line of the file tells it.
func TestConceal(t *testing.T) {
	const value = "Wint3rmute"
	cases := []struct{ name, rest string }{
		{"an ENV", "ENV DB_PASSWORD=" + value},
		{"the old form", "ENV DB_PASSWORD " + value},
		{"an ENV with quotes", `ENV A=b DB_PASSWORD="` + value + `" C=d`},
		{"an ARG", "ARG DB_PASSWORD=" + value},
		{"what is made of it", "ENV DB_PASSWORD=" + value + "\nENV URL=db?pw=$DB_PASSWORD\nLABEL l=$DB_PASSWORD\nRUN apt-get install -y a=$DB_PASSWORD"},
		{"an address", "RUN git clone https://ci:" + value + "@git.example.com/x"},
		{"an address in a label", "LABEL source=https://ci:" + value + "@git.example.com/x"},
		{"an option", "RUN curl -u ci:" + value + " https://a"},
		{"an echo", "RUN echo " + value + " | docker login --password-stdin"},
		{"a header", "RUN curl -H 'X-Api-Key: " + value + "' https://a"},
		{"a continued line", "RUN docker login \\\n  -p " + value},
		{"behind ONBUILD", "ONBUILD ENV DB_PASSWORD=" + value},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			_, document := secretsOf(t, tc.rest, dockerfile.Options{})
			document.Conceal()
			text, err := json.Marshal(document)
			require.NoError(t, err)
			require.NotContains(t, string(text), value)
			for i, line := range strings.Split("FROM debian:12\n"+tc.rest, "\n") {
				shown := document.Mask.Line(i+1, line)
				require.NotContains(t, shown, value)
				require.Len(t, shown, len(line))
			}
		})
	}
}
