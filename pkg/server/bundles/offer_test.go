package bundles_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/bundle"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/server/bundles"
)

// data returns the data.json of an archive.
func data(t *testing.T, archive []byte) string {
	t.Helper()
	expanded, err := gzip.NewReader(bytes.NewReader(archive))
	require.NoError(t, err)
	reader := tar.NewReader(expanded)
	for {
		header, err := reader.Next()
		require.NoError(t, err)
		if header.Name == "data.json" {
			text, err := io.ReadAll(reader)
			require.NoError(t, err)
			return string(text)
		}
	}
}

func TestAnOfferLeadsOPAsToItsBundle(t *testing.T) {
	key, err := bundle.ParseSigningKey("release", bytes.Repeat([]byte("secret"), 8), "")
	require.NoError(t, err)
	checker, err := seaworthy.New(seaworthy.WithRules("DL3007"))
	require.NoError(t, err)
	ours, err := bundle.Build(t.Context(), checker.Library(), bundle.Selection{Rules: checker.Rules()})
	require.NoError(t, err)
	signed, err := ours.Sign(key, "production")
	require.NoError(t, err)
	cases := []struct {
		name, want string
		reports    bool
		given      *bundle.Bundle
	}{
		{name: "a bundle of ours, signed, to a server that takes reports", given: signed, reports: true, want: `{
			"default_decision": "seaworthy/admission/review",
			"bundles": {"team/main": {"service": "hub", "resource": "bundles/team/main", "polling": {"long_polling_timeout_seconds": 45},
				"signing": {"keyid": "release", "scope": "production"}}},
			"status": {"service": "hub"},
			"decision_logs": {"service": "hub", "reporting": {"min_delay_seconds": 5, "max_delay_seconds": 15}}}`},
		{name: "somebody else's, unsigned", given: content(t, "now"), want: `{
			"bundles": {"team/main": {"service": "hub", "resource": "bundles/team/main", "polling": {"long_polling_timeout_seconds": 45}}}}`},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			offer := bundles.Offer{
				Name: "team/main", Bundle: bundles.NewPublication("team/main", false), Discovery: bundles.NewPublication("team/main", false),
				Service: "hub", Reports: tc.reports, Log: slog.New(slog.DiscardHandler),
				Sign: func(b *bundle.Bundle) (*bundle.Bundle, error) { return b.Sign(key, "") },
			}
			require.True(t, offer.Publish(t.Context(), tc.given))
			require.False(t, offer.Publish(t.Context(), tc.given))
			url, _ := start(t, bundles.Options{}, offer.Discovery)
			archive := send(t, "GET", url+"team/main").body
			require.JSONEq(t, tc.want, data(t, archive))
			read, err := bundle.Read(archive)
			require.NoError(t, err)
			_, err = read.Signature()
			require.NoError(t, err)

			broken := errors.New("broken")
			offer.Fail(broken)
			require.Equal(t, broken, offer.Bundle.State().Problem)
		})
	}
}
