package secret_test

import (
	"strings"
	"testing"

	"github.com/seaworthy-policy/seaworthy/pkg/secret"
)

// BenchmarkFind looks through a text of 6 KB without a credential, as nearly every Dockerfile is.
func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("RUN apt-get update && apt-get install -y curl=8.5.0 && rm -rf /var/lib/apt/lists/*\n", 75)
	for b.Loop() {
		if secret.Find(text) != nil {
			b.Fatal("found something")
		}
	}
}
