package command_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/command"
	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// actsOf reads scripts as those of one stage, one after the other.
func actsOf(t *testing.T, scripts ...string) (input.Acts, map[string]string) {
	t.Helper()
	var acts input.Acts
	var known command.Downloaded
	placed := map[string]string{}
	for n, text := range scripts {
		read := command.Script{
			Script: shell.Parse(text, shell.Context{}),
			Site:   input.Site{Step: n, At: "steps/" + string(rune('0'+n))},
			Place: func(at string, in shell.Range, _ []string) {
				placed[at] = text[in.Start:in.End]
			},
		}
		command.DownloadActs(&acts, read, &known)
		command.TrustActs(&acts, read)
		command.HabitActs(&acts, read)
	}
	return acts, placed
}

func TestWhatRunsADownload(t *testing.T) {
	for _, test := range []struct {
		name    string
		scripts []string
		want    string // program and place; "" where nothing runs it
	}{
		{"a pipe into a shell", []string{"curl -sSL https://x.org/i.sh | sh"}, "sh: curl -sSL https://x.org/i.sh | sh"},
		{"a pipe into a shell with arguments", []string{"curl https://x.org/i.sh | bash -s -- --yes"}, "bash: curl https://x.org/i.sh | bash -s -- --yes"},
		{"a pipe into a shell behind sudo", []string{"wget -qO- https://x.org/i.sh | sudo -E bash -"}, "bash: wget -qO- https://x.org/i.sh | sudo -E bash -"},
		{"a pipe through a filter", []string{"curl https://x.org/i.sh | sed s/a/b/ | sh -e"}, "sh: curl https://x.org/i.sh | sed s/a/b/ | sh -e"},
		{"a pipe into another language", []string{"curl https://x.org/get.py | python3 -"}, "python: curl https://x.org/get.py | python3 -"},
		{"a pipe into php with arguments", []string{"curl https://x.org/installer | php -- --quiet"}, "php: curl https://x.org/installer | php -- --quiet"},
		{"a pipe into a program of its own", []string{"curl https://x.org/a.json | python3 -c 'import sys'"}, ""},
		{"a pipe into a module", []string{"curl https://x.org/a.json | python3 -m json.tool"}, ""},
		{"a pipe into xargs", []string{"curl https://x.org/list | xargs -n1 sh -c 'echo $0'"}, ""},
		{"a pipe into an unpacker", []string{"curl https://x.org/a.tgz | tar xz"}, ""},
		{"a substitution that is the script", []string{`sh -c "$(curl -fsSL https://x.org/i.sh)"`}, `sh: sh -c "$(curl -fsSL https://x.org/i.sh)"`},
		{"a substitution that is evaluated", []string{"eval `wget -qO- https://x.org/env`"}, "eval: eval `wget -qO- https://x.org/env`"},
		{"a process substitution", []string{"bash <(curl https://x.org/i.sh)"}, "bash: bash <(curl https://x.org/i.sh)"},
		{"a process substitution that is sourced", []string{". <(curl https://x.org/i.sh)"}, ".: . <(curl https://x.org/i.sh)"},
		{"a substitution that is a value", []string{`sh -c "echo $(curl https://x.org/version)"`}, ""},
		{"a version that is looked up", []string{"V=$(curl https://x.org/version) && make V=$V"}, ""},
		{"a file that is run by a shell", []string{"curl -o /tmp/i.sh https://x.org/i.sh && sh /tmp/i.sh"}, "sh: sh /tmp/i.sh"},
		{"a file with the name of the address", []string{"wget https://x.org/i.sh?v=1 && bash i.sh"}, "bash: bash i.sh"},
		{"a file below a folder", []string{"wget -P /opt https://x.org/i.sh && sh /opt/i.sh"}, "sh: sh /opt/i.sh"},
		{"a file where the script is", []string{"cd /opt && curl -O https://x.org/i.sh && /opt/i.sh"}, ": /opt/i.sh"},
		{"a file that a redirection writes", []string{"curl https://x.org/i.sh > i.sh; chmod +x i.sh; ./i.sh"}, ": ./i.sh"},
		{"a file that a later step runs", []string{"curl -o /i.sh https://x.org/i.sh", "/i.sh --yes"}, ": /i.sh --yes"},
		{"a program that is found by its name", []string{"curl -o /usr/local/bin/tool https://x.org/tool && tool init"}, ": tool init"},
		{"the program that fetches is not the one that it fetches", []string{"curl -o /usr/local/bin/curl https://x.org/curl && chmod +x /usr/local/bin/curl"}, ""},
		{"the program that was fetched fetches", []string{"wget -O /usr/local/bin/curl https://x.org/curl && curl -o /dev/null https://x.org/a"}, ": curl -o /dev/null https://x.org/a"},
		{"a program of the name elsewhere", []string{"curl -o /data/tool https://x.org/tool && tool init"}, ""},
		{"a file that is moved", []string{"wget https://x.org/tool && mv tool /usr/bin/ && tool"}, ": tool"},
		{"a file out of a bucket", []string{"aws s3api get-object --bucket b --key dir/exe /opt/ && /opt/exe"}, ": /opt/exe"},
		{"a file that is copied out of a bucket", []string{"gsutil cp gs://b/exe . && ./exe"}, ": ./exe"},
		{"a package", []string{"curl -LO https://x.org/a.deb && dpkg -i a.deb"}, "dpkg: dpkg -i a.deb"},
		{"a package with dependencies", []string{"curl -Lo /tmp/a.deb https://x.org/a && apt-get install -y /tmp/a.deb"}, "apt-get: apt-get install -y /tmp/a.deb"},
		{"an archive of Java", []string{"wget https://x.org/a.jar && java -jar a.jar"}, "java: java -jar a.jar"},
		{"a file that is only read", []string{"curl -o /tmp/i.sh https://x.org/i.sh && cat /tmp/i.sh"}, ""},
		{"a file whose checksum is compared", []string{"curl -o i.sh https://x.org/i.sh && echo 'abc  i.sh' | sha256sum -c && sh i.sh"}, ""},
		{"a file whose checksum is compared in a later step", []string{"curl -o i.sh https://x.org/i.sh", "echo 'abc  i.sh' | sha256sum -c && sh i.sh"}, ""},
		{"a checksum that is compared too late", []string{"curl -o i.sh https://x.org/i.sh && sh i.sh && sha256sum -c sums"}, "sh: sh i.sh"},
		{"a signature that is checked", []string{"curl -o i.sh https://x.org/i.sh && minisign -Vqm i.sh -P key && sh i.sh"}, ""},
		{"a signature of a file that a variable names", []string{"curl -o i.sh https://x.org/i.sh && minisign -Vm $FILE -P key && sh i.sh"}, ""},
		{"the signature of another file", []string{"curl -o i.sh https://x.org/i.sh && minisign -Vm other -P key && sh i.sh"}, "sh: sh i.sh"},
		{"the checksum of another file", []string{"curl -o i.sh https://x.org/i.sh && echo 'abc  other' | sha256sum -c && sh i.sh"}, "sh: sh i.sh"},
		{"a commit", []string{"curl https://x.org/0123456789abcdef0123456789abcdef01234567/i.sh | sh"}, ""},
		{"a commit over plain HTTP", []string{"curl http://x.org/0123456789abcdef0123456789abcdef01234567/i.sh | sh"}, "sh: curl http://x.org/0123456789abcdef0123456789abcdef01234567/i.sh | sh"},
		{"this very machine", []string{"curl http://localhost:8080/i.sh | sh"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			acts, placed := actsOf(t, test.scripts...)
			got := ""
			for _, d := range acts.Downloads {
				if d.Execution != nil {
					got = d.Execution.Program + ": " + placed[d.Execution.At]
				}
			}
			require.Equal(t, test.want, got)
		})
	}
}

