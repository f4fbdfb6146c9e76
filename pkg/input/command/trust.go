package command

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// A leak is one way to tell a program that any server will do: an option, a setting, or a variable, as it is written.
type leak struct {
	text string
	at   shell.Range
}

// TrustActs adds the settings of a script that switch off the checking of servers to the acts of its file.
func TrustActs(acts *input.Acts, s Script) {
	for i, c := range s.Commands {
		site := s.at(i)
		for n, found := range append(certificateFlags(c), certificateSettings(c)...) {
			site.At = s.leak(i, "certificates", n, found)
			acts.UncheckedCertificates = append(acts.UncheckedCertificates, input.UncheckedCertificate{Site: site, By: c.Name, Switch: found.text})
		}
		for n, found := range hostKeySettings(c) {
			site.At = s.leak(i, "host_keys", n, found)
			acts.UncheckedHostKeys = append(acts.UncheckedHostKeys, input.UncheckedHostKey{Site: site, By: c.Name, Switch: found.text})
		}
	}
	s.trustVariables(acts)
}

func (s Script) leak(command int, kind string, number int, found leak) string {
	at := At(s.Site.At, command) + "/" + kind + "/" + strconv.Itoa(number)
	s.Place(at, found.at, nil)
	return at
}

// trustVariables reads the variables that a script sets, for one command or for all.
func (s Script) trustVariables(acts *input.Acts) {
	assigned := slices.Clone(s.Assignments)
	seen := map[shell.Range]bool{}
	for _, c := range s.Commands {
		assigned = append(assigned, c.Environment...)
	}
	for n, a := range assigned {
		if seen[a.Range] || a.Value.State == shell.Unresolved {
			continue
		}
		seen[a.Range] = true
		site := s.Site
		site.Comments = nil
		site.At = s.Site.At + "/assignments/" + strconv.Itoa(n)
		if VariableActs(acts, site, "the script", a.Name, a.Value.Text) {
			s.Place(site.At, a.Range, a.Value.Origins)
		}
	}
}

// VariableActs adds what a variable of the environment switches off to the acts; false if it is nothing.
func VariableActs(acts *input.Acts, site input.Site, by, name, value string) bool {
	found := false
	if unchecks(name, value) {
		acts.UncheckedCertificates = append(acts.UncheckedCertificates, input.UncheckedCertificate{Site: site, By: by, Switch: name + "=" + value})
		found = true
	}
	if option := hostKeyVariable(name, value); option != "" {
		acts.UncheckedHostKeys = append(acts.UncheckedHostKeys, input.UncheckedHostKey{Site: site, By: by, Switch: option})
		found = true
	}
	return found
}

// offVariables are the variables that switch checking off when they are off, onVariables when they are on.
var (
	offVariables = map[string]bool{
		"PYTHONHTTPSVERIFY": true, "NODE_TLS_REJECT_UNAUTHORIZED": true, "NPM_CONFIG_STRICT_SSL": true, "YARN_ENABLE_STRICT_SSL": true,
		"YARN_STRICT_SSL": true, "PERL_LWP_SSL_VERIFY_HOSTNAME": true, "CONDA_SSL_VERIFY": true, "BUNDLE_SSL_VERIFY_MODE": true,
	}
	onVariables = map[string]bool{
		"PIP_TRUSTED_HOST": true, "UV_INSECURE_HOST": true, "HEX_UNSAFE_HTTPS": true, "GOINSECURE": true,
		"DENO_TLS_IGNORE_CERTIFICATE_ERRORS": true,
	}
	// emptyVariables name the authorities to trust: set to nothing, clients trust anybody.
	emptyVariables = map[string]bool{"REQUESTS_CA_BUNDLE": true, "CURL_CA_BUNDLE": true}
)

// unchecks reports a variable that switches the checking of certificates off.
func unchecks(name, value string) bool {
	upper := strings.ToUpper(name)
	if name != upper && !strings.HasPrefix(name, "npm_config_") {
		return false
	}
	value = strings.TrimSpace(value)
	switch {
	case offVariables[upper]:
		return falseWord[strings.ToLower(value)]
	case onVariables[upper]:
		return value != ""
	case emptyVariables[upper]:
		return value == ""
	case upper == "GIT_SSL_NO_VERIFY": // git asks only whether it is there: https://git-scm.com/docs/git-config#Documentation/git-config.txt-httpsslVerify
		return true
	}
	return false
}

