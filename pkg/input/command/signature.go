package command

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// unchecking are the options that switch off the checking of signatures, by program.
var unchecking = map[string][]string{
	"apk":      {"--allow-untrusted"},
	"apt-get":  aptUnchecking,
	"apt":      aptUnchecking,
	"aptitude": append([]string{"--allow-untrusted"}, aptUnchecking...),
	"dnf":      dnfUnchecking,
	"yum":      dnfUnchecking,
	"microdnf": dnfUnchecking,
	"tdnf":     dnfUnchecking,
	"zypper":   {"--no-gpg-checks", "--no-gpgcheck", "--gpgcheck-allow-unsigned", "--gpgcheck-allow-unsigned-package", "--allow-unsigned-rpm"},
	"rpm":      {"--nosignature", "--nodigest", "--noverify", "--nofiledigest"},
	"dpkg":     {"--force-bad-verify"},
}

var (
	aptUnchecking = []string{"--allow-unauthenticated", "--allow-insecure-repositories", "--force-yes"}
	dnfUnchecking = []string{"--nogpgcheck", "--no-gpgchecks"}
	// aptUnchecked are the settings that do the same.
	aptUnchecked = regexp.MustCompile(`(?i)(APT::Get::AllowUnauthenticated|Acquire::AllowInsecureRepositories)[\s"'=]+(?:true|1|yes|on)\b`)
	// sourceUnchecked is a source of apt or a repository of dnf that is not checked:
	// https://manpages.debian.org/stable/apt/sources.list.5.en.html. Sources in local files came through another door.
	sourceUnchecked = regexp.MustCompile(`(?im)(?:^\s*deb(?:-src)?\s+\[[^\]]*\b(trusted=yes)\b[^\]]*\]\s+(?:https?|ftp|mirror|tor|s3)\b|` +
		`^\s*(Trusted:\s*yes)\b|(?:^|[^a-z_])(gpgcheck\s*=\s*(?:0|false|no|off))\b)`)
)

// uncheckedSignatures finds the commands that take packages without looking at their signatures; one each.
func (s Script) uncheckedSignatures() []input.UncheckedSignature {
	var found []input.UncheckedSignature
	for i, c := range s.Commands {
		site := s.at(i)
		name, at := s.uncheckedFlag(c, site.At)
		if name == "" {
			name, at = uncheckedText(c), site.At
			s.Place(at, c.Range, nil)
		}
		if name != "" {
			site.At = at
			found = append(found, input.UncheckedSignature{Site: site, Program: c.Name, Switch: name})
		}
	}
	return found
}

func (s Script) uncheckedFlag(c shell.Command, at string) (name, place string) {
	if c.Name == "rpm" && !rpmInstalls(c) {
		return "", ""
	}
	for i, f := range c.Flags {
		for _, switched := range unchecking[c.Name] {
			if f.Name == switched && (f.Value == nil || !falseWord[strings.ToLower(f.Value.Text)]) {
				place = at + "/flags/" + strconv.Itoa(i)
				s.Place(place, f.Range, nil)
				return f.Name, place
			}
		}
	}
	return "", ""
}

// rpmInstalls tells rpm's install mode from its queries and verifications.
func rpmInstalls(c shell.Command) bool {
	return hasFlag(c, "-i", "-U", "-F", "--install", "--upgrade", "--freshen", "--reinstall") && !hasFlag(c, "-q", "-V", "--query", "--verify")
}

// uncheckedText finds settings in what a command is given or writes; "" where there is none.
func uncheckedText(c shell.Command) string {
	switch {
	case managers[c.Name] == &apt:
		options, _ := flag(c, "-o", "--option")
		return submatch(aptUnchecked, strings.Join(options, "\n"))
	case managers[c.Name] == &dnf, c.Name == "yum-config-manager":
		options, _ := flag(c, "--setopt")
		return submatch(sourceUnchecked, strings.Join(options, "\n"))
	case c.Name == "echo", c.Name == "printf", c.Name == "cat", c.Name == "tee", c.Name == "sed":
		text := textGiven(c)
		if found := submatch(sourceUnchecked, text); found != "" {
			return found
		}
		return submatch(aptUnchecked, text)
	}
	return ""
}

// submatch is the first group that matched.
func submatch(pattern *regexp.Regexp, text string) string {
	for i, group := range pattern.FindStringSubmatch(text) {
		if i > 0 && group != "" {
			return group
		}
	}
	return ""
}