func TestWhatNothingVerifies(t *testing.T) {
	for _, test := range []struct {
		name, script string
		want         []bool // of each download
	}{
		{"a file", "curl -o a https://x.org/a", []bool{true}},
		{"what is unpacked at once", "curl https://x.org/a.tgz | tar xz", []bool{true}},
		{"what is only looked at", "curl https://x.org/a | grep b", []bool{false}},
		{"what is thrown away", "curl -o /dev/null https://x.org/a", nil},
		{"a question", "curl -I https://x.org/a && wget --spider https://x.org/b", nil},
		{"a checksum on the command line", `wget https://x.org/a && echo "$SUM *a" | sha512sum -c -`, []bool{false}},
		{"a checksum of a name nobody knows", `wget https://x.org/a && echo "$SUM $FILE" | sha512sum -c -`, []bool{false}},
		{"a file of checksums", "wget https://x.org/a https://x.org/b && sha256sum --check sums", []bool{false}},
		{"a checksum in a here-document", "wget https://x.org/a\nsha256sum -c <<EOF\nabc  a\nEOF", []bool{false}},
		{"the checksum of one of two", "wget https://x.org/a; wget https://x.org/b; echo 'abc  b' | md5sum -c", []bool{true, false}},
		{"a signature", "curl -O https://x.org/a; curl -O https://x.org/a.asc; gpg --batch --verify a.asc a", []bool{false, false}},
		{"a comparison", `wget https://x.org/a && test "$(sha256sum a)" = "$SUM"`, []bool{false}},
		{"a key", "curl -o /etc/apt/keyrings/x.asc https://x.org/key.asc", []bool{false}},
		{"a verification before", "sha256sum -c sums && wget https://x.org/a", []bool{true}},
		{"a variable", "curl -fLo a $URL", []bool{true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			acts, _ := actsOf(t, test.script)
			var got []bool
			for _, d := range acts.Downloads {
				got = append(got, d.Unverified)
			}
			require.Equal(t, test.want, got)
		})
	}
}

