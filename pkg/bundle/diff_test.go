package bundle_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

func TestWhatIsNoDifference(t *testing.T) {
	plain := build(t, texts(), described())
	signed, err := plain.Sign(secretKey(t), "")
	require.NoError(t, err)
	folded := "deny contains {\"msg\": \"bad image\", \"at\": image.at} if { # here\n\tsome image in images.bad; some _ in [`x`]\n}"
	cases := map[string]*bundle.Bundle{
		"itself":               plain,
		"a signature":          signed,
		"a comment":            build(t, edited(t, rootUser, "deny", "# why\ndeny"), described()),
		"formatting":           build(t, edited(t, badImage, badImageRule, folded), described()),
		"the version":          build(t, texts(), described(), func(s *bundle.Selection) { s.Version = "v2" }),
		"METADATA in comments": build(t, edited(t, rootUser, "package", "# METADATA\n# title: Other\npackage"), described()),
	}
	for name, other := range cases {
		t.Run(name, func(t *testing.T) {
			difference, err := bundle.Compare(plain, other)
			require.NoError(t, err)
			require.True(t, difference.Empty(), "%+v", difference)
		})
	}
}

const badImageRule = "deny contains {\"msg\": \"bad image\", \"at\": image.at} if {\n\tsome image in images.bad\n\tsome _ in [\"x\"]\n}"

// graver is the tree's catalogue with another severity.
func graver() []rule.Rule {
	rules := described()
	rules[0].Severity = rule.Critical
	return rules
}

// lenient has another default of a parameter.
func lenient() []rule.Rule {
	rules := described()
	rules[0].Parameters["users"] = rule.Parameter{Type: "array", Default: json.RawMessage(`[]`)}
	return rules
}

func TestDifferences(t *testing.T) {
	values := func(from, to string) map[string]bundle.Values {
		return map[string]bundle.Values{"users": {From: json.RawMessage(from), To: json.RawMessage(to)}}
	}
	cases := []struct {
		name    string
		other   *bundle.Bundle
		want    bundle.Change
		another func(*bundle.Difference)
	}{
		{
			name: "a rule does something else", other: build(t, edited(t, rootUser, `"root"`, `"0"`), described()),
			want: bundle.Change{Rule: "dockerfile/root_user", Rego: true},
		},
		{
			name: "a library does", other: build(t, edited(t, images, "image.name", "image.text"), described()),
			want: bundle.Change{Rule: "reference/bad_image", Packages: []string{"data.seaworthy.lib.images"}},
		},
		{
			name: "a list that a library reads", other: build(t, edited(t, badList, "vice", "virtue"), described()),
			want: bundle.Change{Rule: "reference/bad_image", Lists: []string{"bad_images"}},
		},
		{
			name: "METADATA", other: build(t, texts(), graver()),
			want: bundle.Change{Rule: "dockerfile/root_user", Metadata: map[string]bundle.Values{
				"severity": {From: json.RawMessage(`"high"`), To: json.RawMessage(`"critical"`)},
			}},
		},
		{
			name: "a parameter", want: bundle.Change{Rule: "dockerfile/root_user", Parameters: values(`["root"]`, `["0"]`)},
			other: build(t, texts(), described(), func(s *bundle.Selection) { s.Parameters = parameters(`["0"]`) }),
		},
		{
			name: "a parameter's default", other: build(t, texts(), lenient()),
			want: bundle.Change{Rule: "dockerfile/root_user", Parameters: values(`["root"]`, `[]`)},
		},
		{
			name:    "what answers for the rules",
			other:   build(t, edited(t, "seaworthy/findings.rego", "dockerfile", "reference"), described()),
			another: func(d *bundle.Difference) { d.Packages = []string{"data.seaworthy"} },
		},
		{
			name:    "the threshold",
			other:   build(t, texts(), described(), func(s *bundle.Selection) { s.FailOn = rule.Low }),
			another: func(d *bundle.Difference) { d.FailOn = &bundle.Values{To: json.RawMessage(`"low"`)} },
		},
		{
			name:    "a rule less",
			other:   build(t, texts(), described(), func(s *bundle.Selection) { s.Rules = s.Rules[:1] }),
			another: func(d *bundle.Difference) { d.Removed = []string{"reference/bad_image"} },
		},
	}
	plain := build(t, texts(), described())
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			want := bundle.Difference{Added: []string{}, Removed: []string{}, Changed: []bundle.Change{}, Packages: []string{}}
			if tc.want.Rule != "" {
				want.Changed = append(want.Changed, tc.want)
			}
			if tc.another != nil {
				tc.another(&want)
			}
			difference, err := bundle.Compare(plain, tc.other)
			require.NoError(t, err)
			require.Equal(t, want, difference)
			back, err := bundle.Compare(tc.other, plain)
			require.NoError(t, err)
			require.Equal(t, want.Removed, back.Added)
		})
	}
}
