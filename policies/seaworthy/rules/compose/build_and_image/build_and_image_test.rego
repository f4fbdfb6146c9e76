package seaworthy.rules.compose.build_and_image_test

import data.seaworthy.rules.compose.build_and_image as rule
import data.seaworthy.testing

told(accept) := {"compose/build_and_image": {"accept_pull_policy": accept}}

image := {"text": "example/web:1", "state": "literal", "at": "services/web/image"}

build := {"at": "services/web/build"}

policy := {"text": "build", "state": "literal", "at": "services/web/pull_policy"}

running(fields) := testing.compose({"services": [testing.compose_service(fields)]})

test_reports_both if {
	rule.deny == {{
		"msg": "service \"web\" is built here and also names the image example/web:1",
		"at": "services/web/image",
	}} with input as running({"build": build, "image": image})
		with data.seaworthy.parameters as told(true)
}

test_does_not_report[note] if {
	some note, fields in {
		"only a build": {"build": build},
		"only an image": {"image": image},
		"a policy that settles it": {"build": build, "image": image, "pull_policy": policy},
	}
	rule.deny == set() with input as running(fields)
		with data.seaworthy.parameters as told(true)
}

test_a_policy_need_not_count if {
	count(rule.deny) == 1 with input as running({"build": build, "image": image, "pull_policy": policy})
		with data.seaworthy.parameters as told(false)
}