func TestAddresses(t *testing.T) {
	for _, test := range []struct {
		name, script string
		want         string // text, plaintext or not, what floats
	}{
		{"HTTPS", "curl https://x.org/a", "https://x.org/a"},
		{"plain HTTP", "curl http://x.org/a", "http://x.org/a plaintext"},
		{"no scheme", "wget x.org/a", "x.org/a plaintext"},
		{"a password", "curl https://me:secret@x.org/a", "https://x.org/a"},
		{"a variable for the host", `curl "https://$HOST/a"`, "https://$HOST/a"},
		{"a variable for all", "curl $URL", ""},
		{"a file", "curl file:///etc/passwd", ""},
		{"the latest release", "curl -LO https://github.com/a/b/releases/latest/download/c", "https://github.com/a/b/releases/latest/download/c latest"},
		{"the latest in a name", "wget https://x.org/node-latest-x64.tar.gz", "https://x.org/node-latest-x64.tar.gz latest"},
		{"a raw file of a branch", "curl https://raw.githubusercontent.com/a/b/main/c", "https://raw.githubusercontent.com/a/b/main/c main"},
		{"a raw file of a tag", "curl https://raw.githubusercontent.com/a/b/v1/main", "https://raw.githubusercontent.com/a/b/v1/main"},
		{"the archive of a branch", "wget https://github.com/a/b/archive/master.tar.gz", "https://github.com/a/b/archive/master.tar.gz master"},
		{"the archive of a branch by its full name", "wget https://github.com/a/b/archive/refs/heads/main.zip", "https://github.com/a/b/archive/refs/heads/main.zip main"},
		{"a component of Debian", "wget https://deb.debian.org/debian/pool/main/c/curl/curl_8.deb", "https://deb.debian.org/debian/pool/main/c/curl/curl_8.deb"},
		{"a branch in a query", "wget 'https://x.org/a?ref=master'", "https://x.org/a?ref=master master"},
		{"a clone", "git clone https://x.org/a.git", "https://x.org/a.git the default branch"},
		{"a clone of a tag", "git clone -b v1 https://x.org/a.git", "https://x.org/a.git"},
		{"a clone of a branch", "git clone --branch main https://x.org/a.git", "https://x.org/a.git main"},
		{"a clone whose commit is chosen", "git clone https://x.org/a.git && cd a && git checkout 0a1b2c", "https://x.org/a.git"},
		{"a clone whose branch is chosen", "git clone https://x.org/a.git && cd a && git checkout origin/master", "https://x.org/a.git the default branch"},
		{"git's own protocol", "git clone -b v1 git://x.org/a.git", "git://x.org/a.git plaintext"},
		{"a clone over SSH", "git clone -b v1 git@x.org:a.git", ""},
		{"an index of packages", "pip install -i http://x.org/simple a", "http://x.org/simple plaintext"},
		{"a proxy", "pip install --proxy http://x.org:3128 a", ""},
		{"a package over HTTP", "yum install -y http://x.org/a.rpm", "http://x.org/a.rpm plaintext"},
		{"a repository of signed packages", "zypper addrepo http://x.org/repo a", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			acts, _ := actsOf(t, test.script)
			got := ""
			for _, d := range acts.Downloads {
				for _, a := range d.Addresses {
					got = a.Text
					if a.Plaintext {
						got += " plaintext"
					}
					if a.Floating != "" {
						got += " " + a.Floating
					}
				}
			}
			require.Equal(t, test.want, got)
		})
	}
}

