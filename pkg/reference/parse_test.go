package reference_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/reference"
)

const fingerprint = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

var cases = []struct {
	name, text string
	expected   string // the JSON without "text"
}{
	{"a short name is an official image of Docker Hub", "nginx",
		`{"resolved":true,"registry":"docker.io","registry_implied":true,"repository":"library/nginx","name":"nginx","official":true,"tag_state":"none","digest_state":"none"}`},
	{"an official image written out is the same image", "docker.io/library/nginx:1.27",
		`{"resolved":true,"registry":"docker.io","repository":"library/nginx","name":"nginx","official":true,"tag":"1.27","tag_state":"known","digest_state":"none"}`},
	{"library alone implies the registry", "library/nginx:1.27",
		`{"resolved":true,"registry":"docker.io","registry_implied":true,"repository":"library/nginx","name":"nginx","official":true,"tag":"1.27","tag_state":"known","digest_state":"none"}`},
	{"the index is Docker Hub's old name", "index.docker.io/nginx",
		`{"resolved":true,"registry":"docker.io","repository":"library/nginx","name":"nginx","official":true,"tag_state":"none","digest_state":"none"}`},
	{"somebody's image on Docker Hub", "acme/api:2",
		`{"resolved":true,"registry":"docker.io","registry_implied":true,"repository":"acme/api","name":"acme/api","tag":"2","tag_state":"known","digest_state":"none"}`},
	{"a registry of its own", "ghcr.io/acme/team/api:2",
		`{"resolved":true,"registry":"ghcr.io","repository":"acme/team/api","name":"ghcr.io/acme/team/api","tag":"2","tag_state":"known","digest_state":"none"}`},
	{"the case of a host does not matter", "GHCR.io/acme/api",
		`{"resolved":true,"registry":"ghcr.io","repository":"acme/api","name":"ghcr.io/acme/api","tag_state":"none","digest_state":"none"}`},
	{"an image called library elsewhere is not official", "ghcr.io/library/nginx",
		`{"resolved":true,"registry":"ghcr.io","repository":"library/nginx","name":"ghcr.io/library/nginx","tag_state":"none","digest_state":"none"}`},
	{"a folder in library is not official", "library/a/b",
		`{"resolved":true,"registry":"docker.io","registry_implied":true,"repository":"library/a/b","name":"library/a/b","tag_state":"none","digest_state":"none"}`},
	{"a port is not a tag", "localhost:5000/app",
		`{"resolved":true,"registry":"localhost:5000","repository":"app","name":"localhost:5000/app","tag_state":"none","digest_state":"none"}`},
	{"a port and a tag", "localhost:5000/app:1",
		`{"resolved":true,"registry":"localhost:5000","repository":"app","name":"localhost:5000/app","tag":"1","tag_state":"known","digest_state":"none"}`},
	{"localhost is a registry without a dot", "localhost/app",
		`{"resolved":true,"registry":"localhost","repository":"app","name":"localhost/app","tag_state":"none","digest_state":"none"}`},
	{"a number after a lone name is a tag", "app:5000",
		`{"resolved":true,"registry":"docker.io","registry_implied":true,"repository":"library/app","name":"app","official":true,"tag":"5000","tag_state":"known","digest_state":"none"}`},
	{"a registry at an IPv6 address", "[2001:db8::1]:5000/app:1",
		`{"resolved":true,"registry":"[2001:db8::1]:5000","repository":"app","name":"[2001:db8::1]:5000/app","tag":"1","tag_state":"known","digest_state":"none"}`},
	{"a digest", "nginx@" + fingerprint,
		`{"resolved":true,"registry":"docker.io","registry_implied":true,"repository":"library/nginx","name":"nginx","official":true,"tag_state":"none","digest":"` + fingerprint + `","digest_state":"known","digest_valid":true}`},
	{"a tag and a digest", "ghcr.io/acme/api:2@" + fingerprint,
		`{"resolved":true,"registry":"ghcr.io","repository":"acme/api","name":"ghcr.io/acme/api","tag":"2","tag_state":"known","digest":"` + fingerprint + `","digest_state":"known","digest_valid":true}`},
	{"a digest of another algorithm", "quay.io/a/b@sha512:" + strings.Repeat("0f", 64),
		`{"resolved":true,"registry":"quay.io","repository":"a/b","name":"quay.io/a/b","tag_state":"none","digest":"sha512:` + strings.Repeat("0f", 64) + `","digest_state":"known","digest_valid":true}`},
	{"a digest that is too short", "quay.io/a/b@sha256:abc123",
		`{"resolved":true,"registry":"quay.io","repository":"a/b","name":"quay.io/a/b","tag_state":"none","digest":"sha256:abc123","digest_state":"known"}`},
	{"a digest in upper case", "quay.io/a/b@" + "sha256:" + strings.Repeat("AB", 32),
		`{"resolved":true,"registry":"quay.io","repository":"a/b","name":"quay.io/a/b","tag_state":"none","digest":"sha256:` + strings.Repeat("AB", 32) + `","digest_state":"known"}`},
	{"a digest of an unknown algorithm", "quay.io/a/b:1@md5:d41d8cd98f00b204e9800998ecf8427e",
		`{"resolved":true,"registry":"quay.io","repository":"a/b","name":"quay.io/a/b","tag":"1","tag_state":"known","digest":"md5:d41d8cd98f00b204e9800998ecf8427e","digest_state":"known","digest_valid":true}`},
	{"an algorithm that OCI registered lately", "quay.io/a/b@blake3:" + strings.Repeat("ab", 31),
		`{"resolved":true,"registry":"quay.io","repository":"a/b","name":"quay.io/a/b","tag_state":"none","digest":"blake3:` + strings.Repeat("ab", 31) + `","digest_state":"known"}`},
	{"a placeholder for a digest", "quay.io/a/b@sha256:<digest>",
		`{"resolved":true,"registry":"quay.io","repository":"a/b","name":"quay.io/a/b","tag_state":"none","digest":"sha256:\u003cdigest\u003e","digest_state":"known"}`},
	{"an image ID has no name", fingerprint,
		`{"resolved":true,"tag_state":"none","digest":"` + fingerprint + `","digest_state":"known","digest_valid":true}`},

	{"an unresolved registry leaves the tag known to be missing", "${REGISTRY}/ubuntu",
		`{"tag_state":"none","digest_state":"none"}`},
	{"an unresolved prefix too", "${PREFIX}ubuntu",
		`{"tag_state":"none","digest_state":"none"}`},
	{"an unresolved registry and a tag", "$REGISTRY/ubuntu:24.04",
		`{"tag":"24.04","tag_state":"known","digest_state":"none"}`},
	{"an unresolved port", "localhost:${PORT}/app:1",
		`{"tag":"1","tag_state":"known","digest_state":"none"}`},
	{"an unresolved organisation leaves the registry", "ghcr.io/$ORG/app:1",
		`{"registry":"ghcr.io","tag":"1","tag_state":"known","digest_state":"none"}`},
	{"an unresolved name on Docker Hub", "acme/${APP}:1",
		`{"registry":"docker.io","registry_implied":true,"tag":"1","tag_state":"known","digest_state":"none"}`},
	{"an unresolved tag, which may bring a digest", "foo:${TAG}",
		`{"registry":"docker.io","registry_implied":true,"repository":"library/foo","name":"foo","official":true,"tag_state":"unknown","digest_state":"unknown"}`},
	{"half of a tag unresolved", "foo:${VERSION}-alpine",
		`{"registry":"docker.io","registry_implied":true,"repository":"library/foo","name":"foo","official":true,"tag_state":"unknown","digest_state":"none"}`},
	{"the other half of a tag unresolved", "foo:1.$MINOR",
		`{"registry":"docker.io","registry_implied":true,"repository":"library/foo","name":"foo","official":true,"tag_state":"unknown","digest_state":"unknown"}`},
	{"an unresolved digest", "nginx@$DIGEST",
		`{"registry":"docker.io","registry_implied":true,"repository":"library/nginx","name":"nginx","official":true,"tag_state":"none","digest_state":"unknown"}`},
	{"an unresolved hash in a digest", "nginx:1@sha256:${HASH}",
		`{"registry":"docker.io","registry_implied":true,"repository":"library/nginx","name":"nginx","official":true,"tag":"1","tag_state":"known","digest_state":"unknown"}`},
	{"a variable alone may be anything", "$IMAGE",
		`{"tag_state":"unknown","digest_state":"unknown"}`},
	{"a variable after a registry may bring a tag", "ghcr.io/${IMAGE}",
		`{"registry":"ghcr.io","tag_state":"unknown","digest_state":"unknown"}`},
	{"a variable and a tag", "${IMAGE}:1.0",
		`{"tag":"1.0","tag_state":"known","digest_state":"none"}`},
	{"a variable and a digest", "${IMAGE}@" + fingerprint,
		`{"tag_state":"unknown","digest":"` + fingerprint + `","digest_state":"known","digest_valid":true}`},
	{"a variable may end with a tag that goes on", "${BASE}-slim",
		`{"tag_state":"unknown","digest_state":"none"}`},
	{"a variable glued to the name may begin with a colon", "alpine$TAG",
		`{"tag_state":"unknown","digest_state":"unknown"}`},
	{"separators inside a variable are its own", "ghcr.io/a/b:${TAG:-${FALLBACK:-a/b@c}}",
		`{"registry":"ghcr.io","repository":"a/b","name":"ghcr.io/a/b","tag_state":"unknown","digest_state":"unknown"}`},
	{"an expression of a workflow has spaces", "ghcr.io/${{ github.repository }}:v1",
		`{"registry":"ghcr.io","tag":"v1","tag_state":"known","digest_state":"none"}`},
	{"a template that nobody rendered", "{{ .Values.image }}:{{ .Values.tag }}",
		`{"tag_state":"unknown","digest_state":"unknown"}`},
	{"a command's output", "app:$(git rev-parse HEAD)",
		`{"registry":"docker.io","registry_implied":true,"repository":"library/app","name":"app","official":true,"tag_state":"unknown","digest_state":"unknown"}`},
	{"a variable without an end", "app:${TAG",
		`{"registry":"docker.io","registry_implied":true,"repository":"library/app","name":"app","official":true,"tag_state":"unknown","digest_state":"unknown"}`},
}

