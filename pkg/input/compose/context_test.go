package compose_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input/compose"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

func TestContexts(t *testing.T) {
	tests := []struct {
		name, build string
		want        map[string]string
	}{
		{name: "a folder", build: "./web", want: map[string]string{"shop/web/Dockerfile": "shop/web"}},
		{name: "the folder above", build: "..", want: map[string]string{"Dockerfile": "."}},
		{name: "a folder and a Dockerfile in it", build: "{context: ., dockerfile: docker/web}",
			want: map[string]string{"shop/docker/web": "shop"}},
		{name: "a Dockerfile alone", build: "{dockerfile: web.Dockerfile}", want: map[string]string{"shop/web.Dockerfile": "shop"}},
		{name: "a folder that a variable names", build: "$WEB"},
		{name: "a Dockerfile that a variable names", build: "{context: ., dockerfile: $WEB}"},
		{name: "a repository", build: "https://github.com/example/web.git"},
		{name: "a Dockerfile in the file", build: "{context: ., dockerfile_inline: FROM scratch}"},
		{name: "no text", build: "[.]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			content := "services: {web: {build: " + test.build + "}, db: {image: build}}"
			found := compose.Contexts(source.File{Path: "shop/compose.yaml", Content: []byte(content)})
			if len(test.want) == 0 {
				require.Empty(t, found)
				return
			}
			require.Equal(t, test.want, found)
		})
	}
}
