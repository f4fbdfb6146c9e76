package seaworthy.rules.dockerfile.add_instead_of_copy_test

import data.seaworthy.rules.dockerfile.add_instead_of_copy as rule
import data.seaworthy.testing

adding(sources, fields) := testing.dockerfile({"instructions": {"add": [testing.instruction(object.union(
	{"sources": [{"text": text, "kind": kind, "state": "literal"} | some [text, kind] in sources]},
	fields,
))]}})

told(any) := {"dockerfile/add_instead_of_copy": {"any": any}}

test_reports[note] if {
	some note, [sources, fields, msg] in {
		"a file": [[["app.py", "path"]], {}, "ADD brings app.py, as COPY would"],
		"the whole context": [[[".", "context"]], {}, "ADD brings ., as COPY would"],
		"several files as one": [[["a", "path"], ["b", "path"]], {}, "ADD brings a and b, as COPY would"],
		"a file beside an archive": [[["app.py", "path"], ["data.tar.gz", "archive"]], {}, "ADD brings app.py, as COPY would"],
		"an archive that stays packed": [[["data.tar.gz", "archive"]], {"unpack": false}, "ADD brings data.tar.gz, as COPY would"],
		"a stage that nothing ships": [[["app.py", "path"]], {"shipped": false}, "ADD brings app.py, as COPY would"],
	}
	rule.deny == {{"msg": msg, "at": "steps/1"}} with input as adding(sources, fields)
		with data.seaworthy.parameters as told(false)
}

test_does_not_report[note] if {
	some note, [sources, fields] in {
		"an address": [[["https://example.com/app", "url"]], {}],
		"a repository": [[["https://example.com/app.git#v1", "git"]], {}],
		"an archive to unpack": [[["rootfs.tar.xz", "archive"]], {}],
		"a file that ADD is told to unpack": [[["rootfs", "path"]], {"unpack": true}],
		"an archive at an address that stays packed": [[["https://example.com/a.tgz", "url"]], {"unpack": false}],
		"a text of the Dockerfile itself": [[["EOF", "heredoc"]], {}],
		"a variable that may hold any of them": [[["${SOURCE}", "unknown"]], {}],
	}
	rule.deny == set() with input as adding(sources, fields)
		with data.seaworthy.parameters as told(false)
}

test_where_only_copy_is_allowed[note] if {
	some note, [sources, msg] in {
		"a file is still reported once": [[["app.py", "path"]], "ADD brings app.py, as COPY would"],
		"an address": [[["https://example.com/app", "url"]], "ADD brings https://example.com/app, and only COPY is allowed"],
		"an archive": [[["rootfs.tar.xz", "archive"]], "ADD brings rootfs.tar.xz, and only COPY is allowed"],
		"a variable": [[["${SOURCE}", "unknown"]], "ADD brings ${SOURCE}, and only COPY is allowed"],
	}
	rule.deny == {{"msg": msg, "at": "steps/1"}} with input as adding(sources, {})
		with data.seaworthy.parameters as told(true)
}

test_fixes[note] if {
	some note, [source, fields, safe, keyword] in {
		"a file": [{}, {}, true, "COPY"],
		"a file, in a Dockerfile in lower case": [{}, {"lower_case": true}, true, "copy"],
		"a name that the file itself makes": [{"state": "resolved"}, {}, true, "COPY"],
		"a name from outside": [{"state": "overridable"}, {}, false, "COPY"],
		"a pattern of files with an ending": [{"text": "target/*.jar"}, {}, true, "COPY"],
		"a pattern that archives may be of": [{"text": "dist/*"}, {}, false, "COPY"],
		"a pattern of another kind": [{"text": "a?.b"}, {}, false, "COPY"],
	}
	edit := {"act": "replace", "at": "steps/1/keyword", "text": keyword}
	{finding.fix | some finding in rule.deny} == {{"safe": safe, "edits": [edit]}} with input as placed([source], fields)
		with data.seaworthy.parameters as told(false)
}

test_does_not_fix[note] if {
	some note, [sources, fields] in {
		"an option that COPY does not have": [[{}], {"checksum": "sha256:0"}],
		"an archive that stays packed": [[{"kind": "archive"}], {"unpack": false}],
		"a file beside an archive": [[{}, {"kind": "archive"}], {}],
	}
	{object.keys(found) | some found in rule.deny} == {{"msg", "at"}} with input as placed(sources, fields)
		with data.seaworthy.parameters as told(false)
}

placed(sources, fields) := testing.dockerfile({"instructions": {"add": [testing.instruction(object.union(
	{
		"sources": [object.union({"text": "app.py", "kind": "path", "state": "literal"}, source) | some source in sources],
		"keyword_at": "steps/1/keyword",
	},
	fields,
))]}})
