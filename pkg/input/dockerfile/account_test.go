package dockerfile_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
)

func TestPasswordsThatAreChanged(t *testing.T) {
	for _, test := range []struct {
		name, script string
		changed      bool
		emptied      bool
	}{
		{"chpasswd", "echo app:secret | chpasswd", true, false},
		{"chpasswd with hashes", "chpasswd -e < hashes", true, false},
		{"chpasswd with a hash that locks", "echo 'app:*' | chpasswd -e", false, false},
		{"chpasswd with several that lock", `printf 'app:!\nweb:*\n' | chpasswd --encrypted`, false, false},
		{"chpasswd with a here-string that locks", "chpasswd -e <<< 'app:!!'", false, false},
		{"chpasswd with a hash beside one that locks", `printf 'app:!\nweb:$6$x$y\n' | chpasswd -e`, true, false},
		{"chpasswd takes a star for a password", "echo 'app:*' | chpasswd", true, false},
		{"passwd from a pipe", "echo secret | passwd --stdin app", true, false},
		{"passwd -d", "passwd -d root", true, true},
		{"passwd -l locks", "passwd -l root", false, false},
		{"useradd with a hash", "useradd -p '$6$x$y' app", true, false},
		{"useradd with a computed hash", "useradd -p $(openssl passwd -1 secret) app", true, false},
		{"useradd with an empty one", "useradd -p '' app", true, true},
		{"useradd with a locked one", "useradd -p '*' app", false, false},
		{"usermod that locks", "usermod -p '!' app", false, false},
		{"useradd", "useradd app", false, false},
		{"an edit that empties", "sed -i 's/^root:[^:]*:/root::/' /etc/shadow", true, true},
		{"an edit that locks", "sed -i 's/^root::/root:!:/' /etc/shadow", false, false},
		{"an edit of something else", "sed -i 's/a/b::c/' /etc/hosts", false, false},
		{"the file's group", "chgrp root /etc/passwd", false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := "FROM a\nRUN " + test.script + "\n"
			passwords := read(t, text, dockerfile.Options{}).Dockerfile.Acts.Passwords
			require.Len(t, passwords, map[bool]int{true: 1}[test.changed])
			if test.changed {
				require.Equal(t, test.emptied, passwords[0].Emptied)
				require.True(t, passwords[0].Shipped)
			}
		})
	}
}

func TestSudoWithoutAPassword(t *testing.T) {
	for _, test := range []struct {
		name, script string
		grants       int
	}{
		{"a line that is appended", "echo 'app ALL=(ALL) NOPASSWD:ALL' >> /etc/sudoers", 1},
		{"a line in a file of its own", `printf '%s\n' "app ALL=NOPASSWD: ALL" > /etc/sudoers.d/app`, 1},
		{"a line through tee", "echo '%sudo ALL=(ALL) NOPASSWD:ALL' | tee -a /etc/sudoers", 1},
		{"a block of lines", "{ echo 'app ALL=(ALL) NOPASSWD:ALL'; } > /etc/sudoers.d/app", 1},
		{"a heredoc", "<<EOF cat > /etc/sudoers.d/app\napp ALL=(ALL) NOPASSWD:ALL\nEOF", 1},
		{"an entry that is edited", "sed -i 's/%sudo.*/%sudo ALL=(ALL) NOPASSWD:ALL/' /etc/sudoers", 1},
		{"an entry that is no comment any more", "sed -i 's/^# \\(%wheel.*NOPASSWD.*\\)/\\1/' /etc/sudoers", 1},
		{"an entry that is taken away", "sed -i 's/NOPASSWD://' /etc/sudoers", 0},
		{"an entry that asks", "echo 'app ALL=(ALL) ALL' >> /etc/sudoers", 0},
		{"a message", "echo 'no NOPASSWD here'", 0},
		{"a search", "grep -q NOPASSWD /etc/sudoers", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := read(t, "FROM a\nRUN "+test.script+"\n", dockerfile.Options{})
			require.Len(t, document.Dockerfile.Acts.SudoGrants, test.grants)
		})
	}
}

func TestSudoersFilesThatAreCopied(t *testing.T) {
	for _, test := range []struct {
		name, copied string
		grants       int
	}{
		{"an entry", "COPY <<EOF /etc/sudoers.d/app\napp ALL=(ALL) NOPASSWD:ALL\nEOF", 1},
		{"an entry that asks", "COPY <<EOF /etc/sudoers.d/app\napp ALL=(ALL) ALL\nEOF", 0},
		{"an entry that is a comment", "COPY <<EOF /etc/sudoers.d/app\n# app ALL=(ALL) NOPASSWD:ALL\nEOF", 0},
		{"another file", "COPY <<EOF /notes\nNOPASSWD\nEOF", 0},
		{"a file that can't be seen", "COPY app /etc/sudoers.d/app", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := read(t, "FROM a\n"+test.copied+"\n", dockerfile.Options{})
			require.Len(t, document.Dockerfile.Acts.SudoGrants, test.grants)
		})
	}
}
