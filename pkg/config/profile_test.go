package config_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/config"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func parseProfile(content string) (config.Profile, error) {
	return config.ParseProfile(source.File{Path: "profile.yaml", Content: []byte(content)})
}

var versioned = text("title: Pods", "hide: false", "parameters:", "  a/b: {x: 1, y: 1}",
	"versions:", "  first: v1.0", "  latest: v1.12", "  rules:",
	"    a/b:", "      - until: v1.8", "      - since: v1.9", "        parameters: {x: 2}", "      - {since: v1.11, parameters: {y: 3}}",
	"    a/c:", "      - {since: v1.2, until: v1.3}")

func TestAVersionedProfile(t *testing.T) {
	profile, err := parseProfile(versioned)
	require.NoError(t, err)
	require.True(t, profile.HidesNothing)
	tests := []struct {
		name, version, x, y string
		without             []string
	}{
		{name: "the first", version: "v1.0", x: "1", y: "1", without: []string{"a/c"}},
		{name: "the first with a rule", version: "v1.2", x: "1", y: "1"},
		{name: "the last with it", version: "v1.3", x: "1", y: "1"},
		{name: "the first without it", version: "v1.4", x: "1", y: "1", without: []string{"a/c"}},
		{name: "the last of a stretch", version: "v1.8", x: "1", y: "1", without: []string{"a/c"}},
		{name: "the first of the next one", version: "1.9", x: "2", y: "1", without: []string{"a/c"}},
		{name: "numbers are no texts", version: "v1.11", x: "2", y: "3", without: []string{"a/c"}},
		{name: "latest", version: "latest", x: "2", y: "3", without: []string{"a/c"}},
		{name: "none said", version: "", x: "2", y: "3", without: []string{"a/c"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			parameters, without, err := profile.At(test.version)
			require.NoError(t, err)
			require.Equal(t, map[string]json.RawMessage{"x": raw(test.x), "y": raw(test.y)}, parameters["a/b"])
			require.Equal(t, test.without, without)
		})
	}
}

func TestUnknownVersions(t *testing.T) {
	profile, err := parseProfile(versioned)
	require.NoError(t, err)
	for _, version := range []string{"v1.13", "v0.9", "v2.0", "v1", "1.2.3", "newest", "v1.02", "v-1.2", "v1.99999999999999999999"} {
		_, _, err := profile.At(version)
		require.EqualError(t, err, "known versions: v1.0 to v1.12, and latest", version)
	}
	plain, err := parseProfile("title: Plain\n")
	require.NoError(t, err)
	_, _, err = plain.At("v1.0")
	require.EqualError(t, err, "the profile has no versions")
}

func TestMistakesInVersions(t *testing.T) {
	const ends = "versions: {first: v1.0, latest: v1.2, rules: {a/b: "
	tests := []struct{ name, content, want string }{
		{"no latest one", "versions: {first: v1.0}\n", "1:1: versions have a first and a latest one"},
		{"the latest before the first", "versions: {first: v1.9, latest: v1.2}\n", "1:1: versions have a first and a latest one"},
		{"no version", "versions: {first: one}\n", `1:19: "one" is no version such as v1.31`},
		{"a number", "versions: {first: 1.0}\n", "1:19: first is the value 1.0 where text is wanted"},
		{"an unknown key", "versions: {from: v1.0}\n", `1:12: unknown key "from" (known: first, latest, rules)`},
		{"a rule without a list", ends + "{since: v1.1}}}\n", "1:52: a mapping where a list of versions is wanted"},
		{"a rule with an empty list", ends + "[]}}\n", "1:52: a list where a list of versions is wanted"},
		{"an unknown key of a stretch", ends + "[{from: v1.1}]}}\n", `1:54: unknown key "from" (known: parameters, since, until)`},
		{"parameters that are a list", ends + "[{parameters: [x]}]}}\n", "1:66: a list where keys and values are wanted"},
		{"hide that is text", "hide: nothing\n", `1:7: hide is the text "nothing" where true or false is wanted`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := parseProfile(test.content)
			require.EqualError(t, err, "profile.yaml:"+test.want)
		})
	}
}
