package compose_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// secretsOf returns the facet secret of a project, empty where it has none.
func secretsOf(t *testing.T, content string) input.Secrets {
	t.Helper()
	if found := parse(t, content)[0].Secret; found != nil {
		return *found
	}
	return input.Secrets{}
}

func TestNamedValues(t *testing.T) {
	for _, test := range []struct{ name, content, word, title string }{
		{name: "a variable", content: "services: {db: {image: a, environment: {DB_PASSWORD: hunter2}}}", word: "password", title: `variable DB_PASSWORD of service "db"`},
		{name: "a variable in a list", content: "services: {db: {image: a, environment: [DB_PASSWORD=hunter2]}}", word: "password", title: `variable DB_PASSWORD of service "db"`},
		{name: "a build argument", content: "services: {db: {build: {context: ., args: {NPM_TOKEN: hunter2}}}}", word: "token", title: `build argument NPM_TOKEN of service "db"`},
		{name: "a variable that is filled in", content: "services: {db: {image: a, environment: {DB_PASSWORD: '${PW}'}}}", word: "password"},
		{name: "a variable of whoever starts the project", content: "services: {db: {image: a, environment: [DB_PASSWORD]}}", word: "password"},
		{name: "a value that is still to be filled in", content: "services: {db: {image: a, environment: {DB_PASSWORD: XXX-XXX}}}", word: "password"},
		{name: "a path", content: "services: {db: {image: a, environment: {DB_PASSWORD: /run/secrets/db}}}", word: "password"},
		{name: "a line of a config", content: "services: {}\nconfigs:\n  app:\n    content: |\n      a=b\n      db.password=hunter2\n", word: "password", title: "db.password in config app"},
		{name: "a config of one text", content: "services: {}\nconfigs: {api_token: {content: hunter2}}", word: "token", title: "config api_token"},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := secretsOf(t, test.content).Named[test.word]
			if test.title == "" {
				require.Empty(t, found)
				return
			}
			require.Len(t, found, 1)
			require.Equal(t, test.title, found[0].Title)
		})
	}
}

func TestPassedValues(t *testing.T) {
	for _, test := range []struct{ name, args, title string }{
		{name: "a variable", args: "{NPM_TOKEN: '${NPM_TOKEN}'}", title: `build argument NPM_TOKEN of service "web"`},
		{name: "a part of the value", args: "{NPM_TOKEN: 'npm_${REST}'}", title: `build argument NPM_TOKEN of service "web"`},
		{name: "the environment of whoever builds", args: "{NPM_TOKEN: }", title: `build argument NPM_TOKEN of service "web"`},
		{name: "the environment, in a list", args: "[NPM_TOKEN]", title: `build argument NPM_TOKEN of service "web"`},
		{name: "a value of its own", args: "{NPM_TOKEN: hunter2}"},
		{name: "nothing", args: "{NPM_TOKEN: ''}"},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := secretsOf(t, "services: {web: {build: {context: ., args: "+test.args+"}}}").Passed["token"]
			if test.title == "" {
				require.Empty(t, found)
				return
			}
			require.Len(t, found, 1)
			require.Equal(t, test.title, found[0].Title)
		})
	}
}

func TestCredentialsAnywhere(t *testing.T) {
	found := secretsOf(t, `
x-shared: &shared
  DATABASE_URL: postgres://app:s3cr3tpassw0rd@db/app
services:
  web: {image: a, environment: *shared, command: [serve, --key, AKIAQWERTYUIOPASDFGH]}
  jobs: {image: a, environment: *shared}
secrets:
  db: {content: hunter2}
`)
	require.Equal(t, []input.CredentialAddress{{
		Scheme: "postgres", Host: "db", Title: `field DATABASE_URL of service "web"`, At: "services/web/environment/DATABASE_URL",
	}}, found.Addresses)
	require.Equal(t, []input.Credential{{
		Format: "AWS access key", Title: `field command of service "web"`, At: "services/web/command/2",
	}}, found.Credentials)
	require.Equal(t, []input.SecretManifest{{Name: "db", Keys: []string{"content"}, At: "secrets/db/content"}}, found.Manifests)
}

func TestServicesThatLetEverybodyIn(t *testing.T) {
	found := secretsOf(t, `
services:
  db: {image: postgres, environment: [POSTGRES_HOST_AUTH_METHOD=trust]}
  cache: {image: redis, command: redis-server --protected-mode no}
  unknown: {image: mysql, environment: {MYSQL_ALLOW_EMPTY_PASSWORD: "${EMPTY}"}}
  default: {image: mysql, environment: {MYSQL_ALLOW_EMPTY_PASSWORD: "${EMPTY:-yes}"}}
`)
	require.Equal(t, []input.OpenService{
		{Service: "PostgreSQL", Switch: "POSTGRES_HOST_AUTH_METHOD=trust", At: "services/db/environment/0"},
		{Service: "Redis", Switch: "--protected-mode no", At: "services/cache/command"},
		{Service: "MySQL", Switch: "MYSQL_ALLOW_EMPTY_PASSWORD=yes", At: "services/default/environment/MYSQL_ALLOW_EMPTY_PASSWORD"},
	}, found.OpenServices)
}

// A credential must not get into a document, nor into a line that is shown beside a finding.
func TestNobodyIsShownACredential(t *testing.T) {
	project := files{
		"compose.yaml": `
services:
  web:
    extends: {file: base.yaml, service: web}
    image: a
    environment:
      DB_PASSWORD: horse
      API_TOKEN: &token "mule"
      SIGNING_KEY: >-
        donkey
        hinny
    build:
      context: .
      args: [NPM_TOKEN=zebra]
    command: [serve, "--key=${API_KEY}"]
  jobs:
    image: a
    environment: {OTHER_TOKEN: *token}
configs:
  app:
    content: |
      db.password=okapi
secrets:
  db: {content: tapir}
`,
		"base.yaml": "services:\n  web:\n    privileged: true\n    environment:\n      - BASE_PASSWORD=alpaca\n",
		".env":      "API_KEY=llama\n",
	}
	documents, problems := project.parse()
	require.Empty(t, problems)
	text := ""
	for _, each := range documents {
		each.Conceal()
		marshalled, err := json.Marshal(each)
		require.NoError(t, err)
		text += string(marshalled)
	}
	for number, line := range strings.Split(project["compose.yaml"], "\n") {
		text += "\n" + documents[0].Mask.Line(number+1, line)
	}
	locator := documents[0].Locator
	located := locator.Locate("services/web/environment/BASE_PASSWORD")
	text += "\n" + located.Line
	require.Equal(t, "base.yaml", located.File)
	require.Contains(t, text, "BASE_PASSWORD=******", "the line is shown but for the credential")
	for _, animal := range []string{"horse", "mule", "donkey", "hinny", "zebra", "okapi", "tapir", "alpaca", "llama"} {
		require.NotContains(t, text, animal)
	}
	require.Subset(t, slices.Collect(maps.Keys(documents[0].Secret.Named)), []string{"password", "token"})
}
