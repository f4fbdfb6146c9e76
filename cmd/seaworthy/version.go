package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// opaModule is the module whose version says which Rego rules may use.
const opaModule = "github.com/open-policy-agent/opa"

func newVersionCommand(terminal console) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print what this program was built from",
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprint(terminal.out, describeBuild(buildInfo()))
			return err
		},
	}
}

// buildInfo is nil where the program was built without it.
func buildInfo() *debug.BuildInfo {
	info, _ := debug.ReadBuildInfo()
	return info
}

// programVersion is the release, or what Go makes of a commit.
func programVersion() string {
	if info := buildInfo(); info != nil {
		return info.Main.Version
	}
	return ""
}

// describeBuild says what is known of a build; a nil one is unknown.
func describeBuild(info *debug.BuildInfo) string {
	if info == nil {
		return "seaworthy (unknown build)\n"
	}
	settings := map[string]string{}
	for _, setting := range info.Settings {
		settings[setting.Key] = setting.Value
	}
	text := "seaworthy " + info.Main.Version + "\n"
	if revision := settings["vcs.revision"]; revision != "" {
		if settings["vcs.modified"] == "true" {
			revision += " (modified)"
		}
		text += "revision  " + revision + "\n"
	}
	text += "go        " + info.GoVersion + "\n"
	for _, dependency := range info.Deps {
		if dependency.Path == opaModule {
			text += "opa       " + dependency.Version + "\n"
		}
	}
	return text
}
