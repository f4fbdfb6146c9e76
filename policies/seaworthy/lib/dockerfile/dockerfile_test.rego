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

test_installs_by_kind[note] if {
	some note, [install, system, language] in {
		"a distribution's packages": [{"kind": "system", "manager": "apt"}, 1, 0],
		"a language's packages": [{"kind": "language", "manager": "pip"}, 0, 1],
	}
	facet := {"acts": {"installs": [testing.instruction(install)]}}
	count(dockerfile.system_installs) == system with input as testing.dockerfile(facet)
	count(dockerfile.language_installs) == language with input as testing.dockerfile(facet)
}

test_a_file_without_installs if {
	count(dockerfile.system_installs) == 0 with input as testing.dockerfile({})
	count(dockerfile.language_installs) == 0 with input as testing.dockerfile({})
}

test_single_holds_what_the_file_has if {
	cmd := [testing.instruction({"form": "exec"})]
	dockerfile.single == {"CMD": cmd} with input as testing.dockerfile({"instructions": {"cmd": cmd}})
}

test_copies_holds_what_the_file_has if {
	add := [testing.instruction({"sources": [{"text": "a", "kind": "path"}]})]
	dockerfile.copies == {"ADD": add} with input as testing.dockerfile({"instructions": {"add": add}})
}