func TestParse(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			parsed, err := reference.Parse(c.text)
			require.NoError(t, err)
			require.Equal(t, c.text, parsed.Text)
			parsed.Text = ""
			written, err := json.Marshal(parsed)
			require.NoError(t, err)
			require.Equal(t, c.expected, strings.Replace(string(written), `"text":"",`, "", 1))
		})
	}
}

var invalidCases = []struct {
	name, text, reason string
	told               reference.Reference
}{
	{"nothing at all", "", "it is empty", reference.Reference{TagState: reference.None, DigestState: reference.None, Resolved: true}},
	{"upper case in a lone name", "MyApp:1.0", "the repository has upper-case letters",
		reference.Reference{Registry: "docker.io", RegistryImplied: true, Tag: "1.0", TagState: reference.Known, DigestState: reference.None, Resolved: true}},
	{"upper case in a lone name with a dot, which is no host", "MyApp.local", "the repository has upper-case letters",
		reference.Reference{Registry: "docker.io", RegistryImplied: true, TagState: reference.None, DigestState: reference.None, Resolved: true}},
	{"upper case behind a registry", "ghcr.io/Acme/app", "the repository has upper-case letters",
		reference.Reference{Registry: "ghcr.io", TagState: reference.None, DigestState: reference.None, Resolved: true}},
	{"a space", "nginx :1", "it holds white space",
		reference.Reference{Registry: "docker.io", RegistryImplied: true, Tag: "1", TagState: reference.Known, DigestState: reference.None, Resolved: true}},
	{"a URL", "https://ghcr.io/acme/app:1", "it begins with a URL scheme",
		reference.Reference{Tag: "1", TagState: reference.Known, DigestState: reference.None, Resolved: true}},
	{"a tag without a name", ":1", "it has no name",
		reference.Reference{Tag: "1", TagState: reference.Known, DigestState: reference.None, Resolved: true}},
	{"a colon without a tag", "quay.io/a/b:", "the tag is empty",
		reference.Reference{Registry: "quay.io", Repository: "a/b", Name: "quay.io/a/b", TagState: reference.None, DigestState: reference.None, Resolved: true}},
	{"a tag that begins with a dash", "quay.io/a/b:-1", "the tag is malformed",
		reference.Reference{Registry: "quay.io", Repository: "a/b", Name: "quay.io/a/b", Tag: "-1", TagState: reference.Known, DigestState: reference.None, Resolved: true}},
	{"an at sign without a digest", "quay.io/a/b@", "the digest is empty",
		reference.Reference{Registry: "quay.io", Repository: "a/b", Name: "quay.io/a/b", TagState: reference.None, DigestState: reference.None, Resolved: true}},
	{"a NUL is not a variable", "quay.io/a\x00:1", "it holds a NUL",
		reference.Reference{Registry: "quay.io", Tag: "1", TagState: reference.Known, DigestState: reference.None}},
	{"a slash at the end", "quay.io/a/", "the name is not of the form [registry/]repository in letters, digits and single separators",
		reference.Reference{Registry: "quay.io", TagState: reference.None, DigestState: reference.None, Resolved: true}},
	{"two tags", "a:b:c", "the name is not of the form [registry/]repository in letters, digits and single separators",
		reference.Reference{Registry: "docker.io", RegistryImplied: true, Tag: "c", TagState: reference.Known, DigestState: reference.None, Resolved: true}},
	{"a host with an underscore", "my_host.local/app", "the name is not of the form [registry/]repository in letters, digits and single separators",
		reference.Reference{TagState: reference.None, DigestState: reference.None, Resolved: true}},
	{"an ID without its algorithm", strings.Repeat("0a", 32), "the name is not of the form [registry/]repository in letters, digits and single separators",
		reference.Reference{Registry: "docker.io", RegistryImplied: true, TagState: reference.None, DigestState: reference.None, Resolved: true}},
	{"a repository that is too long", "quay.io/" + strings.Repeat("a", 256), "the repository is longer than 255 characters",
		reference.Reference{Registry: "quay.io", TagState: reference.None, DigestState: reference.None, Resolved: true}},
}

