package seaworthy.rules.dockerfile.pipe_without_pipefail_test

import data.seaworthy.rules.dockerfile.pipe_without_pipefail as rule
import data.seaworthy.testing

piping(pipelines, fields) := testing.dockerfile({"instructions": {"run": [testing.instruction(object.union(
	{"pipelines": pipelines},
	fields,
))]}})

test_reports[note] if {
	some note, [programs, fields, msg] in {
		"a download into a shell": [["curl", "sh"], {}, "a failure of curl before the pipe to sh is lost"],
		"what can fail behind an echo": [["echo", "curl", "sh"], {}, "a failure of echo and curl before the pipe to sh is lost"],
		"a pipe of three": [["curl", "gunzip", "tar"], {}, "a failure of curl and gunzip before the pipe to tar is lost"],
		"a stage that nothing ships": [["cat", "wc"], {"shipped": false}, "a failure of cat before the pipe to wc is lost"],
	}
	rule.deny == {{
		"msg": msg,
		"at": "steps/1/pipelines/0",
	}} with input as piping([{"programs": programs, "at": "steps/1/pipelines/0"}], fields)
}

test_does_not_report[note] if {
	some note, document in {
		"echo has nothing that could fail": piping([{"programs": ["echo", "sha256sum"], "at": "steps/1/pipelines/0"}], {}),
		"pipefail is set": piping([{"programs": ["curl", "sh"], "pipefail": true, "at": "steps/1/pipelines/0"}], {}),
		"a RUN without a pipe": piping([], {}),
		"a file without RUN": testing.dockerfile({}),
	}
	rule.deny == set() with input as document
}

test_each_pipe_is_a_finding_of_its_own if {
	pipelines := [
		{"programs": ["a", "b"], "at": "steps/1/pipelines/0"},
		{"programs": ["a", "b"], "at": "steps/1/pipelines/1", "pipefail": true},
		{"programs": ["a", "b"], "at": "steps/1/pipelines/2"},
	]
	{finding.at | some finding in rule.deny} == {"steps/1/pipelines/0", "steps/1/pipelines/2"} with input as piping(pipelines, {})
}
