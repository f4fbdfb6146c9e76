package seaworthy.rules.dockerfile.ssh_server_installed_test

import data.seaworthy.rules.dockerfile.ssh_server_installed as rule
import data.seaworthy.testing

installing(manager, fields) := testing.dockerfile({"acts": {"installs": [testing.instruction(object.union(
	{"kind": "system", "manager": manager, "title": "install"},
	fields,
))]}})

named(name) := {"text": name, "name": name, "at": "packages/0"}

test_reports[note] if {
	some note, [manager, name] in {
		"the server of Debian": ["apt", "openssh-server"],
		"both halves of Debian": ["apt", "ssh"],
		"both halves of Alpine": ["apk", "openssh"],
		"a small one": ["apk", "dropbear"],
		"the server of Fedora": ["dnf", "openssh-server"],
	}
	rule.deny == {{
		"msg": $"install installs an SSH server: {name}",
		"at": "packages/0",
	}} with input as installing(manager, {"packages": [named(name)]})
}

test_does_not_report[note] if {
	some note, [manager, fields] in {
		"a client": ["apt", {"packages": [named("openssh-client")]}],
		"shared files of Fedora": ["dnf", {"packages": [named("openssh")]}],
		"a stage that nothing ships": ["apk", {"packages": [named("openssh")], "shipped": false}],
		"a server that is removed again": ["apk", {"packages": [object.union(named("openssh"), {"removed": true})]}],
	}
	rule.deny == set() with input as installing(manager, fields)
}
