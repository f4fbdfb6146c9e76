package shell_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/shell"
)

// describe puts a command in one line: [wrappers] NAME=value name:verb -flag -flag=value (operands) >redirection.
func describe(c shell.Command) string {
	var parts []string
	if len(c.Wrappers) > 0 {
		parts = append(parts, "["+strings.Join(c.Wrappers, ", ")+"]")
	}
	for _, a := range c.Environment {
		parts = append(parts, a.Name+"="+a.Value.Text)
	}
	name := c.Name
	if c.Verb != "" {
		name += ":" + c.Verb
	}
	parts = append(parts, name)
	for _, f := range c.Flags {
		if f.Value != nil {
			parts = append(parts, f.Name+"="+f.Value.Text)
		} else {
			parts = append(parts, f.Name)
		}
	}
	if len(c.Operands) > 0 {
		parts = append(parts, "("+strings.Join(texts(c.Operands), " ")+")")
	}
	for _, r := range c.Redirections {
		parts = append(parts, r.Operator+r.Target.Text)
	}
	return strings.Join(parts, " ")
}

func texts(words []shell.Word) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = w.Text
	}
	return all
}

func describeAll(commands []shell.Command) []string {
	all := make([]string, len(commands))
	for i, c := range commands {
		all[i] = describe(c)
	}
	return all
}

func TestCommands(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"a list of commands", "a; b && c || d | e\nf & g", []string{"a", "b", "c", "d", "e", "[background] f", "g"}},
		{"a path is left out of the name", "/usr/bin/curl x", []string{"curl (x)"}},
		{"the name behind an unknown directory", `"$VENV"/bin/pip install x`, []string{"pip:install (x)"}},
		{"an unknown name", "$TOOL x", []string{" (x)"}},
		{"a versioned program is one tool", "pip3.11 install x; python3 y; gcc-13 z", []string{"pip:install (x)", "python (y)", "gcc (z)"}},
		{"versions that belong to the name", "sha256sum x; sqlite3 y; xz2", []string{"sha256sum (x)", "sqlite3 (y)", "xz2"}},
		{"an empty variable leaves no word", "SUDO=; $SUDO apt-get update", []string{"apt-get:update"}},
		{"assignments give no command", "A=b; C=d e", []string{"C=d e"}},
		{"a redirection alone", "> /etc/motd", []string{" >/etc/motd"}},
		{"test commands", "[ -f x ] && [[ $A == b && ! -d c ]]", []string{"[ -f (x ])", "[[ -d ($A == b && ! c)"}},
		{"an export is a command", "export A=b C", []string{"export (A=b C)"}},

		{"a subshell", "(a; b)", []string{"[subshell] a", "[subshell] b"}},
		{"braces are no wrapper", "{ a; b; }", []string{"a", "b"}},
		{"all parts of an if", "if a; then b; elif c; then d; else e; fi", []string{"[if] a", "[if] b", "[if] c", "[if] d", "[if] e"}},
		{"loops", "for i in x; do a; done; while b; do c; done; until d; do e; done", []string{"[loop] a", "[loop] b", "[loop] c", "[loop] d", "[loop] e"}},
		{"case", "case $X in a|b) c;; *) d;; esac", []string{"[case] c", "[case] d"}},
		{"a function", "f() { a; }; f", []string{"[function] a", "f"}},
		{"a negation", "! a", []string{"[negation] a"}},
		{"substitutions wherever they are", "a $(b) \"`c`\"; D=$(e) f ${G:-$(h)} <(i) > $(j) $((k + $(l)))", []string{
			"a ($(b) `c`)", "[substitution] b", "[substitution] c", "D=$(e) f (${G:-$(h)} <(i) $((k + $(l)))) >$(j)",
			"[substitution] j", "[substitution] e", "[substitution] h", "[substitution] i", "[substitution] l",
		}},
		{"substitutions in heads of compounds", "for i in $(a); do b; done; case $(c) in $(d)) e;; esac", []string{
			"[substitution, loop] a", "[loop] b", "[substitution, case] c", "[substitution, case] d", "[case] e",
		}},
		{"the keyword time", "time -p a x", []string{"time", "[time] a (x)"}},
		{"a coprocess", "coproc a", []string{"[background] a"}},
		{"redirections of a block are those of what is in it", "{ a; b > x; } >> y", []string{"a >>y", "b >>y >x"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			script := shell.Parse(test.text, shell.Context{})
			require.Nil(t, script.Error)
			require.Equal(t, normal(test.want), normal(describeAll(script.Commands)))
			requireSound(t, script)
		})
	}
}

// normal lets a substitution in the head of a compound stand inside or outside of it.
func normal(lines []string) []string {
	all := make([]string, len(lines))
	for i, line := range lines {
		for _, construct := range []string{"loop", "case"} {
			line = strings.Replace(line, "["+construct+", substitution]", "[substitution, "+construct+"]", 1)
		}
		all[i] = line
	}
	return all
}

