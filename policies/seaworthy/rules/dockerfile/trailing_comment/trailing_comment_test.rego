package seaworthy.rules.dockerfile.trailing_comment_test

import data.seaworthy.rules.dockerfile.trailing_comment as rule
import data.seaworthy.testing

commented(comment) := testing.dockerfile({"style": {"trailing_comments": [object.union(
	{"at": "steps/1/comment", "gap": "steps/1/comment/gap"},
	comment,
)]}})

test_reports[note] if {
	some note, [comment, effect] in {
		"sources": [{"keyword": "COPY"}, "COPY takes its words for sources and the destination"],
		"ports": [{"keyword": "EXPOSE"}, "EXPOSE takes its words for ports"],
		"a path": [{"keyword": "WORKDIR"}, "WORKDIR takes its words for part of the path"],
		"a value": [{"keyword": "ENV"}, "ENV takes its words for part of the value"],
		"the exec form": [
			{"keyword": "CMD", "exec": true},
			"with it CMD is no JSON array any more, and a shell runs the line",
		],
	}
	rule.deny == {{
		"msg": $"this is no comment: {effect}",
		"at": "steps/1/comment",
		"fix": {"safe": false, "edits": [{"act": "delete", "at": "steps/1/comment/gap"}]},
	}} with input as commented(comment)
}

test_does_not_report_a_file_without if {
	rule.deny == set() with input as testing.dockerfile({})
}
