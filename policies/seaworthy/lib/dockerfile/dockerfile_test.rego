package seaworthy.lib.dockerfile_test

import data.seaworthy.lib.dockerfile
import data.seaworthy.testing

test_origins[note] if {
	some note, [stages, want] in {
		"a single stage is its own origin": [[{"index": 0, "target": true}], {0: 0}],
		"a chain is followed to its start": [
			[
				{"index": 0, "target": false},
				{"index": 1, "target": false, "parent": 0},
				{"index": 2, "target": true, "parent": 1},
			],
			{2: 0},
		],
		"a stage that is only copied from is in no chain": [
			[{"index": 0, "target": false}, {"index": 1, "target": true}],
			{1: 1},
		],
		"a stage that is no target has none": [[{"index": 0, "target": false}], {}],
	}
	facet := {"stages": [testing.stage(stage) | some stage in stages]}
	found := {target: origin.index | some target, origin in dockerfile.origins} with input as testing.dockerfile(facet)
	found == want
}

test_system_installs[note] if {
	some note, [program, install, want] in {
		"an install": ["apt-get", {"kind": "system", "manager": "apt"}, 1],
		"an install of another family": ["microdnf", {"kind": "system", "manager": "dnf"}, 1],
		"a language's packages": ["pip", {"kind": "language", "manager": "pip"}, 0],
	}
	facet := {"commands": {program: [testing.command({"program": program, "install": install})]}}
	count(dockerfile.system_installs) == want with input as testing.dockerfile(facet)
}

test_an_update_installs_nothing if {
	facet := {"commands": {"apt-get": [testing.command({"program": "apt-get", "verb": "update"})]}}
	count(dockerfile.system_installs) == 0 with input as testing.dockerfile(facet)
}

test_single_holds_what_the_file_has if {
	cmd := [testing.instruction({"form": "exec"})]
	dockerfile.single == {"CMD": cmd} with input as testing.dockerfile({"instructions": {"cmd": cmd}})
}

test_copies_holds_what_the_file_has if {
	add := [testing.instruction({"sources": [{"text": "a", "kind": "path"}]})]
	dockerfile.copies == {"ADD": add} with input as testing.dockerfile({"instructions": {"add": add}})
}
