package bundle_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

var update = flag.Bool("update", false, "rewrite golden files")

// contents unpacks an archive without the code that packed it.
func contents(t testing.TB, archive []byte) map[string]string {
	t.Helper()
	expanded, err := gzip.NewReader(bytes.NewReader(archive))
	require.NoError(t, err)
	found := map[string]string{}
	for reader := tar.NewReader(expanded); ; {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return found
		}
		require.NoError(t, err)
		require.Zero(t, header.Uid)
		require.True(t, header.ModTime.Equal(time.Unix(0, 0)), header.ModTime)
		content, err := io.ReadAll(reader)
		require.NoError(t, err)
		found[header.Name] = string(content)
	}
}

func TestABundleHoldsWhatItsRulesNeed(t *testing.T) {
	built := build(t, texts(), described())
	files := contents(t, built.Bytes())
	require.JSONEq(t, `{
		"revision": "`+built.Revision()+`", "roots": ["seaworthy"], "rego_version": 1,
		"metadata": {"profile": "default", "version": "v1.2.3", "rules": 2}
	}`, files[".manifest"])
	var data struct {
		Seaworthy map[string]map[string]json.RawMessage
	}
	require.NoError(t, json.Unmarshal([]byte(files["data.json"]), &data))
	require.Len(t, data.Seaworthy["catalogue"], 2)
	require.NotContains(t, data.Seaworthy, "parameters")
	require.JSONEq(t, `{"names": ["vice"]}`, string(data.Seaworthy["data"]["bad_images"]))
	require.Len(t, data.Seaworthy["data"], 1)
	require.Contains(t, files["data.json"], "Is <bad>")
	for _, name := range []string{rootUser, badImage, images} {
		require.Equal(t, texts()[name], files[name])
	}
	require.Len(t, files, 8)
}

func TestABundleOfOneRuleLeavesTheRestOut(t *testing.T) {
	built := build(t, texts(), described(), func(s *bundle.Selection) {
		s.Rules, s.Parameters, s.FailOn = s.Rules[:1], parameters(`["root","0"]`), rule.Low
	})
	files := contents(t, built.Bytes())
	require.NotContains(t, files, images)
	require.NotContains(t, files, badImage)
	require.NotContains(t, files["data.json"], "vice")
	require.Contains(t, files["data.json"], `"parameters":{"dockerfile/root_user":{"users":["root","0"]}},"admission":{"fail_on":"low"}`)
}

func TestTheSameRulesGiveTheSameBytes(t *testing.T) {
	first := build(t, texts(), described())
	local := time.Local
	t.Cleanup(func() { time.Local = local })
	time.Local = time.FixedZone("elsewhere", 12*60*60)
	again, err := bundle.Build(t.Context(), newLibrary(t, texts(), described(), true), selection(reversedRules()))
	require.NoError(t, err)
	require.Equal(t, first.Bytes(), again.Bytes())
	require.Equal(t, first.Revision(), again.Revision())
}

func reversedRules() []rule.Rule {
	rules := described()
	slices.Reverse(rules)
	return rules
}

func TestTheRevisionNamesTheContent(t *testing.T) {
	first := build(t, texts(), described()).Revision()
	require.Regexp(t, `^sha256:[0-9a-f]{64}$`, first)
	seen := []string{first}
	for name, built := range map[string]*bundle.Bundle{
		"a comment":     build(t, edited(t, rootUser, "deny", "# why\ndeny"), described()),
		"a list":        build(t, edited(t, badList, "vice", "virtue"), described()),
		"a parameter":   build(t, texts(), described(), func(s *bundle.Selection) { s.Parameters = parameters(`[]`) }),
		"the threshold": build(t, texts(), described(), func(s *bundle.Selection) { s.FailOn = rule.High }),
		"the version":   build(t, texts(), described(), func(s *bundle.Selection) { s.Version = "v2" }),
		"the profile":   build(t, texts(), described(), func(s *bundle.Selection) { s.Profile = "all" }),
	} {
		require.NotContains(t, seen, built.Revision(), name)
		seen = append(seen, built.Revision())
	}
	spaced := build(t, texts(), described(), func(s *bundle.Selection) { s.Parameters = parameters(`[ "root" ]`) })
	require.Equal(t, first, spaced.Revision(), "the default, written otherwise")
}

func TestNothingHidesUnderTheProfileAll(t *testing.T) {
	require.Contains(t, contents(t, build(t, texts(), described()).Bytes())["data.json"], "hides")
	all := build(t, texts(), described(), func(s *bundle.Selection) { s.Profile = "all" })
	require.NotContains(t, contents(t, all.Bytes())["data.json"], "hides")
}

func TestWhatCanNotBeBuilt(t *testing.T) {
	broken := edited(t, rootUser, "stage.user", "staeg.user")
	_, err := bundle.Build(t.Context(), newLibrary(t, broken, described(), false), selection(described()))
	require.ErrorContains(t, err, "var staeg is unsafe")

	library := newLibrary(t, texts(), described(), false)
	_, err = bundle.Build(t.Context(), library, selection([]rule.Rule{{ID: "suppression/unused", Facet: "suppression"}}))
	require.ErrorIs(t, err, bundle.ErrNoRules)

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = bundle.Build(ctx, library, selection(described()))
	require.ErrorIs(t, err, context.Canceled)
}

func TestInspect(t *testing.T) {
	built := build(t, texts(), described(), func(s *bundle.Selection) {
		s.Parameters, s.FailOn = parameters(`["root","0"]`), rule.Critical
	})
	signed, err := built.Sign(secretKey(t), "production")
	require.NoError(t, err)
	summary, err := signed.Inspect()
	require.NoError(t, err)
	require.Equal(t, len(signed.Bytes()), summary.Size)
	require.Regexp(t, `^sha256:[0-9a-f]{64}$`, summary.Digest)
	summary.Size, summary.Digest = 0, "" // they hang on Go's compressor
	text, err := json.MarshalIndent(summary, "", "  ")
	require.NoError(t, err)
	golden := filepath.Join("testdata", "summary.json")
	if *update {
		require.NoError(t, os.WriteFile(golden, append(text, '\n'), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, string(want), string(text)+"\n")
}
