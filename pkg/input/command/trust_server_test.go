package command_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/command"
)

func TestUncheckedCertificates(t *testing.T) {
	for _, test := range []struct{ name, script, want string }{
		{"curl", "curl -fsSLk https://x.org", "curl -k"},
		{"curl in full", "curl --insecure https://x.org", "curl --insecure"},
		{"curl on this very machine", "curl -k https://localhost:8443/health", ""},
		{"another program's -k", "curl https://x.org | grep -k a", ""},
		{"wget", "wget --no-check-certificate https://x.org", "wget --no-check-certificate"},
		{"pip", "pip3 install --trusted-host=x.org a", "pip --trusted-host"},
		{"npm's option", "npm install --strict-ssl=false", "npm --strict-ssl=false"},
		{"npm's option that is on", "npm install --strict-ssl=true", ""},
		{"npm's setting", "npm config set strict-ssl false", "npm strict-ssl=false"},
		{"npm's setting with an equals sign", "npm set strict-ssl=false", "npm strict-ssl=false"},
		{"npm's setting that is on", "npm config set strict-ssl true", ""},
		{"git's setting", "git config --global http.sslVerify false", "git http.sslVerify=false"},
		{"git's setting for one host", "git config http.https://x.org/.sslVerify 0", "git http.https://x.org/.sslVerify=0"},
		{"git's setting for one command", "git -c http.sslVerify=false clone https://x.org/a", "git http.sslVerify=false"},
		{"dnf's setting", "dnf --setopt=sslverify=0 install -y a", "dnf sslverify=0"},
		{"the setting of a repository", `yum-config-manager --save --setopt=base.sslverify="No"`, "yum-config-manager base.sslverify=No"},
		{"dnf's setting that is on", "yum-config-manager --save --setopt=sslverify=1", ""},
		{"apt's setting", "apt-get -o Acquire::https::Verify-Peer=false update", "apt-get Acquire::https::Verify-Peer=false"},
		{"conda's setting", "conda config --set ssl_verify no", "conda ssl_verify=no"},
		{"composer's setting", "composer config -g -- disable-tls true", "composer disable-tls=true"},
		{"pip's setting", "pip config set global.trusted-host x.org", "pip global.trusted-host=x.org"},
		{"an image client", "skopeo copy --src-tls-verify=false docker://a dir:b", "skopeo --src-tls-verify=false"},
		{"curl's file", "echo insecure >> ~/.curlrc", "echo insecure"},
		{"npm's file", "printf 'strict-ssl=false\\n' > /root/.npmrc", "printf strict-ssl=false"},
		{"a repository's file", "cat > /etc/yum.repos.d/a.repo <<EOF\n[a]\nsslverify=0\nEOF", "cat sslverify=0"},
		{"apt's file", `echo 'Acquire::https::Verify-Peer "false";' > /etc/apt/apt.conf.d/99x`, "echo Acquire::https::Verify-Peer=false"},
		{"a text that nobody reads", "echo sslverify=0", ""},
		{"a variable for one command", "NODE_TLS_REJECT_UNAUTHORIZED=0 npm ci", "the script NODE_TLS_REJECT_UNAUTHORIZED=0"},
		{"a variable that is exported", "export GIT_SSL_NO_VERIFY=1 && git fetch", "the script GIT_SSL_NO_VERIFY=1"},
		{"a variable that is on", "PYTHONHTTPSVERIFY=1 python a.py", ""},
		{"a variable nobody knows", "PYTHONHTTPSVERIFY=$A python a.py", ""},
		{"a variable of nearly the name", "MY_PYTHONHTTPSVERIFY=0 python a.py", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			acts, placed := actsOf(t, test.script)
			got := ""
			for _, u := range acts.UncheckedCertificates {
				require.NotEmpty(t, placed[u.At])
				got = u.By + " " + u.Switch
			}
			require.Equal(t, test.want, got)
		})
	}
}

