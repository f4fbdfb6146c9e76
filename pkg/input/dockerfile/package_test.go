package dockerfile_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
)

func TestWhatEarlierInstructionsMeanToAnInstall(t *testing.T) {
	for _, test := range []struct {
		name, text                string
		development, afterSources bool
	}{
		{name: "nothing", text: "FROM node\nRUN npm ci\n", development: true},
		{name: "the environment", text: "FROM node\nENV NODE_ENV=production\nRUN npm ci\n"},
		{name: "an argument", text: "FROM node\nARG NODE_ENV=production\nRUN npm ci\n"},
		{name: "an argument without a value", text: "FROM node\nARG NODE_ENV\nRUN npm ci\n"},
		{name: "the environment of the parent", text: "FROM node AS a\nENV NODE_ENV=production\nFROM a\nRUN npm ci\n"},
		{name: "a setting of an earlier RUN", text: "FROM node\nRUN npm config set omit dev\nRUN npm ci\n"},
		{name: "a setting of the parent", text: "FROM node AS a\nRUN npm config set omit dev\nFROM a\nRUN npm ci\n"},
		{name: "a setting of another stage", text: "FROM node AS a\nRUN npm config set omit dev\nFROM node\nRUN npm ci\n", development: true},
		{name: "pruned in a later RUN", text: "FROM node\nRUN npm ci\nRUN npm prune --omit=dev\n"},
		{name: "the sources", text: "FROM node\nCOPY . .\nRUN npm ci --omit=dev\n", afterSources: true},
		{name: "the manifest", text: "FROM node\nCOPY package*.json ./\nRUN npm ci --omit=dev\nCOPY . .\n"},
		{name: "the sources of another stage", text: "FROM node AS a\nFROM node\nCOPY --from=a . .\nRUN npm ci --omit=dev\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			installs := read(t, test.text, dockerfile.Options{}).Dockerfile.Acts.Installs
			require.Len(t, installs, 1)
			require.Equal(t, test.development, installs[0].Development)
			require.Equal(t, test.afterSources, installs[0].AfterSources)
		})
	}
}

func TestASecondInstallIsNotAfterTheSources(t *testing.T) {
	document := read(t, "FROM node\nCOPY package.json .\nRUN npm ci\nCOPY . .\nRUN npm ci --omit=dev\n", dockerfile.Options{})
	for _, install := range document.Dockerfile.Acts.Installs {
		require.False(t, install.AfterSources)
	}
}

func TestKeysThatAreCopied(t *testing.T) {
	document := read(t, "FROM debian\nCOPY a.asc /etc/apt/trusted.gpg.d/\nADD b.asc /etc/apt/keyrings/\n", dockerfile.Options{})
	keys := document.Dockerfile.Acts.TrustedKeys
	require.Len(t, keys, 1)
	require.Equal(t, "COPY", keys[0].By)
	require.Equal(t, "steps/1", keys[0].At)
}

func TestPlacesOfPackageActs(t *testing.T) {
	for _, test := range []struct{ name, text, verb, pack string }{
		{"in a script", "FROM a\nRUN set -e; \\\n  apt-get install \\\n    curl=1\n", "install", "curl=1"},
		{"in a script in a script", "FROM a\nRUN sh -c 'apt-get install curl=1'\n", "install", "curl=1"},
		{"in a heredoc", "FROM a\nRUN <<EOF\napt-get install curl=1\nEOF\n", "install", "curl=1"},
		{"in the exec form a verb has quotes", "FROM a\nRUN [\"apt-get\", \"install\", \"curl=1\"]\n", "", `"curl=1"`},
		{"behind a variable", "FROM a\nENV VERB=install\nRUN apt-get $VERB curl=1\n", "", "curl=1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := read(t, test.text, dockerfile.Options{})
			install, prompt := document.Dockerfile.Acts.Installs[0], document.Dockerfile.Acts.Prompts[0]
			require.Equal(t, test.pack, textAt(test.text, document, install.Packages[0].At))
			require.Equal(t, install.VerbAt, prompt.VerbAt)
			if test.verb == "" {
				require.Empty(t, install.VerbAt)
				return
			}
			require.Equal(t, test.verb, textAt(test.text, document, install.VerbAt))
		})
	}
}
