package bundle_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"testing"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
)

func TestABundleOfSomebodyElse(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"without a manifest":       {"a.rego": "package a\n", "/b/data.yaml": "x: 1\n"},
		"with names as tar writes": {"./.manifest": `{"roots": ["a"]}`, "./a/a.rego": "package a\n"},
		"with nothing":             {},
		"METADATA that is no YAML": {"a.rego": "# METADATA\n# {\npackage a\n"},
	} {
		t.Run(name, func(t *testing.T) {
			read, err := bundle.Read(packed(t, files))
			require.NoError(t, err)
			summary, err := read.Inspect()
			require.NoError(t, err)
			require.Empty(t, summary.Rules)
			require.Empty(t, summary.Revision)
			signed, err := read.Sign(secretKey(t), "")
			require.NoError(t, err)
			_, _, err = bundle.Verify(signed.Bytes(), []bundle.VerificationKey{trust(t, "", []byte(secret))}, "")
			require.NoError(t, err)
		})
	}
}

func TestWhatOPAWouldNotLoad(t *testing.T) {
	twice := func() []byte {
		var archive bytes.Buffer
		compressed := gzip.NewWriter(&archive)
		writer := tar.NewWriter(compressed)
		for range 2 {
			require.NoError(t, writer.WriteHeader(&tar.Header{Name: "a.rego", Typeflag: tar.TypeReg}))
		}
		require.NoError(t, writer.Close())
		require.NoError(t, compressed.Close())
		return archive.Bytes()
	}
	for name, archive := range map[string][]byte{
		"nothing":                 nil,
		"a text":                  []byte("a text"),
		"half of one":             build(t, texts(), described()).Bytes()[:200],
		"Rego that is none":       packed(t, map[string]string{"a.rego": "packaeg a"}),
		"a package off its roots": packed(t, map[string]string{"a.rego": "package a\n", ".manifest": `{"roots": ["b"]}`}),
		"a way out":               packed(t, map[string]string{"../a.rego": "package a\n"}),
		"one file twice":          twice(),
		"data of another form":    packed(t, map[string]string{"data.json": `{"seaworthy": {"catalogue": 7}}`}),
	} {
		_, err := bundle.Read(archive)
		require.ErrorIs(t, err, bundle.ErrFormat, name)
	}
}

func TestABombIsNotUnpacked(t *testing.T) {
	const size = 300 << 20
	var header bytes.Buffer
	require.NoError(t, tar.NewWriter(&header).WriteHeader(&tar.Header{Name: "data.json", Typeflag: tar.TypeReg, Size: size}))
	archive := gzipped(t, header.Bytes())
	megabyte := gzipped(t, make([]byte, 1<<20))
	for range size >> 20 {
		archive = append(archive, megabyte...) // gzip files one after the other are one
	}
	_, err := bundle.Read(archive)
	require.ErrorIs(t, err, bundle.ErrTooLarge)
}

func gzipped(t *testing.T, content []byte) []byte {
	t.Helper()
	var compressed bytes.Buffer
	writer := gzip.NewWriter(&compressed)
	_, err := writer.Write(content)
	require.NoError(t, err)
	require.NoError(t, writer.Close())
	return compressed.Bytes()
}

func TestLayouts(t *testing.T) {
	built := build(t, texts(), described())
	signed, err := built.Sign(secretKey(t), "")
	require.NoError(t, err)

	whole, err := signed.Artefact(bundle.OPA)
	require.NoError(t, err)
	require.Len(t, whole.Layers, 1)
	require.Equal(t, "application/vnd.oci.image.layer.v1.tar+gzip", whole.Layers[0].MediaType)
	require.Equal(t, "application/vnd.oci.image.config.v1+json", whole.ConfigType)
	require.Equal(t, signed.Bytes(), whole.Layers[0].Content)
	require.Equal(t, signed.Revision(), whole.Annotations[ocispec.AnnotationRevision])

	loose, err := signed.Artefact(bundle.Conftest)
	require.NoError(t, err)
	types := map[string]string{}
	for _, layer := range loose.Layers {
		types[layer.Title] = layer.MediaType
	}
	require.Equal(t, "application/vnd.cncf.openpolicyagent.policy.layer.v1+rego", types[rootUser])
	require.Equal(t, "application/vnd.cncf.openpolicyagent.data.layer.v1+json", types["data.json"])
	require.Len(t, types, 7)

	_, err = signed.Artefact("docker")
	require.ErrorIs(t, err, bundle.ErrLayout)
}

func FuzzRead(f *testing.F) {
	built := build(f, texts(), described())
	signed, err := built.Sign(secretKey(f), "scope")
	require.NoError(f, err)
	f.Add("a.rego", contents(f, signed.Bytes())[rootUser], "{}", "{}")
	f.Add("/data.json", `{"seaworthy": {}}`, contents(f, built.Bytes())[".manifest"], contents(f, signed.Bytes())[signatureFile])
	f.Add("patch.json", `{"data": [{"op": "remove", "path": "/seaworthy"}]}`, `{"roots": ["seaworthy"]}`, `{"signatures": ["a.b.c"]}`)
	key := trust(f, "", []byte(secret))
	f.Fuzz(func(t *testing.T, name, content, manifest, signature string) {
		if len(name) > 100 {
			t.Skip("tar has no such names")
		}
		var archive bytes.Buffer
		compressed := gzip.NewWriter(&archive)
		writer := tar.NewWriter(compressed)
		for _, each := range [][2]string{{name, content}, {".manifest", manifest}, {signatureFile, signature}} {
			header := tar.Header{Name: each[0], Typeflag: tar.TypeReg, Size: int64(len(each[1]))}
			if writer.WriteHeader(&header) != nil {
				t.Skip("tar has no such names")
			}
			_, err := writer.Write([]byte(each[1]))
			require.NoError(t, err)
		}
		require.NoError(t, writer.Close())
		require.NoError(t, compressed.Close())
		read, err := bundle.Read(archive.Bytes())
		if err != nil {
			return
		}
		_, _, err = bundle.Verify(archive.Bytes(), []bundle.VerificationKey{key}, "")
		require.Error(t, err)
		if _, err := bundle.Compare(built, read); err != nil {
			t.Logf("compare: %v", err)
		}
		if delta, err := bundle.Delta(built, read); err == nil {
			require.NotEmpty(t, delta)
		}
	})
}