func TestVariablesThatSwitchChecksOff(t *testing.T) {
	for _, test := range []struct {
		name, value string
		want        bool
	}{
		{"NODE_TLS_REJECT_UNAUTHORIZED", "0", true},
		{"NODE_TLS_REJECT_UNAUTHORIZED", "1", false},
		{"npm_config_strict_ssl", "false", true},
		{"GIT_SSL_NO_VERIFY", "0", true}, // git asks only whether it is there
		{"PIP_TRUSTED_HOST", "x.org", true},
		{"PIP_TRUSTED_HOST", "", false},
		{"REQUESTS_CA_BUNDLE", "", true},
		{"REQUESTS_CA_BUNDLE", "/etc/ssl/certs/ca-certificates.crt", false},
		{"pythonhttpsverify", "0", false},
	} {
		t.Run(test.name+"="+test.value, func(t *testing.T) {
			var acts input.Acts
			require.Equal(t, test.want, command.VariableActs(&acts, input.Site{}, "ENV", test.name, test.value))
			require.Equal(t, test.want, len(acts.UncheckedCertificates) == 1)
		})
	}
}

func TestUncheckedHostKeys(t *testing.T) {
	for _, test := range []struct{ name, script, want string }{
		{"an option", "ssh -o StrictHostKeyChecking=no git@x.org", "ssh StrictHostKeyChecking=no"},
		{"an option with a blank", "scp -o 'StrictHostKeyChecking off' a x:b", "scp StrictHostKeyChecking=off"},
		{"an option in one word", "ssh -oUserKnownHostsFile=/dev/null x.org", "ssh UserKnownHostsFile=/dev/null"},
		{"an option that is on", "ssh -o StrictHostKeyChecking=yes x.org", ""},
		{"rsync's shell", "rsync -e 'ssh -o StrictHostKeyChecking=no' a x:b", "rsync StrictHostKeyChecking=no"},
		{"git's variable", "GIT_SSH_COMMAND='ssh -o StrictHostKeyChecking=no' git fetch", "the script StrictHostKeyChecking=no"},
		{"git's setting", "git config core.sshCommand 'ssh -o StrictHostKeyChecking=no'", "git StrictHostKeyChecking=no"},
		{"ssh's file", `echo "StrictHostKeyChecking no" >> ~/.ssh/config`, "echo StrictHostKeyChecking=no"},
		{"a text that nobody reads", `echo "StrictHostKeyChecking no"`, ""},
		{"whoever answers", "ssh-keyscan x.org >> ~/.ssh/known_hosts", "ssh-keyscan ssh-keyscan"},
	} {
		t.Run(test.name, func(t *testing.T) {
			acts, placed := actsOf(t, test.script)
			got := ""
			for _, u := range acts.UncheckedHostKeys {
				require.NotEmpty(t, placed[u.At])
				got = u.By + " " + u.Switch
			}
			require.Equal(t, test.want, got)
		})
	}
}

func TestDroppedFailures(t *testing.T) {
	for script, want := range map[string]string{
		"apt-get update; make":                   "apt-get update",
		"apt-get update && make":                 "",
		"cd /x; make; make install":              "make",
		"echo a; cd /x; rm -rf b; mkdir -p c; d": "",
		"set -e; a; b":                           "",
		"sh -c 'a; b'":                           "a",
		"sh install.sh; a":                       "sh",
		"sudo a; b":                              "a",
	} {
		t.Run(script, func(t *testing.T) {
			acts, _ := actsOf(t, script)
			got := ""
			for _, d := range acts.DroppedFailures {
				got = d.Title
			}
			require.Equal(t, want, got)
		})
	}
}

func TestSparseLogins(t *testing.T) {
	for script, want := range map[string]int64{
		"useradd -u 99999 a": 0, "useradd -u 100000 a": 100000, "useradd --uid=200000 a": 200000, "useradd -l -u 200000 a": 0,
		"useradd --no-log-init -u 200000 a": 0, "useradd -u $ID a": 0, "useradd a": 0,
	} {
		t.Run(script, func(t *testing.T) {
			acts, placed := actsOf(t, script)
			var got int64
			for _, login := range acts.SparseLogins {
				got = login.ID
				require.Equal(t, "useradd", placed[login.ProgramAt])
			}
			require.Equal(t, want, got)
		})
	}
}
