package access_test

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/server/access"
)

func write(t testing.TB, content string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(name, []byte(content), 0o600))
	return name
}

func TestTokensOpenAreas(t *testing.T) {
	everything := write(t, "# for the team\n\nthe-master-of-all-keys\r\n")
	agents := write(t, "first-token-of-opas\nsecond-token-of-opas\n")
	guard, err := access.Open(access.Config{Tokens: []access.File{
		{Path: everything}, {Area: access.Bundles, Path: agents},
	}}, nil)
	require.NoError(t, err)
	cases := []struct {
		name, header string
		bundles      bool
		fleet        bool
	}{
		{name: "nothing"},
		{name: "a token of the area", header: "Bearer first-token-of-opas", bundles: true},
		{name: "another of the same file", header: "bearer  second-token-of-opas", bundles: true},
		{name: "one for every area", header: "Bearer the-master-of-all-keys", bundles: true, fleet: true},
		{name: "OPA's scheme Basic", header: "Basic first-token-of-opas", bundles: true},
		{name: "a user and a password", header: "Basic b3BhOmZpcnN0LXRva2VuLW9mLW9wYXM=", bundles: true},
		{name: "a comment", header: "Bearer # for the team"},
		{name: "the beginning of a token", header: "Bearer first-token-of-opa"},
		{name: "another scheme", header: "Digest first-token-of-opas"},
		{name: "no scheme", header: "first-token-of-opas"},
		{name: "an empty token", header: "Bearer "},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			request := httptest.NewRequest(http.MethodGet, "/", nil)
			request.Header.Set("Authorization", tc.header)
			require.Equal(t, tc.bundles, guard.Admits(access.Bundles, request))
			require.Equal(t, tc.fleet, guard.Admits(access.Fleet, request))
			require.True(t, guard.Admits(access.Public, request))
			answer := httptest.NewRecorder()
			guard.Protect(access.Fleet, http.NotFoundHandler()).ServeHTTP(answer, request)
			if tc.fleet {
				require.Equal(t, http.StatusNotFound, answer.Code)
			} else {
				require.Equal(t, http.StatusUnauthorized, answer.Code)
				require.Equal(t, []string{`Bearer realm="seaworthy"`, `Basic realm="seaworthy"`}, answer.Header().Values("WWW-Authenticate"))
			}
		})
	}
}

func TestAnAreaIsOpenUntilSomethingOpensIt(t *testing.T) {
	guard, err := access.Open(access.Config{Tokens: []access.File{{Area: access.Fleet, Path: write(t, "a-token-of-many-letters")}}}, nil)
	require.NoError(t, err)
	for _, area := range access.Areas() {
		require.Equal(t, area != access.Fleet, guard.IsOpen(area), area)
	}
	require.Nil(t, guard.ClientAuthorities())
}

func TestFilesThatWouldLetNobodyIn(t *testing.T) {
	cases := []struct{ name, tokens, authorities, want string }{
		{name: "no tokens", tokens: "# none yet\n", want: "no tokens in it"},
		{name: "a token that can be guessed", tokens: "long-enough-to-be-safe\nsecret\n", want: "line 2: a token of 6 bytes"},
		{name: "no certificates", authorities: "none", want: "no certificates in it"},
		{name: "a broken certificate", authorities: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", want: "x509"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			var config access.Config
			if tc.tokens != "" {
				config.Tokens = []access.File{{Path: write(t, tc.tokens)}}
			} else {
				config.Authorities = []access.File{{Path: write(t, tc.authorities)}}
			}
			_, err := access.Open(config, nil)
			require.ErrorContains(t, err, tc.want)
		})
	}
}

func TestParseFile(t *testing.T) {
	cases := []struct {
		name, text string
		want       access.File
		wrong      string
	}{
		{name: "for everything", text: "tokens", want: access.File{Path: "tokens"}},
		{name: "for an area", text: "fleet=tokens", want: access.File{Area: access.Fleet, Path: "tokens"}},
		{name: "a path with a sign", text: "fleet=a=b", want: access.File{Area: access.Fleet, Path: "a=b"}},
		{name: "an area that there is not", text: "fleets=tokens", wrong: `unknown area "fleets" (known: bundles, fleet, metrics, admission, external-data, export)`},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			file, err := access.ParseFile(tc.text)
			if tc.wrong != "" {
				require.EqualError(t, err, tc.wrong)
				return
			}
			require.NoError(t, err)
			require.Equal(t, tc.want, file)
		})
	}
}

func TestCertificatesOpenAreas(t *testing.T) {
	// What httptest serves with is its own authority.
	server := httptest.NewTLSServer(http.NotFoundHandler())
	defer server.Close()
	authority := server.Certificate()
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: authority.Raw})
	guard, err := access.Open(access.Config{Authorities: []access.File{{Area: access.Admission, Path: write(t, string(text))}}}, nil)
	require.NoError(t, err)
	require.True(t, guard.ClientAuthorities().Equal(server.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs))

	request := httptest.NewRequest(http.MethodGet, "/", nil)
	require.False(t, guard.Admits(access.Admission, request), "without TLS")
	request.TLS = &tls.ConnectionState{}
	require.False(t, guard.Admits(access.Admission, request), "without a certificate")
	request.TLS.VerifiedChains = [][]*x509.Certificate{{{Raw: []byte("client")}, {Raw: []byte("another authority")}}}
	require.False(t, guard.Admits(access.Admission, request), "by the authority of another area")
	request.TLS.VerifiedChains = append(request.TLS.VerifiedChains, []*x509.Certificate{{Raw: []byte("client")}, authority})
	require.True(t, guard.Admits(access.Admission, request))
}

func FuzzAuthorization(f *testing.F) {
	for _, header := range []string{"", "Bearer x", "Basic b3BhOmZpcnN0", "Basic !", "Bearer", " "} {
		f.Add(header)
	}
	guard, err := access.Open(access.Config{Tokens: []access.File{{Path: write(f, "a-token-of-many-letters")}}}, nil)
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, header string) {
		request := httptest.NewRequest(http.MethodGet, "/", nil)
		request.Header["Authorization"] = []string{header}
		if len(header) < len("Basic a-token-of-many-letters") {
			require.False(t, guard.Admits(access.Fleet, request))
		}
	})
}