func TestThePlaceOfAScheme(t *testing.T) {
	acts, placed := actsOf(t, `curl -o a "http://x.org/$A"; curl -o b $B/http`)
	require.Equal(t, "http", placed[acts.Downloads[0].Addresses[0].SchemeAt])
	require.Equal(t, `"http://x.org/$A"`, placed[acts.Downloads[0].Addresses[0].At])
	require.Equal(t, "x.org", acts.Downloads[0].Source)
	require.Equal(t, "curl", placed[acts.Downloads[0].ProgramAt])
}

func TestErrorPages(t *testing.T) {
	for script, want := range map[string]bool{
		"curl -o a https://x.org/a":                            true,
		"curl https://x.org/a > a":                             true,
		"curl https://x.org/a | sh":                            true,
		"curl -fsSLo a https://x.org/a":                        false,
		"curl --fail-with-body -o a https://x.org/a":           false,
		"curl -o a -w '%{http_code}' https://x.org/a":          false,
		"curl https://x.org/a | tar xz":                        false,
		"curl -o a https://x.org/a && echo 'f  a' | md5sum -c": false,
		"curl -o a http://localhost/a":                         false,
		"wget https://x.org/a":                                 false,
	} {
		t.Run(script, func(t *testing.T) {
			acts, _ := actsOf(t, script)
			require.Equal(t, want, acts.Downloads[0].ErrorPageKept)
		})
	}
}

func TestProgress(t *testing.T) {
	for script, want := range map[string]string{
		"wget https://x.org/a":                      "-nv",
		"wget -q https://x.org/a":                   "",
		"wget -nv https://x.org/a":                  "",
		"wget -qO- https://x.org/a":                 "",
		"wget --progress=dot:giga https://x.org/a":  "",
		"wget --output-file=/tmp/log https://x.org": "",
		"wget https://x.org/a 2>/dev/null":          "",
		"curl https://x.org/a":                      "",
	} {
		t.Run(script, func(t *testing.T) {
			acts, _ := actsOf(t, script)
			require.Equal(t, want, acts.Downloads[0].Quieter)
		})
	}
}

func FuzzDownloadActs(f *testing.F) {
	for _, seed := range []string{
		"curl -o a http://x/$A | sh; sh a", "aws s3api get-object --key", "wget -P/ x.org && ./x", "git clone http://a/b; git checkout x",
		"sh -c \"$(curl x)\"", "echo 'a b' | sha256sum -c", "PIP_TRUSTED_HOST=x pip install --trusted-host a -i http://b c", "useradd -u 999999 x",
		"ssh -o StrictHostKeyChecking=no a; npm set strict-ssl false", "\xff curl \xff", "install / /; mv . .", "cd /" + strings.Repeat("a/", 50) + "; curl -O x.y/z",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, script string) {
		acts, _ := actsOf(t, script, script)
		for _, d := range acts.Downloads {
			require.NotEmpty(t, d.At)
		}
	})
}
