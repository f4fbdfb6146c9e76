# METADATA
# title: Something is fetched over plain HTTP
# description: |
#   Anyone between the build and the server can read the request and swap the answer. Nothing would show: the build gets
#   a file of the right name, and it ends up in the image.
# related_resources:
#   - ref: https://cheatsheetseries.owasp.org/cheatsheets/Transport_Layer_Security_Cheat_Sheet.html
# custom:
#   severity: medium
#   since: v0.1.0
#   profiles: [default, strict]
#   parameters:
#     exempt:
#       type: array
#       items: {type: string}
#       default: [localhost, 127.0.0.1]
#       description: |
#         Hosts, without a port, from which plain HTTP is fine.
#   remediation: |
#     Fetch over HTTPS, or compare the file with a checksum or a signature in the same RUN.
package seaworthy.rules.dockerfile.plaintext_download

import data.seaworthy.lib.parameter

deny contains object.union(finding, fix(address)) if {
	some download in input.dockerfile.acts.downloads
	not download.verified
	some address in download.addresses
	address.plaintext
	address.host
	not address.host in parameter.value("dockerfile/plaintext_download", "exempt")
	finding := {
		"msg": $"{download.program} fetches {address.text} unencrypted",
		"at": address.at,
	}
}

fix(address) := {"fix": {"safe": false, "edits": [{"act": "replace", "at": place, "text": "https"}]}} if {
	place := address.scheme_at
} else := {}