func TestWrappers(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // what is wrapped; the first command is the wrapper itself
	}{
		{"sudo", "sudo -u root -E -- apt-get update", []string{"[sudo] apt-get:update"}},
		{"sudo gives its own variables", "X=y sudo A=b c", []string{"[sudo] A=b c"}},
		{"sudo -E keeps the environment", "X=y sudo -E c", []string{"[sudo] X=y c"}},
		{"sudo -l runs nothing", "sudo -l a", nil},
		{"env", "A=b env -u X C=d e", []string{"[env] A=b C=d e"}},
		{"env -i", "env -i a", []string{"[env] a"}},
		{"xargs", "xargs -0 -n 1 -I {} -P4 rm -f {}", []string{"[xargs] rm -f ({})"}},
		{"xargs -r", "xargs -r apt-mark manual x", []string{"[xargs] apt-mark:manual (x)"}},
		{"timeout", "timeout -s KILL -k 5 10m a -b", []string{"[timeout] a -b"}},
		{"nice", "nice -n 5 a", []string{"[nice] a"}},
		{"nice with a number for a flag", "nice -5 a", []string{"[nice] a"}},
		{"nohup", "nohup a", []string{"[nohup] a"}},
		{"exec", "exec -a x a", []string{"[exec] a"}},
		{"command", "command a", []string{"[command] a"}},
		{"command -v runs nothing", "command -v a", nil},
		{"time the program", "/usr/bin/time -f %e a", []string{"[time] a"}},
		{"gosu", "gosu app a -b", []string{"[gosu] a -b"}},
		{"setuser", "setuser app a -b", []string{"[setuser] a -b"}},
		{"su-exec", "su-exec 1000:1000 a", []string{"[su-exec] a"}},
		{"chroot", "chroot --userspec=a /mnt b", []string{"[chroot] b"}},
		{"stdbuf", "stdbuf -oL -e 0 a", []string{"[stdbuf] a"}},
		{"doas", "doas -u x a", []string{"[doas] a"}},
		{"ionice", "ionice -c 3 a", []string{"[ionice] a"}},
		{"setpriv", "setpriv --reuid 1 --clear-groups a", []string{"[setpriv] a"}},
		{"unshare", "unshare -rn --map-user=1 a", []string{"[unshare] a"}},
		{"tini", "tini -s -g -- a -b", []string{"[tini] a -b"}},
		{"dumb-init", "dumb-init -c a", []string{"[dumb-init] a"}},
		{"busybox", "busybox wget x", []string{"[busybox] wget (x)"}},
		{"conda run", "conda run -n env python -m pip install x", []string{"[conda run] python -m=pip (install x)", "[conda run, python -m] pip:install (x)"}},
		{"poetry run", "poetry run pip install x", []string{"[poetry run] pip:install (x)"}},
		{"bundle exec", "bundle exec rake", []string{"[bundle exec] rake"}},
		{"python -m", "python3 -m pip install --no-cache-dir x", []string{"[python -m] pip:install --no-cache-dir (x)"}},
		{"python -m with flags before", "python3 -u -W ignore -m pip install x", []string{"[python -m] pip:install (x)"}},
		{"python -m glued", "python3 -mpip install x", []string{"[python -m] pip:install (x)"}},
		{"python -c", "python3 -c 'import x' -m pip", nil},
		{"find -exec", `find / -name x -exec rm -f {} \; -o -execdir a {} +`, []string{"[find -exec] rm -f ({})", "[find -exec] a ({})"}},
		{"many wrappers", "sudo env A=b nice timeout 5 c", []string{
			"[sudo] env (A=b nice timeout 5 c)", "[sudo, env] A=b nice (timeout 5 c)", "[sudo, env, nice] A=b timeout (5 c)", "[sudo, env, nice, timeout] A=b c",
		}},

		{"sh -c", `sh -c 'a && b "c d"'`, []string{"[sh -c] a", "[sh -c] b (c d)"}},
		{"sh -c with flags", "bash -eo pipefail -c 'a'", []string{"[sh -c] a"}},
		{"sh -ec", "bash -exc 'a' name arg", []string{"[sh -c] a"}},
		{"sh runs a file", "bash -e setup.sh -c x", nil},
		{"sh -c inside sh -c", `sh -c "bash -c 'a \$X'"`, []string{"[sh -c] bash -c (a $X)", "[sh -c, sh -c] a ($X)"}},
		{"sudo sh -c", "sudo sh -c 'a > /x'", []string{"[sudo] sh -c (a > /x)", "[sudo, sh -c] a >/x"}},
		{"busybox sh -c", "busybox sh -c a", []string{"[busybox] sh -c (a)", "[busybox, sh -c] a"}},
		{"su -c", "su - app -s /bin/bash -c 'a b'", []string{"[su] a (b)"}},
		{"su -c before the user", "su -c 'a b' app", []string{"[su] a (b)"}},
		{"runuser -u", "runuser -u app -- a b", []string{"[runuser] a (b)"}},
		{"flock -c", "flock /x -c 'a b'", []string{"[flock] a (b)"}},
		{"flock", "flock -n /x a b", []string{"[flock] a (b)"}},
		{"eval", `eval a "b; c"`, []string{"[eval] a (b)", "[eval] c"}},
		{"trap", "trap 'a; b' EXIT INT", []string{"[trap] a", "[trap] b"}},
		{"trap that resets", "trap - EXIT", nil},
		{"a heredoc for a shell", "bash -e <<'EOF'\na $X\nEOF", []string{"[heredoc] a ($X)"}},
		{"an indented heredoc for a shell", "sh <<-EOF\n\ta\n\t\tb\n\tEOF", []string{"[heredoc] a", "[heredoc] b"}},
		{"a heredoc for sudo sh", "sudo sh <<EOF\na\nEOF", []string{"[sudo] sh <<EOF", "[sudo, heredoc] a"}},
		{"a here-string for a shell", "bash <<< 'a; b'", []string{"[stdin] a", "[stdin] b"}},
		{"a heredoc that is no script", "cat <<EOF\na\nEOF", nil},
		{"echo into a shell", "echo 'a; b' | sh", []string{"sh", "[stdin] a", "[stdin] b"}},
		{"printf into a shell", `printf '%s\n' 'a b' | sudo bash -s`, []string{"sudo (bash -s)", "[sudo] bash -s", "[sudo, stdin] a (b)"}},
		{"cat into a shell", "cat <<EOF | bash\na\nEOF", []string{"bash", "[stdin] a"}},
		{"echo into something else", "echo a | tee x", []string{"tee (x)"}},
		{"echo into a shell that runs a file", "echo a | sh x", []string{"sh (x)"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			script := shell.Parse(test.text, shell.Context{})
			require.Nil(t, script.Error)
			got := describeAll(script.Commands)
			if len(test.want) == 0 {
				require.Len(t, got, 1)
			} else {
				require.Equal(t, test.want, got[1:])
			}
			requireSound(t, script)
		})
	}
}

