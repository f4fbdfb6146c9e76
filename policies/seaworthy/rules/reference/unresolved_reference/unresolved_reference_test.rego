package seaworthy.rules.reference.unresolved_reference_test

import data.seaworthy.rules.reference.unresolved_reference as rule
import data.seaworthy.testing

test_reports[note] if {
	some note, text in {
		"a tag without a value": "nginx:${TAG}",
		"an image without a value": "$IMAGE",
		"a template that nobody rendered": "{{ .Values.image }}",
	}
	rule.deny == {{
		"msg": $"{text} can't be judged: nothing here says what its variables hold",
		"at": "steps/0/base",
	}} with input as testing.references([{"text": text, "resolved": false, "state": "unresolved"}])
}

test_does_not_report[note] if {
	some note, image in {
		"an image": {"text": "nginx"},
		"an argument with a default": {"text": "nginx:1.27", "state": "overridable"},
	}
	rule.deny == set() with input as testing.references([image])
}
