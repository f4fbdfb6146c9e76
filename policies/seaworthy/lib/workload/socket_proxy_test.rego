package seaworthy.lib.workload_test

import data.seaworthy.lib.workload
import data.seaworthy.testing

socket := {"target": "/var/run/docker.sock", "kind": "host_path", "source": "/var/run/docker.sock", "at": "m"}

test_beyond_proxies[note] if {
	some note, [image, mounts] in {
		"a proxy": ["ghcr.io/tecnativa/docker-socket-proxy:0.3", set()],
		"a proxy by another hand": ["wollomatic/socket-proxy:1", set()],
		"a proxy without a tag": ["lscr.io/linuxserver/socket-proxy", set()],
		"another image": ["traefik:v3", {1}],
		"a name that begins alike": ["example/socket-proxy-ui", {1}],
		"no image": ["", {1}],
	}
	document := testing.service({"image": image, "mounts": [socket]})
	found := {count(others) |
		some used in workload.host_paths
		others := workload.beyond_proxies(used).mounts
	} with input as document
	found == mounts
}

test_a_path_that_nothing_mounts_stays if {
	found := [workload.beyond_proxies(used).path | some used in workload.host_paths] with input as declaring
	found == ["/etc"]
}
