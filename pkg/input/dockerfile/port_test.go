package dockerfile_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
)

func TestPorts(t *testing.T) {
	for _, test := range []struct {
		name, written, number, host, protocol string
		first, last                           int
	}{
		{name: "a port", written: "80", number: "80", first: 80, last: 80},
		{name: "a protocol", written: "80/TCP", number: "80", protocol: "TCP", first: 80, last: 80},
		{name: "a range", written: "7000-7010/udp", number: "7000-7010", protocol: "udp", first: 7000, last: 7010},
		{name: "quotes", written: `"80"`, number: "80", first: 80, last: 80},
		{name: "a port of the host", written: "80:8080", number: "8080", host: "80", first: 8080, last: 8080},
		{name: "an address", written: "127.0.0.1:80:8080/tcp", number: "8080", host: "127.0.0.1:80", protocol: "tcp", first: 8080, last: 8080},
		{name: "a longer address", written: "[::1]:80:8080", number: "8080", host: "[::1]:80", first: 8080, last: 8080},
		{name: "no number", written: "http", number: "http", first: -1},
		{name: "a negative number", written: "-80", number: "-80", first: -1},
		{name: "a variable", written: "$PORT/TCP", number: "${PORT}", protocol: "TCP", first: -1},
		{name: "a variable with a default", written: "${PORT:-8080}/tcp", number: "8080", protocol: "tcp", first: 8080, last: 8080},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := "FROM a\nEXPOSE 1 " + test.written + "\n"
			document := read(t, text, dockerfile.Options{})
			port := document.Dockerfile.Instructions.Expose[1]
			require.Equal(t, test.number, port.Number)
			require.Equal(t, test.host, port.Host)
			require.Equal(t, test.written, textAt(text, document, port.At))
			if test.first < 0 {
				require.Nil(t, port.First)
			} else {
				require.Equal(t, []int{test.first, test.last}, []int{*port.First, *port.Last})
			}
			if test.protocol == "" {
				require.Nil(t, port.Protocol)
				return
			}
			require.Equal(t, test.protocol, port.Protocol.Text)
			require.Equal(t, test.protocol, textAt(text, document, port.Protocol.At))
		})
	}
}