func TestFlags(t *testing.T) {
	tests := []struct{ text, want string }{
		{"apt-get -qq -y install --no-install-recommends -o Dpkg::Use-Pty=0 a=1.2 b/stable", "apt-get:install -q -q -y --no-install-recommends -o=Dpkg::Use-Pty=0 (a=1.2 b/stable)"},
		{"apt-get install -qy -t stable -oA::b=c x", "apt-get:install -q -y -t=stable -o=A::b=c (x)"},
		{"apt-get -q=2 install -- -x", "apt-get:install -q=2 (-x)"},
		{"apt-get $OPTIONS install x", "apt-get:install ($OPTIONS x)"},
		{"apk add --no-cache -t .deps --virtual .b -X http://x a~=1", "apk:add --no-cache -t=.deps --virtual=.b -X=http://x (a~=1)"},
		{"apk --no-cache -U add a", "apk:add --no-cache -U (a)"},
		{"dnf -y --setopt install_weak_deps=False install a", "dnf:install -y --setopt=install_weak_deps=False (a)"},
		{"microdnf install -y --nodocs --setopt=a=b c", "microdnf:install -y --nodocs --setopt=a=b (c)"},
		{"yum install -y -x kernel a", "yum:install -y -x=kernel (a)"},
		{"zypper -n in --from r a", "zypper:in -n --from=r (a)"},
		{"pip install -r req.txt --index-url https://x a==1 -e .", "pip:install -r=req.txt --index-url=https://x -e=. (a==1)"},
		{"uv pip install --system -p 3.12 a", "uv:pip --system -p=3.12 (install a)"},
		{"npm i -g --prefix /x a@1", "npm:i -g --prefix=/x (a@1)"},
		{"npm run build -- --prod", "npm:run (build -- --prod)"},
		{"npm run build --prod", "npm:run (build --prod)"},
		{"yarn install --frozen-lockfile", "yarn:install --frozen-lockfile"},
		{"gem install -N a -v 1.2", "gem:install -N -v=1.2 (a)"},
		{"bundle install -j4 --without dev", "bundle:install -j=4 --without=dev"},
		{"go build -trimpath -ldflags '-s -w' -o /x ./cmd", "go:build -trimpath -ldflags=-s -w -o=/x (./cmd)"},
		{"go build -ldflags=-s ./...", "go:build -ldflags=-s (./...)"},
		{"go install a@latest", "go:install (a@latest)"},
		{"go get -u a", "go:get -u (a)"},
		{"cargo install --locked --version 1 a", "cargo:install --locked --version=1 (a)"},
		{"composer install -d /x --no-dev", "composer:install -d=/x --no-dev"},
		{"conda install -y -c conda-forge a", "conda:install -y -c=conda-forge (a)"},
		{"curl -fsSLo x -H 'A: b' --retry 3 https://y", "curl -f -s -S -L -o=x -H=A: b --retry=3 (https://y)"},
		{"curl -k -o- https://y", "curl -k -o=- (https://y)"},
		{"wget -qO- -nv --no-check-certificate https://y", "wget -q -O=- -nv --no-check-certificate (https://y)"},
		{"git -C x clone --depth 1 -b v1 https://y z", "git:clone -C=x --depth=1 -b=v1 (https://y z)"},
		{"git clone -b main --recursive https://y", "git:clone -b=main --recursive (https://y)"},
		{"rm -rf /a /b", "rm -r -f (/a /b)"},
		{"cp -t /x a --preserve=mode", "cp -t=/x --preserve=mode (a)"},
		{"ln -sf a b", "ln -s -f (a b)"},
		{"chmod -R 777 x", "chmod -R (777 x)"},
		{"chmod -x y", "chmod (-x y)"},
		{"chmod +x y", "chmod (+x y)"},
		{"chown -R a:b /x", "chown -R (a:b /x)"},
		{"tar -xzf a.tgz -C /opt --strip-components 1", "tar -x -z -f=a.tgz -C=/opt --strip-components=1"},
		{"tar xzCf /opt a.tgz b", "tar -x -z -C=/opt -f=a.tgz (b)"},
		{"unzip -qo a.zip -d /x", "unzip -q -o -d=/x (a.zip)"},
		{"docker run -it --rm -v /a:/b -p 80:80 alpine sh -c x", "docker:run -i -t --rm -v=/a:/b -p=80:80 (alpine sh -c x)"},
		{"docker -H tcp://x build -t a:b -f D .", "docker:build -H=tcp://x -t=a:b -f=D (.)"},
		{"docker exec -u 0 c ls -l", "docker:exec -u=0 (c ls -l)"},
		{"useradd -rms /bin/bash -u 1000 app", "useradd -r -m -s=/bin/bash -u=1000 (app)"},
		{"adduser -D -u 1000 -G g app", "adduser -D -u=1000 -G=g (app)"},
		{"usermod -aG sudo app", "usermod -a -G=sudo (app)"},
		{"groupadd -g 1000 g", "groupadd -g=1000 (g)"},
		{"addgroup -S -g 1 g", "addgroup -S -g=1 (g)"},
		{"ssh -o StrictHostKeyChecking=no -p 22 h ls -l", "ssh -o=StrictHostKeyChecking=no -p=22 (h ls -l)"},
		{"scp -r -P 22 a h:b", "scp -r -P=22 (a h:b)"},
		{"gpg --batch --keyserver x --recv-keys K", "gpg --batch --keyserver=x --recv-keys (K)"},
		{"apt-key adv --keyserver x --recv-keys K", "apt-key:adv --keyserver=x --recv-keys (K)"},
		{"make -j4 -C x install", "make -j=4 -C=x (install)"},
		{"make -j install", "make -j (install)"},
		{"sed -i.bak -e s/a/b/ x", "sed -i=.bak -e=s/a/b/ (x)"},
		{"sed -i s/a/b/ x", "sed -i (s/a/b/ x)"},
		{"mkdir -pm 755 x", "mkdir -p -m=755 (x)"},
		{"install -d -m 0755 -o root x", "install -d -m=0755 -o=root (x)"},
		{"dpkg -i x.deb", "dpkg -i (x.deb)"},
		{"rpm -ivh --nodeps x.rpm", "rpm -i -v -h --nodeps (x.rpm)"},
		{"bash -eo pipefail x -y", "bash -e -o=pipefail (x -y)"},
		{"set -euo pipefail", "set -e -u -o=pipefail"},
		{"set +e", "set +e"},
		{"find /x -maxdepth 1 -type f -delete", "find -maxdepth=1 -type=f -delete (/x)"},
		{"java -jar x.jar -y", "java -jar=x.jar (-y)"},
		{"openssl req -x509 -nodes -newkey rsa:2048", "openssl:req -x509 -nodes -newkey=rsa:2048"},
		{"mystery --a=b --c d -ef -g=h - x", "mystery --a=b --c -e -f -g=h (d - x)"},
		{"mystery -Dfoo.bar=x -9 --", "mystery -Dfoo.bar=x -9"},
		{"echo -e a -n --- b", "echo -e (a -n --- b)"},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			script := shell.Parse(test.text, shell.Context{})
			require.Len(t, script.Commands, 1)
			require.Equal(t, test.want, describe(script.Commands[0]))
			requireSound(t, script)
		})
	}
}
