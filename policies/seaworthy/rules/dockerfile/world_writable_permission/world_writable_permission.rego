# METADATA
# title: Files are made writable for everybody
# description: |
#   Any process in the container, whatever account it got hold of, can then replace code or settings that another one
#   trusts.
# related_resources:
#   - ref: https://cwe.mitre.org/data/definitions/732.html
#   - ref: https://docs.docker.com/reference/dockerfile/#copy---chown---chmod
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   remediation: |
#     Grant the owner or one group what it needs: `chown app /data`, or `chmod g+w`. A shared folder for temporary files
#     takes mode 1777.
package seaworthy.rules.dockerfile.world_writable_permission

import data.seaworthy.lib.phrase

deny contains finding if {
	some grant in input.dockerfile.acts.open_modes
	grant.shipped
	grant.world_writable
	finding := {
		"msg": $"{grant.program} with mode {grant.mode} makes {target(grant)} writable for everybody",
		"at": grant.at,
	}
}

# Of a copy, the destination may be a folder that was there before and stays as it is.
target(grant) := $"what it puts at {phrase.list(grant.paths)}" if {
	grant.program in {"COPY", "ADD"}
} else := phrase.list(grant.paths)
