package command_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestUncheckedSignatures(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"apk", "apk --allow-untrusted add ./api.apk", "--allow-untrusted"},
		{"apt", "apt-get install -y --allow-unauthenticated curl", "--allow-unauthenticated"},
		{"apt by a setting", "apt-get -o Acquire::AllowInsecureRepositories=true update", "Acquire::AllowInsecureRepositories"},
		{"a setting that says no", "apt-get -o Acquire::AllowInsecureRepositories=false update", ""},
		{"a source that is trusted", `echo "deb [trusted=yes] https://apt.example.com ./" > /etc/apt/sources.list.d/a.list`, "trusted=yes"},
		{"a source that is trusted among other options", `echo 'deb [arch=amd64 trusted=yes] http://apt.example.com ./' | tee /etc/apt/sources.list`, "trusted=yes"},
		{"a source in local files", `echo "deb [ trusted=yes ] file:///tmp/debs ./" > /etc/apt/sources.list.d/a.list`, ""},
		{"a source with a key", `echo "deb [signed-by=/k.gpg] https://apt.example.com ./" > /etc/apt/sources.list.d/a.list`, ""},
		{"dnf", "dnf install -y --nogpgcheck nginx", "--nogpgcheck"},
		{"dnf for one repository", "dnf install -y --setopt=vendor.gpgcheck=0 nginx", "gpgcheck=0"},
		{"a repository file", "printf '[a]\\nbaseurl=https://example.com\\ngpgcheck=0\\n' > /etc/yum.repos.d/a.repo", "gpgcheck=0"},
		{"metadata are another thing", "printf '[a]\\nrepo_gpgcheck=0\\ngpgcheck=1\\n' > /etc/yum.repos.d/a.repo", ""},
		{"zypper", "zypper --no-gpg-checks install -y nginx", "--no-gpg-checks"},
		{"rpm", "rpm -ivh --nosignature a.rpm", "--nosignature"},
		{"rpm that only asks", "rpm -qa --nosignature", ""},
		{"the switch of another command", `dnf install -y nginx | grep -- "--nogpgcheck"`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := acts(test.text, nil).UncheckedSignatures
			if test.want == "" {
				require.Empty(t, found)
				return
			}
			require.Len(t, found, 1)
			require.Equal(t, test.want, found[0].Switch)
		})
	}
}

func TestTrustedKeys(t *testing.T) {
	for _, test := range []struct{ name, text, by string }{
		{"a key from a pipe", "curl -fsSL https://example.com/key | apt-key add -", "apt-key add"},
		{"a key from a server", "apt-key adv --keyserver hkps://keys.example.com --recv-keys 0xABCD", "apt-key adv"},
		{"a keyring of its own", "apt-key --keyring /usr/share/keyrings/a.gpg add a.asc", ""},
		{"a listing", "apt-key list", ""},
		{"a redirection", "gpg --dearmor < a.asc > /etc/apt/trusted.gpg.d/a.gpg", "gpg"},
		{"an output file", "curl -fsSL -o /etc/apt/trusted.gpg.d/a.asc https://example.com/key", "curl"},
		{"a copy", "cp a.gpg /etc/apt/trusted.gpg.d/", "cp"},
		{"a pipe into tee", "curl https://example.com/key | tee /etc/apt/trusted.gpg.d/a.asc", "tee"},
		{"a folder that apt does not trust as a whole", "gpg --dearmor -o /etc/apt/keyrings/a.gpg a.asc", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := acts(test.text, nil).TrustedKeys
			if test.by == "" {
				require.Empty(t, found)
				return
			}
			require.Len(t, found, 1)
			require.Equal(t, test.by, found[0].By)
		})
	}
}
