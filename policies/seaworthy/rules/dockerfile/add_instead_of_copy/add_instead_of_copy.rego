# METADATA
# title: ADD does what COPY would do
# description: |
#   ADD also unpacks archives and downloads addresses, going by what it is given. A file that is renamed, or a variable
#   that is set, changes what the build does. COPY only ever copies.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#add-or-copy
#   - ref: https://docs.docker.com/reference/dockerfile/#add
# custom:
#   severity: low
#   since: v0.1.0
#   profiles: [default, strict, hadolint, cis-docker]
#   aliases:
#     - hadolint:DL3020
#     - trivy:DS-0005
#     - checkov:CKV_DOCKER_4
#     - cis-docker:4.9
#   parameters:
#     any:
#       type: boolean
#       default: false
#       description: |
#         Report every ADD, also those of addresses, repositories and archives.
#   remediation: |
#     Use COPY for files and folders of the build context; keep ADD for addresses, repositories and archives to unpack.
package seaworthy.rules.dockerfile.add_instead_of_copy

import data.seaworthy.lib.parameter
import data.seaworthy.lib.phrase

deny contains object.union(finding, fix(add)) if {
	some add in input.dockerfile.instructions.add
	blamed := [source.text | some source in add.sources; copyable(add, source)]
	count(blamed) > 0
	finding := {
		"msg": $"ADD brings {phrase.list(blamed)}, as COPY would",
		"at": add.at,
	}
}

deny contains finding if {
	parameter.value("dockerfile/add_instead_of_copy", "any")
	some add in input.dockerfile.instructions.add
	every source in add.sources { not copyable(add, source) }
	finding := {
		"msg": $"ADD brings {phrase.list([source.text | some source in add.sources])}, and only COPY is allowed",
		"at": add.at,
	}
}

copyable(add, source) if {
	source.kind in {"path", "context"}
	object.get(add, "unpack", false) == false
}

# An archive that is to stay packed.
copyable(add, source) if {
	source.kind == "archive"
	add.unpack == false
}

fix(add) := {"fix": {"safe": count(doubts(add)) == 0, "edits": [{"act": "replace", "at": place, "text": keyword}]}} if {
	place := add.keyword_at
	every source in add.sources { copyable(add, source) }
	every option in ["checksum", "unpack", "keep_git_dir"] { not option in object.keys(add) }
	keyword := {true: "copy", false: "COPY"}[object.get(add, "lower_case", false)]
} else := {}

# What may stand for an archive or an address after all: a value from outside, or a pattern without an ending.
doubts(add) := {source.text |
	some source in add.sources
	doubtful(source)
}

doubtful(source) if not source.state in {"literal", "resolved"}

doubtful(source) if {
	some sign in ["*", "?", "["]
	contains(source.text, sign)
	not contains(ending(source.text), ".")
}

# What stands behind the last star; a pattern of other signs has no ending that tells.
ending(text) := parts[count(parts) - 1] if {
	parts := split(text, "*")
	count(parts) > 1
} else := ""
