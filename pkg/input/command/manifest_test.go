package command_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// traits are how an install goes about a manifest.
type traits struct{ manifest, unlocked, development, scripts bool }

func traitsOf(i input.Install) traits {
	return traits{i.Manifest, i.Unlocked, i.Development, i.RunsScripts}
}

func TestManifests(t *testing.T) {
	for _, test := range []struct {
		name, text  string
		environment map[string]string
		want        traits
	}{
		{"npm install", "npm install", nil, traits{manifest: true, unlocked: true, development: true, scripts: true}},
		{"npm ci", "npm ci", nil, traits{manifest: true, development: true, scripts: true}},
		{"npm for production", "npm ci --omit=dev", nil, traits{manifest: true, scripts: true}},
		{"npm for production, as it was", "npm ci --only production", nil, traits{manifest: true, scripts: true}},
		{"not for production", "npm ci --production=false", nil, traits{manifest: true, development: true, scripts: true}},
		{"npm in production", "npm ci", map[string]string{"NODE_ENV": "production"}, traits{manifest: true, scripts: true}},
		{"production on the line", "NODE_ENV=production npm ci", nil, traits{manifest: true, scripts: true}},
		{"production in the script", "export NODE_ENV=production; npm ci", nil, traits{manifest: true, scripts: true}},
		{"production as a setting", "npm config set omit dev && npm ci", nil, traits{manifest: true, scripts: true}},
		{"an environment that nobody knows", "npm ci", map[string]string{"NODE_ENV": "?"}, traits{manifest: true, scripts: true}},
		{"without scripts", "npm ci --omit=dev --ignore-scripts", nil, traits{manifest: true}},
		{"without scripts by variable", "npm ci --omit=dev", map[string]string{"npm_config_ignore_scripts": "true"}, traits{manifest: true}},
		{"a package", "npm install express", nil, traits{scripts: true}},
		{"a global package", "npm install --global npm@11", nil, traits{scripts: true}},
		{"pruned at once", "npm ci && npm run build && npm prune --omit=dev", nil, traits{manifest: true, scripts: true}},
		{"thrown away at once", "npm ci && npm run build && rm -rf node_modules", nil, traits{manifest: true, scripts: true}},
		{"yarn", "yarn", nil, traits{manifest: true, unlocked: true, development: true, scripts: true}},
		{"yarn that holds to its lock file", "yarn install --immutable", nil, traits{manifest: true, development: true, scripts: true}},
		{"yarn for production", "yarn --frozen-lockfile --production", nil, traits{manifest: true, scripts: true}},
		{"pnpm", "pnpm install --frozen-lockfile --prod", nil, traits{manifest: true}},
		{"pnpm in CI", "pnpm i -P", map[string]string{"CI": "true"}, traits{manifest: true}},
		{"bundle", "bundle install", nil, traits{manifest: true, unlocked: true, development: true}},
		{"bundle configured", "bundle config set --local without 'development test' && bundle config set deployment true && bundle install", nil, traits{manifest: true}},
		{"composer", "composer install", nil, traits{manifest: true, development: true}},
		{"composer that renews", "composer update --no-dev", nil, traits{manifest: true, unlocked: true}},
		{"poetry", "poetry install --only main", nil, traits{manifest: true}},
		{"uv", "uv sync --locked --no-dev", nil, traits{manifest: true}},
		{"pip", "pip install -r requirements.txt", nil, traits{manifest: true, unlocked: true}},
		{"pip with hashes", "pip install --require-hashes -r requirements.txt", nil, traits{manifest: true}},
		{"pip for testing", "pip install -r requirements/dev.txt", nil, traits{manifest: true, unlocked: true, development: true}},
		{"a name that only begins like it", "pip install -r devices.txt", nil, traits{manifest: true, unlocked: true}},
		{"go", "go mod download", nil, traits{manifest: true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, traitsOf(acts(test.text, test.environment).Installs[0]))
		})
	}
}

