# METADATA
# title: Comment after an argument is not a comment
# description: |
#   A hash begins a comment only where a line begins. Behind arguments the words become more arguments: `EXPOSE 80 # web`
#   exposes the ports `#` and `web`, `USER app # no root` is a user of that long name, and behind a JSON array they turn the
#   exec form into a line for the shell.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#format
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Move the comment to a line of its own above the instruction.
package seaworthy.rules.dockerfile.trailing_comment

deny contains finding if {
	some comment in input.dockerfile.style.trailing_comments
	finding := {
		"msg": $"this is no comment: {effect(comment)}",
		"at": comment.at,
		"fix": {"safe": false, "edits": [{"act": "delete", "at": comment.gap}]},
	}
}

effect(comment) := $"with it {comment.keyword} is no JSON array any more, and a shell runs the line" if {
	comment.exec
} else := $"{comment.keyword} takes its words for {arguments[comment.keyword]}"

arguments := {
	"ADD": "sources and the destination",
	"ARG": "arguments",
	"COPY": "sources and the destination",
	"ENV": "part of the value",
	"EXPOSE": "ports",
	"LABEL": "part of the value",
	"STOPSIGNAL": "part of the signal",
	"USER": "part of the name",
	"VOLUME": "volumes",
	"WORKDIR": "part of the path",
}
