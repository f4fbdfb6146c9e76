package dockerfile

import (
	"regexp"
	"strings"

	distribution "github.com/distribution/reference"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
)

// stageName records the name after AS as it is written.
func (r *reader) stageName(s *stage, i instruction, words []word) {
	if s.Name == "" || len(words) < 3 {
		return
	}
	s.NameText = words[2].text
	r.mark(s.At+"/name", i, words[2].start, words[2].end, nil)
}

// targetPlatform is the variable that FROM uses by itself, alone or with a default.
var targetPlatform = regexp.MustCompile(`^\$(?:TARGETPLATFORM|\{TARGETPLATFORM(?::?-[^}]*)?\})$`)

// platform reads FROM's --platform: https://docs.docker.com/reference/dockerfile/#from.
func (r *reader) platform(s *stage, i instruction, raw string) {
	if raw == "" {
		return
	}
	s.Base.Platform = r.global.expand(raw, r.escape).text
	switch {
	case targetPlatform.MatchString(raw):
		s.Base.PlatformKind = "target"
	case strings.Contains(raw, "$"):
		s.Base.PlatformKind = "variable"
	case namesPlatform(s.Name, raw):
		s.Base.PlatformKind = "named"
	default:
		s.Base.PlatformKind = "constant"
	}
	if w, ok := r.flagWord(i, "--platform"); ok {
		r.mark(s.At+"/platform", i, w.start, w.end, nil)
		r.mark(s.At+"/platform/word", i, w.start, skipBlanks(i.text.string, w.end), nil)
	}
}

// windowsImage is a name of which the repository or the tag says that the image is one of Windows:
// mcr.microsoft.com/windows/servercore, golang:1.26-nanoserver-ltsc2025. See
// https://learn.microsoft.com/en-us/virtualization/windowscontainers/manage-containers/container-base-images.
var windowsImage = regexp.MustCompile(`^(?:mcr\.microsoft\.com/windows(?:[/:@]|$)|mcr\.microsoft\.com/dotnet/framework/)|nanoserver|windowsservercore`)

// standsOnWindows reports whether a base is surely an image of Windows.
func standsOnWindows(base input.Base) bool {
	if system, _, _ := strings.Cut(base.Platform, "/"); system != "" && !strings.Contains(system, "$") {
		return system == "windows"
	}
	return windowsImage.MatchString(strings.ToLower(base.Text))
}

// architectures are other spellings of architectures: https://github.com/containerd/platforms.
var architectures = map[string]string{"x86_64": "amd64", "x86-64": "amd64", "aarch64": "arm64", "i386": "386", "armhf": "arm", "armel": "arm"}

// namesPlatform reports whether a stage's name says for which system or architecture it is, as in build_amd64: such
// a stage is one of several, and meant to be what it is.
func namesPlatform(name, platform string) bool {
	for n, part := range strings.Split(strings.ToLower(platform), "/") {
		if usual, ok := architectures[part]; ok {
			part = usual
		}
		if n < 2 && part != "" && strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// repositoryNames returns the spellings of an image without tag and digest, as written and in full.
func repositoryNames(text string) []string {
	named, err := distribution.ParseNormalizedNamed(text)
	if err != nil {
		return []string{text}
	}
	short, full := distribution.FamiliarName(named), named.Name()
	if short == full {
		return []string{full}
	}
	return []string{short, full}
}
