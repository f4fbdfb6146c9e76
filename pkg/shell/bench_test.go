package shell_test

import (
	"testing"

	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// typicalRun is a RUN line of ten commands as they stand in official images.
const typicalRun = `set -eux; \
	apt-get update; \
	apt-get install -y --no-install-recommends ca-certificates curl gnupg=2.2.* "libssl$SSL_VERSION"; \
	savedAptMark="$(apt-mark showmanual)"; \
	curl -fsSL -o /tmp/tool.tgz "https://example.com/tool-${VERSION}.tgz"; \
	echo "$SHA256 */tmp/tool.tgz" | sha256sum -c -; \
	tar -xzf /tmp/tool.tgz -C /usr/local --strip-components=1; \
	rm -rf /tmp/tool.tgz /var/lib/apt/lists/*; \
	sudo -u app sh -c 'tool --version && tool init'`

func BenchmarkTypicalRun(b *testing.B) {
	variables := func(name string) (shell.Variable, bool) {
		return shell.Variable{Value: "1.2.3", State: shell.Overridable, Origin: "arg"}, name == "VERSION"
	}
	b.ReportAllocs()
	for b.Loop() {
		shell.Parse(typicalRun, shell.Context{Variables: variables})
	}
}

func BenchmarkShortRun(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		shell.Parse("npm ci --omit=dev && npm cache clean --force", shell.Context{})
	}
}
