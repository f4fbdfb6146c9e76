package dockerfile_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
)

func TestStagesOfWindows(t *testing.T) {
	for _, test := range []struct {
		name, text string
		windows    bool
	}{
		{"the base image itself", "FROM mcr.microsoft.com/windows/servercore:ltsc2025", true},
		{"whichever release of it", "ARG RELEASE\nFROM mcr.microsoft.com/windows/nanoserver:$RELEASE", true},
		{"a variant of a language's image", "FROM python:3.14-windowsservercore-ltsc2025", true},
		{"what only Windows has", "FROM mcr.microsoft.com/dotnet/framework/aspnet:4.8", true},
		{"a platform", "ARG BASE\nFROM --platform=windows/amd64 $BASE", true},
		{"a stage on such a stage", "FROM mcr.microsoft.com/windows/servercore:ltsc2025 AS a\nFROM a", true},
		{"a platform that says otherwise", "FROM --platform=linux/amd64 example.com/nanoserver-tools", false},
		{"the vendor's images for Linux", "FROM mcr.microsoft.com/dotnet/sdk:10.0", false},
		{"an image that nobody knows", "ARG BASE\nFROM $BASE", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			stages := read(t, test.text+"\n", dockerfile.Options{}).Dockerfile.Stages
			require.Equal(t, test.windows, stages[len(stages)-1].Windows)
		})
	}
}

func TestStepsOfWindowsAreNoShellScripts(t *testing.T) {
	const base = "FROM mcr.microsoft.com/windows/servercore:ltsc2025\n"
	for _, test := range []struct{ name, text, dialect string }{
		{"the prompt, if nothing else is said", `RUN setx /M PATH %PATH%;C:\app`, "cmd"},
		{"what SHELL says", "SHELL [\"powershell\", \"-Command\"]\nRUN Get-Item a; Get-Item b", "powershell"},
		{"a shell from elsewhere", "SHELL [\"bash\", \"-c\"]\nRUN a; b", "bash"},
	} {
		t.Run(test.name, func(t *testing.T) {
			facet := read(t, base+test.text+"\n", dockerfile.Options{}).Dockerfile
			require.Equal(t, test.dialect, facet.Instructions.Run[0].Dialect)
			require.Equal(t, test.dialect == "bash", len(facet.Acts.DroppedFailures) > 0)
		})
	}
}
