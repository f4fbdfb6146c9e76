package dockerrun_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerrun"
)

func TestCredentialsOfACommandLine(t *testing.T) {
	tests := []struct {
		name, script  string
		named, opened int
		credentials   int
		addresses     int
	}{
		{name: "nothing", script: "docker run -i db"},
		{name: "a password in the clear", script: "docker run -e DB_PASSWORD=Tr0ub4dor db", named: 1},
		{name: "a password in quotes", script: `docker run --env="DB_PASSWORD=Tr0ub4dor 3" db`, named: 1},
		{name: "a password of the shell's", script: "docker run -e DB_PASSWORD -e A_PASSWORD=$P -e B_PASSWORD= db"},
		{name: "a path and a blank", script: "docker run -e DB_PASSWORD=/run/secrets/db -e A_TOKEN=your-token db"},
		{name: "a name that only mentions one", script: "docker run -e PASSWORD_LENGTH=twelve db", named: 1},
		{name: "a service that lets everybody in", script: "docker run -e POSTGRES_HOST_AUTH_METHOD=trust postgres:17", opened: 1},
		{name: "an address with a password", script: "docker run tool --database postgres://shop:Tr0ub4dor@db/shop", addresses: 1},
		{name: "a token in a label", script: "docker run -l t=ghp_" + "0123456789abcdefghijklmnopqrstuvwxyz tool", credentials: 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			documents, problems := dockerrun.ParseShell(script(test.script))
			require.Empty(t, problems)
			found := documents[0].Secret
			if test.named+test.opened+test.credentials+test.addresses == 0 {
				require.Nil(t, found)
				return
			}
			require.Len(t, found.Named["password"], test.named)
			require.Len(t, found.OpenServices, test.opened)
			require.Len(t, found.Credentials, test.credentials)
			require.Len(t, found.Addresses, test.addresses)
			for _, address := range found.Addresses {
				require.Equal(t, 1, documents[0].Locator.Locate(address.At).Span.Line)
			}
		})
	}
}

func TestNobodyIsShownTheCredentialsOfACommandLine(t *testing.T) {
	tests := []struct{ name, script, shown string }{
		{name: "a variable", script: "docker run -e DB_PASSWORD=Tr0ub4dor -i db", shown: "docker run -e DB_PASSWORD=********* -i db"},
		{name: "an address", script: "docker run db --from amqp://a:Tr0ub4dor@b -i", shown: "docker run db --from amqp://a:*********@b -i"},
		{name: "quotes", script: `docker run -e "DB_PASSWORD=Tr0ub4dor" db`, shown: `docker run -e "DB_PASSWORD=*********" db`},
		{name: "quotes within", script: `docker run -e DB_PASSWORD=Tr0'ub4dor' db`, shown: "docker run -e *********************** db"},
		{name: "a variable that is no credential", script: "docker run -e MODE=fast db", shown: "docker run -e MODE=fast db"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			documents, _ := dockerrun.ParseShell(script(test.script))
			require.Equal(t, test.shown, documents[0].Mask.Line(1, test.script))
		})
	}
}

func TestWhereAServiceIsToldToLetEverybodyIn(t *testing.T) {
	documents, _ := dockerrun.ParseShell(script("docker run cockroachdb/cockroach:v24 start-single-node \\\n  --insecure"))
	at := documents[0].Secret.OpenServices[0].At
	require.Equal(t, 2, documents[0].Locator.Locate(at).Span.Line)
}
