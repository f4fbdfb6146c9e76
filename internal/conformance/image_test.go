package conformance

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// pieces are what image references are made of, and what only looks like it.
var pieces = []string{
	"nginx", "library", "docker.io", "index.docker.io", "DOCKER.io", "ghcr.io", "localhost", "my_host.local", "Acme", "a__b", "a--b",
	"k8s.gcr.io", "[2001:db8::1]", "5000", "1.27", "v1-rc.1", "latest", "-", "_", ".", "/", "/", "/", ":", ":", ":", "@", "@",
	"sha256:" + strings.Repeat("0a", 32), "sha512:" + strings.Repeat("0a", 64), "sha256:abc123", "blake3:" + strings.Repeat("0a", 32),
	"custom-algorithm:a", "sha384:" + strings.Repeat("0a", 48), strings.Repeat("0a", 32), strings.Repeat("long", 70),
	"$", "$TAG", "${TAG}", "${TAG:-${FALLBACK:-a/b@c}}", "$(git rev-parse $(HEAD))", "{{ .Values.tag }}", "${{ github.ref }}", "{{", "${", "$(",
	"}", ")", "{", " ", "\n", "\x00", "ü", "\u212a", "https://",
}

// image makes the JSON text of something that is nearly an image reference.
func (g generator) image() string {
	var text strings.Builder
	for range 1 + g.IntN(6) {
		text.WriteString(pick(g, pieces))
	}
	encoded, err := json.Marshal(text.String())
	if err != nil {
		panic(err) // a text always encodes
	}
	return string(encoded)
}

func TestNormalisersAgreeOnRandomImages(t *testing.T) {
	const count = 10_000
	rego, documents := newNormaliser(t), 0
	generate := generator{rand.New(rand.NewPCG(3, 4))}
	for range count / 20 {
		containers := make([]string, 20)
		for i := range containers {
			containers[i] = `{"image": ` + generate.image() + `}`
		}
		documents += rego.compare(t, `{"kind": "Pod", "spec": {"containers": [`+strings.Join(containers, ", ")+`]}}`)
	}
	require.Equal(t, count/20, documents)
}
