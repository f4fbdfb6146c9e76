package dockerfile_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func TestDownloadsAcrossInstructions(t *testing.T) {
	for _, test := range []struct {
		name, text string
		runs       int // line of what runs the download; 0 where nothing does
	}{
		{"a later RUN", "FROM a\nRUN curl -o /i.sh https://x.org/i.sh\nRUN sh /i.sh\n", 3},
		{"a directory of WORKDIR", "FROM a\nWORKDIR /opt\nRUN wget https://x.org/i.sh\nWORKDIR /\nRUN sh /opt/i.sh\n", 5},
		{"another directory", "FROM a\nWORKDIR /opt\nRUN wget https://x.org/i.sh\nWORKDIR /\nRUN sh /srv/i.sh\n", 0},
		{"a stage built from it", "FROM a AS b\nRUN curl -o /i.sh https://x.org/i.sh\nFROM b\nRUN sh /i.sh\n", 4},
		{"another stage", "FROM a AS b\nRUN curl -o /i.sh https://x.org/i.sh\nFROM a\nRUN sh /i.sh\n", 0},
		{"ADD to a file", "FROM a\nADD https://x.org/a /i.sh\nRUN sh /i.sh\n", 3},
		{"ADD to a folder", "FROM a\nADD https://x.org/i.sh?v=1 /opt/\nRUN /opt/i.sh\n", 3},
		{"ADD with a checksum", "FROM a\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://x.org/a /i.sh\nRUN sh /i.sh\n", 0},
		{"ADD whose checksum a RUN compares", "FROM a\nADD https://x.org/a /i.sh\nRUN echo 'f  /i.sh' | sha256sum -c && sh /i.sh\n", 0},
		{"the exec form", "FROM a\nRUN [\"curl\", \"-o\", \"/i\", \"https://x.org/i\"]\nRUN [\"/i\"]\n", 3},
		{"a variable of ARG", "FROM a\nARG U=https://x.org/i.sh\nRUN curl $U | sh\n", 3},
	} {
		t.Run(test.name, func(t *testing.T) {
			documents, problems := dockerfile.Parse(source.File{Path: "Dockerfile", Content: []byte(test.text)}, dockerfile.Options{})
			require.Empty(t, problems)
			line := 0
			for _, d := range documents[0].Dockerfile.Acts.Downloads {
				require.Equal(t, "x.org", d.Source)
				if d.Execution != nil {
					line = documents[0].Locator.Locate(d.Execution.At).Span.Line
				}
			}
			require.Equal(t, test.runs, line)
		})
	}
}

func TestWgetOfBusyBoxIsToldWhatItKnows(t *testing.T) {
	for base, want := range map[string]string{"alpine:3": "-q", "busybox": "-q", "debian": "-nv"} {
		documents, _ := dockerfile.Parse(source.File{Path: "Dockerfile", Content: []byte("FROM " + base + " AS a\nFROM a\nRUN wget https://x.org\n")}, dockerfile.Options{})
		require.Equal(t, want, documents[0].Dockerfile.Acts.Downloads[0].Quieter)
	}
}

func TestVariablesThatSwitchChecksOff(t *testing.T) {
	const text = "ARG GIT_SSL_NO_VERIFY=1\nFROM a\nENV A=b NODE_TLS_REJECT_UNAUTHORIZED=0\nARG PIP_TRUSTED_HOST\nENV PYTHONHTTPSVERIFY=$WHO\nENV GIT_SSH_COMMAND=\"ssh -o StrictHostKeyChecking=no\"\n"
	documents, _ := dockerfile.Parse(source.File{Path: "Dockerfile", Content: []byte(text)}, dockerfile.Options{})
	acts := documents[0].Dockerfile.Acts
	var found []string
	for _, u := range acts.UncheckedCertificates {
		found = append(found, u.By+" "+u.Switch+" "+documents[0].Locator.Locate(u.At).Node)
	}
	require.Equal(t, []string{
		"ARG GIT_SSL_NO_VERIFY=1 ARG GIT_SSL_NO_VERIFY=1", "ENV NODE_TLS_REJECT_UNAUTHORIZED=0 NODE_TLS_REJECT_UNAUTHORIZED=0",
	}, found)
	require.Len(t, acts.UncheckedHostKeys, 1)
	require.Equal(t, "ENV", acts.UncheckedHostKeys[0].By)
}
