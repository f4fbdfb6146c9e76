package seaworthy.rules.reference.debug_variant_shipped_test

import data.seaworthy.rules.reference.debug_variant_shipped as rule
import data.seaworthy.testing

distroless(tag) := {
	"text": $"gcr.io/distroless/static:{tag}", "registry": "gcr.io", "repository": "distroless/static",
	"name": "gcr.io/distroless/static", "official": false, "tag": tag, "tag_state": "known",
}

told := {"reference/debug_variant_shipped": {"variants": {"gcr.io/distroless/*": "debug"}}}

test_reports[note] if {
	some note, tag in {"debug": "debug", "debug without root": "debug-nonroot", "for one platform": "debug-nonroot-arm64"}
	rule.deny == {{
		"msg": $"gcr.io/distroless/static:{tag} is the debug variant, which brings a shell to an image that has none otherwise",
		"at": "steps/0/base",
	}} with input as testing.references([distroless(tag)])
		with data.seaworthy.parameters as told
}

test_does_not_report[note] if {
	some note, image in {
		"the plain variant": distroless("nonroot"),
		"a stage that nothing ships": object.union(distroless("debug"), {"shipped": false}),
		"an image that has a shell anyway": {"text": "nginx:debug", "tag": "debug", "tag_state": "known"},
	}
	rule.deny == set() with input as testing.references([image])
		with data.seaworthy.parameters as told
}