// uncheckedFlags are the options that switch the checking of certificates off, by program. A name without a value is on
// by itself; name=false is on for all spellings of no.
var uncheckedFlags = map[string][]string{
	"curl": {"-k", "--insecure", "--proxy-insecure", "--doh-insecure"}, "wget": {"--no-check-certificate", "--check-certificate=false"},
	"aria2c": {"--check-certificate=false"}, "http": {"--verify=false"}, "https": {"--verify=false"},
	"pip": {"--trusted-host"}, "pipx": {"--trusted-host"}, "uv": {"--trusted-host", "--allow-insecure-host"}, "pipenv": {"--trusted-host"},
	"npm": nodeFlags, "yarn": nodeFlags, "pnpm": nodeFlags, "bun": nodeFlags, "npx": nodeFlags,
	"conda": {"-k", "--insecure"}, "mamba": {"-k", "--insecure"}, "micromamba": {"--ssl-verify=false"},
	"go": {"-insecure"}, "helm": {"--insecure-skip-tls-verify"}, "kubectl": {"--insecure-skip-tls-verify"}, "oc": {"--insecure-skip-tls-verify"},
	"podman": imageFlags, "buildah": imageFlags, "skopeo": imageFlags, "crane": {"--insecure"}, "oras": {"--insecure"},
	"svn": {"--trust-server-cert", "--trust-server-cert-failures"}, "ansible-galaxy": {"-c", "--ignore-certs"}, "aws": {"--no-verify-ssl"},
	"hg": {"--insecure"}, "cpanm": {"--no-verify-ssl"}, "argocd": {"--insecure"}, "deno": {"--unsafely-ignore-certificate-errors"},
}

var (
	nodeFlags  = []string{"--strict-ssl=false", "--no-strict-ssl"}
	imageFlags = []string{"--tls-verify=false", "--src-tls-verify=false", "--dest-tls-verify=false"}
)

// certificateFlags finds the first such option. This very machine has no certificate that anybody could check.
func certificateFlags(c shell.Command) []leak {
	if len(c.Operands) > 0 && !slices.ContainsFunc(c.Operands, func(o shell.Word) bool { return !isLocal(o) }) {
		return nil
	}
	for _, wanted := range uncheckedFlags[c.Name] {
		name, _, off := strings.Cut(wanted, "=")
		for _, f := range c.Flags {
			if f.Name != name {
				continue
			}
			given := flagValue(c, f)
			switch no := falseWord[strings.ToLower(given)]; {
			case off && no:
				return []leak{{name + "=" + given, f.Range}}
			case !off && !no:
				return []leak{{name, f.Range}}
			}
		}
	}
	return nil
}

// flagValue is an option's value, or the word behind it: npm takes --strict-ssl false.
func flagValue(c shell.Command, f shell.Flag) string {
	if f.Value != nil {
		return f.Value.Text
	}
	behind := slices.IndexFunc(c.Words, func(word shell.Word) bool { return word.Range.Start >= f.Range.End })
	if behind < 0 {
		return ""
	}
	return c.Words[behind].Text
}

func isLocal(word shell.Word) bool {
	l, ok := locate(word.Text, true)
	return ok && l.local()
}

// offSettings are names of settings that switch the checking of certificates off when they are off, without dashes and
// underscores: npm's strict-ssl, git's http.sslVerify, dnf's sslverify, conda's ssl_verify, apt's Verify-Peer, ...
var offSettings = map[string]bool{
	"strictssl": true, "sslverify": true, "enablestrictssl": true, "verifypeer": true, "verifyhost": true, "sslverifymode": true,
	"checkcertificate": true, "securehttp": true, "verifyssl": true, "ssl:verifycertificate": true,
}

// onSettings do so when they are on.
var onSettings = map[string]bool{"disabletls": true, "disablesslvalidation": true, "insecure": true, "global.trustedhost": true, "trustedhost": true}

var plainName = strings.NewReplacer("-", "", "_", "")