func TestKeptCaches(t *testing.T) {
	for _, test := range []struct {
		name, text  string
		environment map[string]string
		mounts      []string
		// kept is the command that fills the cache; empty if nothing stays.
		kept string
	}{
		{name: "apk", text: "apk add curl", kept: "apk add"},
		{name: "apk without", text: "apk add --no-cache curl"},
		{name: "the index that apk update fetches", text: "apk update && apk add --no-cache curl", kept: "apk update"},
		{name: "apk with an index of its own", text: "apk update && apk add curl", kept: "apk update"},
		{name: "apk cleaned", text: "apk add curl && rm -rf /var/cache/apk/*"},
		{name: "apk on a mount", text: "apk add curl", mounts: []string{"/var/cache/apk"}},
		{name: "a mount elsewhere", text: "apk add curl", mounts: []string{"/var/cache/foo"}, kept: "apk add"},
		{name: "apk marking what is there", text: "apk add --no-cache --virtual .b gcc; apk add --virtual .r $found; apk del .b"},
		{name: "dnf", text: "dnf install -y curl", kept: "dnf install"},
		{name: "dnf cleaned", text: "dnf install -y curl && dnf clean all"},
		{name: "dnf cleaned in part", text: "dnf install -y curl && dnf clean metadata", kept: "dnf install"},
		{name: "dnf cleaned too early", text: "dnf clean all && dnf install -y curl", kept: "dnf install"},
		{name: "dnf filled again", text: "dnf install -y a && dnf clean all && dnf install -y b", kept: "dnf install"},
		{name: "yum is dnf", text: "dnf install -y curl && yum clean all"},
		{name: "microdnf is not", text: "dnf install -y curl && microdnf clean all", kept: "dnf install"},
		{name: "dnf removed by pattern", text: "dnf install -y curl && rm -rf /var/cache/dnf*"},
		{name: "dnf upgrading", text: "dnf upgrade -y", kept: "dnf upgrade"},
		{name: "zypper", text: "zypper -n in curl && zypper cc -a"},
		{name: "zypper filled by removing", text: "zypper -n in a && zypper clean && zypper -n rm b", kept: "zypper rm"},
		{name: "pip", text: "pip install flask", kept: "pip install"},
		{name: "pip without", text: "pip install --no-cache-dir flask"},
		{name: "pip without by variable", text: "pip install flask", environment: map[string]string{"PIP_NO_CACHE_DIR": "1"}},
		{name: "a variable that says no", text: "PIP_NO_CACHE_DIR=off pip install flask", kept: "pip install"},
		{name: "pip without by setting", text: "pip config set global.no-cache-dir true && pip install flask"},
		{name: "pip removed from a home", text: "pip install flask && rm -rf ~/.cache/pip"},
		{name: "pip removed by variable", text: "pip install flask && rm -rf \"$HOME/.cache\""},
		{name: "pip on a mount in another home", text: "pip install flask", mounts: []string{"/home/app/.cache/pip"}},
		{name: "pip moved and removed", text: "pip install --cache-dir /tmp/pip flask && rm -rf /tmp/pip"},
		{name: "pip moved to a mount", text: "pip install flask", environment: map[string]string{"PIP_CACHE_DIR": "/cache"}, mounts: []string{"/cache"}},
		{name: "npm cleaned", text: "npm ci && npm cache clean --force"},
		{name: "npm", text: "npm ci", kept: "npm ci"},
		{name: "yarn on a mount", text: "yarn install", mounts: []string{"/root/.cache/yarn"}},
		{name: "yarn cleaned", text: "yarn && yarn cache clean"},
		{name: "pipenv is not pip", text: "pipenv install flask"},
	} {
		t.Run(test.name, func(t *testing.T) {
			kept := acts(test.text, test.environment, test.mounts...).KeptCaches
			if test.kept == "" {
				require.Empty(t, kept)
				return
			}
			require.Len(t, kept, 1)
			require.Equal(t, test.kept, kept[0].Title)
		})
	}
}
