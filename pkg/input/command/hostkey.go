package command

import (
	"regexp"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// hostKeyOption is a setting of ssh by which any server will do, on the command line or in a configuration file:
// https://man.openbsd.org/ssh_config.5.
var hostKeyOption = regexp.MustCompile(`(?i)(StrictHostKeyChecking[\s="']+(?:no|off|accept-new)\b|(?:User|Global)KnownHostsFile[\s="']+/dev/null\b)`)

var optionSeparator = regexp.MustCompile(`[\s="']+`)

func hostKeysOff(text string) string {
	return optionSeparator.ReplaceAllString(hostKeyOption.FindString(text), "=")
}

// sshConfig are the names of files that ssh reads.
var sshConfig = regexp.MustCompile(`(?:^|/)(?:\.ssh/config|ssh_config|ssh_config\.d/.*)$`)

// hostKeySettings finds what a command tells ssh, and keys that are taken from whoever answers.
func hostKeySettings(c shell.Command) []leak {
	switch c.Name {
	case "ssh", "scp", "sftp", "rsync", "sshpass", "autossh", "ssh-copy-id", "git", "ansible", "ansible-playbook", "sed":
		for _, word := range c.Words[1:] {
			if found := hostKeysOff(word.Text); found != "" {
				return []leak{{found, word.Range}}
			}
		}
	case "ssh-keyscan":
		return []leak{{"ssh-keyscan", c.Range}}
	case "echo", "printf", "cat", "tee":
		target, text := fileWritten(c)
		if found := hostKeysOff(text); found != "" && sshConfig.MatchString(target) {
			return []leak{{found, c.Range}}
		}
	}
	return nil
}

// hostKeyVariable reads the variables that reach ssh; "" for all others.
func hostKeyVariable(name, value string) string {
	switch {
	case name == "GIT_SSH_COMMAND" || name == "RSYNC_RSH" || name == "SSH_OPTIONS" || name == "ANSIBLE_SSH_ARGS" || name == "ANSIBLE_SSH_COMMON_ARGS":
		return hostKeysOff(value)
	case name == "ANSIBLE_HOST_KEY_CHECKING" && falseWord[strings.ToLower(value)]:
		return name + "=" + value
	}
	return ""
}
