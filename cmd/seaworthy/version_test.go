package main

import (
	"runtime/debug"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestDescribeBuild(t *testing.T) {
	tests := []struct {
		name string
		info *debug.BuildInfo
		want string
	}{
		{name: "an unknown build", want: "seaworthy (unknown build)\n"},
		{
			name: "a release",
			info: &debug.BuildInfo{
				GoVersion: "go1.26.8",
				Main:      debug.Module{Version: "v0.1.0"},
				Deps:      []*debug.Module{{Path: opaModule, Version: "v1.22.2"}, {Path: "example.org/x", Version: "v1.0.0"}},
				Settings:  []debug.BuildSetting{{Key: "vcs.revision", Value: "abc"}, {Key: "vcs.modified", Value: "false"}},
			},
			want: "seaworthy v0.1.0\nrevision  abc\ngo        go1.26.8\nopa       v1.22.2\n",
		},
		{
			name: "a working copy",
			info: &debug.BuildInfo{
				GoVersion: "go1.26.8",
				Main:      debug.Module{Version: "(devel)"},
				Settings:  []debug.BuildSetting{{Key: "vcs.revision", Value: "abc"}, {Key: "vcs.modified", Value: "true"}},
			},
			want: "seaworthy (devel)\nrevision  abc (modified)\ngo        go1.26.8\n",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, describeBuild(test.info))
		})
	}
}