func TestParseTellsWhatItCanOfAnInvalidReference(t *testing.T) {
	for _, c := range invalidCases {
		t.Run(c.name, func(t *testing.T) {
			parsed, err := reference.Parse(c.text)
			var invalid *reference.InvalidError
			require.ErrorAs(t, err, &invalid)
			require.Equal(t, reference.InvalidError{Text: c.text, Reason: c.reason}, *invalid)
			require.Contains(t, err.Error(), c.reason)
			c.told.Text = c.text
			require.Equal(t, c.told, parsed)
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range cases {
		f.Add(c.text)
	}
	for _, c := range invalidCases {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parsed, err := reference.Parse(text)
		require.Equal(t, text, parsed.Text)
		require.Contains(t, []reference.State{reference.None, reference.Known, reference.Unknown}, parsed.TagState)
		require.Contains(t, []reference.State{reference.None, reference.Known, reference.Unknown}, parsed.DigestState)
		require.False(t, parsed.Tag != "" && parsed.TagState != reference.Known, "a tag that is not known")
		require.False(t, parsed.Digest != "" && parsed.DigestState != reference.Known, "a digest that is not known")
		if err == nil && parsed.Resolved && parsed.Name != "" {
			requireSameByItsName(t, parsed)
		}
	})
}

// requireSameByItsName parses the short form again, which must mean the same image.
func requireSameByItsName(t *testing.T, parsed reference.Reference) {
	t.Helper()
	again, err := reference.Parse(parsed.Name)
	require.NoError(t, err)
	require.Equal(t, parsed.Registry, again.Registry)
	require.Equal(t, parsed.Repository, again.Repository)
	require.Equal(t, parsed.Official, again.Official)
}
