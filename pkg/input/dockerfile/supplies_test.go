package dockerfile_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/input"
	"github.com/seaworthy-policy/seaworthy/pkg/input/dockerfile"
)

// ending returns what the last stage has at its end.
func ending(t *testing.T, text string) input.Effective {
	t.Helper()
	stages := read(t, text, dockerfile.Options{}).Dockerfile.Stages
	return stages[len(stages)-1].Effective
}

func TestAccountsThatTheFileCreates(t *testing.T) {
	for _, test := range []struct {
		name, before string
		created      bool
	}{
		{"nothing", "", false},
		{"useradd", "RUN useradd -r app", true},
		{"adduser with a group", "RUN adduser -S app -G app", true},
		{"another account", "RUN useradd other", false},
		{"an account that a variable names", "ARG NAME\nRUN useradd $NAME", true},
		{"a line for the account file", "RUN echo app:x:1000:1000::/:/bin/sh >> /etc/passwd", true},
		{"an account file that is copied", "COPY passwd /etc/passwd", true},
		{"all settings that are copied", "COPY etc/ /etc/", true},
		{"a whole root that is copied", "COPY --from=registry.example.com/root / /", true},
		{"an archive that is unpacked", "ADD rootfs.tar.xz /", true},
		{"the context in a folder of its own", "WORKDIR /srv\nCOPY . .", false},
		{"the context in the root", "COPY . .", true},
		{"a folder of the same name", "RUN mkdir app && chown app app", false},
		{"a file of the same name", "COPY app /app", false},
		{"a program that nobody knows", "RUN create-account app", true},
		{"a copied program", "COPY api /usr/local/bin/api", false},
		{"a program in the root", "COPY api /", false},
		{"a package of the same name", "RUN apt-get install -y app-server", true},
		{"another package", "RUN apt-get install -y curl", false},
		{"packages that a variable names", "ARG PACKAGES\nRUN apt-get install -y $PACKAGES", true},
		{"a package that is a file", "RUN apt-get install -y ./app.deb", true},
		{"a script of the project", "COPY setup.sh /\nRUN /setup.sh", true},
		{"a script from the web", "RUN curl -fsS https://example.com/setup | sh", true},
		{"a look at the account file", "RUN grep root /etc/passwd", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.created, ending(t, "FROM a\n"+test.before+"\nUSER app\n").AccountCreated)
		})
	}
}

func TestAccountsOfServicesComeWithTheirPackages(t *testing.T) {
	for account, packages := range map[string]string{
		"postgres": "postgresql-17", "www-data": "apache2", "apache": "httpd", "mysql": "mariadb-server", "sshd": "openssh-server",
	} {
		t.Run(account, func(t *testing.T) {
			require.True(t, ending(t, "FROM a\nRUN apt-get install -y "+packages+"\nUSER "+account+"\n").AccountCreated)
		})
	}
}

func TestAccountsAreInherited(t *testing.T) {
	require.True(t, ending(t, "FROM a AS base\nRUN useradd app\nFROM base\nUSER app\n").AccountCreated)
	require.False(t, ending(t, "FROM a AS build\nRUN useradd app\nFROM b\nCOPY --from=build /x /x\nUSER app\n").AccountCreated)
}

func TestProgramsThatTheFileBrings(t *testing.T) {
	for _, test := range []struct {
		name, before string
		supplied     bool
	}{
		{"nothing", "", false},
		{"its package", "RUN apk add --no-cache curl", true},
		{"a package that begins alike", "RUN dnf install -y curl-minimal", true},
		{"another package", "RUN apk add --no-cache git", false},
		{"a program that has been used", "RUN curl -fsS https://example.com/ > /x", true},
		{"a program that is copied", "COPY --from=tools /usr/bin/curl /usr/bin/", true},
		{"a folder of programs", "COPY --from=tools /usr/bin/ /usr/bin/", true},
		{"another program", "COPY --from=tools /usr/bin/jq /usr/bin/", false},
		{"packages that a variable names", "ARG PACKAGES\nRUN apk add $PACKAGES", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			effective := ending(t, "FROM a\nHEALTHCHECK CMD curl -f localhost\n"+test.before+"\n")
			require.Equal(t, test.supplied, slices.Contains(effective.Supplied, "curl"))
		})
	}
}

func TestShellsThatTheFileBrings(t *testing.T) {
	for _, test := range []struct {
		name, before string
		supplied     bool
	}{
		{"nothing", "", false},
		{"the program", "COPY api /api", false},
		{"the program into the root", "COPY --from=build /out/api /", false},
		{"busybox", "COPY --from=busybox /bin/busybox /bin/sh", true},
		{"a shell", "COPY --from=alpine /bin/sh /bin/", true},
		{"a folder of programs", "COPY --from=alpine /bin /bin", true},
		{"a root file system", "ADD alpine-minirootfs.tar.gz /", true},
		{"something that may be one", "COPY --from=build /target-root /", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.supplied, ending(t, "FROM a\n"+test.before+"\nCMD /api\n").ShellSupplied)
		})
	}
}

func TestVariablesUsedBeforeTheyAreSet(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"a variable of the same ENV", "ENV A=1 B=$A", []string{"A"}},
		{"a variable that comes later", "ENV B=$A A=1", []string{"A"}},
		{"two of them", "ENV A=1 C=2 B=$C$A", []string{"A", "C"}},
		{"a variable from before", "ENV A=1\nENV A=2 B=$A", nil},
		{"an argument from before", "ARG A\nENV A=2 B=$A", nil},
		{"the pair's own name", "ENV A=1 B=$B:x", nil},
		{"a longer name", "ENV A=1 B=$AB", nil},
		{"a dollar sign that is quoted", `ENV A=1 B='$A'`, nil},
		{"a dollar sign that is escaped", `ENV A=1 B=\$A`, nil},
		{"one pair", "ENV B=$A", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			var found []string
			for _, pair := range read(t, "FROM a\n"+test.text+"\n", dockerfile.Options{}).Dockerfile.Instructions.Env {
				found = append(found, pair.Premature...)
			}
			require.Equal(t, test.want, found)
		})
	}
}

func TestWorkdirThatSomethingAnchors(t *testing.T) {
	for _, test := range []struct {
		name, text string
		anchored   bool
	}{
		{"nothing", "FROM a\nWORKDIR x\n", false},
		{"another relative one", "FROM a\nWORKDIR w\nWORKDIR x\n", false},
		{"an absolute one", "FROM a\nWORKDIR /w\nWORKDIR x\n", true},
		{"an absolute one further up", "FROM a\nWORKDIR /w\nWORKDIR x\nWORKDIR y\n", true},
		{"one of the parent", "FROM a AS p\nWORKDIR /w\nFROM p\nWORKDIR x\n", true},
		{"a variable that may be absolute", "FROM a\nWORKDIR $W\nWORKDIR x\n", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.anchored, ending(t, test.text).Workdir.Anchored)
		})
	}
}

func TestUserIDsBeyondAllNumbers(t *testing.T) {
	require.Equal(t, int64(9223372036854775807), *ending(t, "FROM a\nUSER 99999999999999999999\n").User.ID)
}