// setsOff reports a setting that switches checking off: by its name behind the last dot, or behind apt's last colons.
func setsOff(name, value string) bool {
	name = strings.ToLower(plainName.Replace(strings.Trim(name, `"' `)))
	name = name[strings.LastIndexAny(name, ".")+1:]
	if i := strings.LastIndex(name, "::"); i >= 0 {
		name = name[i+2:]
	}
	value = strings.ToLower(strings.Trim(value, `"' ;,`))
	return offSettings[name] && falseWord[value] || onSettings[name] && value != "" && !falseWord[value] && !strings.Contains(value, "$")
}

// configurers are the programs that keep settings, by what has to stand before name and value.
var configurers = map[string][]string{
	"npm": {"config", "c", "set"}, "yarn": {"config", "set"}, "pnpm": {"config", "c", "set"}, "git": {"config"}, "pip": {"config"}, "conda": {"config"},
	"mamba": {"config"}, "composer": {"config"}, "gcloud": {"config"}, "bundle": {"config"}, "poetry": {"config"}, "lftp": {"set"},
}

// certificateSettings reads what a command configures: by a config command, by an option that holds a setting, or by
// writing a configuration file.
func certificateSettings(c shell.Command) []leak {
	if before := configurers[c.Name]; before != nil && slices.Contains(before, firstWord(c)) {
		if found := pairOff(c.Words[1:]); found != "" {
			return []leak{{found, c.Range}}
		}
	}
	for _, f := range c.Flags {
		if f.Value == nil || !holdsSetting(c.Name, f.Name) {
			continue
		}
		name, value, _ := strings.Cut(f.Value.Text, "=")
		if setsOff(name, value) {
			return []leak{{f.Value.Text, f.Range}}
		}
	}
	if target, text := fileWritten(c); target != "" {
		return writtenOff(c, target, text)
	}
	return nil
}

func firstWord(c shell.Command) string {
	if c.Verb != "" || len(c.Operands) == 0 {
		return c.Verb
	}
	return c.Operands[0].Text
}

// pairOff finds a name and its value in words of their own, or joined by an equals sign.
func pairOff(words []shell.Word) string {
	for i, word := range words {
		if name, value, ok := strings.Cut(word.Text, "="); ok && setsOff(name, value) {
			return word.Text
		}
		if i+1 < len(words) && words[i+1].State != shell.Unresolved && setsOff(word.Text, words[i+1].Text) {
			return word.Text + "=" + words[i+1].Text
		}
	}
	return ""
}

// holdsSetting reports an option whose value is a setting: git -c http.sslVerify=false.
func holdsSetting(program, option string) bool {
	switch program {
	case "git":
		return option == "-c"
	case "apt", "apt-get", "aptitude":
		return option == "-o" || option == "--option"
	case "yum", "dnf", "microdnf", "tdnf", "yum-config-manager", "dnf-config-manager":
		return option == "--setopt"
	}
	return false
}

// settingFiles are the names of files in which settings of clients stand. Others may mean something else by the words.
var settingFiles = regexp.MustCompile(`(?:^|/)(?:\.?npmrc|\.yarnrc(?:\.yml)?|\.?gitconfig|\.?condarc|\.?curlrc|\.?wgetrc|\.gemrc|gemrc|pip\.conf|(?:yum|dnf)\.conf|[^/]+\.repo|apt\.conf|config\.toml)$|/apt\.conf\.d/|/yum\.repos\.d/|/vars/|/\.bundle/config$`)

var writtenSetting = regexp.MustCompile(`(?m)^[\s\[:]*([A-Za-z][A-Za-z0-9:._-]*[A-Za-z0-9])\s*(?:[=:\s]\s*|$)["']?([A-Za-z0-9._-]*)`)

// writtenOff finds settings in what a command writes to a configuration file.
func writtenOff(c shell.Command, target, text string) []leak {
	if !settingFiles.MatchString(target) {
		return nil
	}
	for _, found := range writtenSetting.FindAllStringSubmatch(text, -1) {
		name, value := found[1], found[2]
		switch {
		case name == "insecure" && strings.HasSuffix(path.Base(target), "curlrc"):
			return []leak{{"insecure", c.Range}}
		case setsOff(name, value):
			return []leak{{name + "=" + value, c.Range}}
		}
	}
	return nil
}
