package seaworthy.rules.reference.deprecated_image_test

import data.seaworthy.rules.reference.deprecated_image as rule
import data.seaworthy.testing

lists := {"images": {"java": "eclipse-temurin"}, "publishers": {"oldnames": "newnames/*"}}

test_reports[note] if {
	some note, [image, successor] in {
		"an official image": [{"text": "java:8", "name": "java", "repository": "library/java"}, "eclipse-temurin"],
		"its copy in a mirror": [
			{
				"text": "public.ecr.aws/docker/library/java:8", "registry": "public.ecr.aws", "repository": "docker/library/java",
				"name": "public.ecr.aws/docker/library/java", "official": false,
			},
			"eclipse-temurin",
		],
		"all of a publisher": [
			{"text": "oldnames/db:1", "name": "oldnames/db", "repository": "oldnames/db", "official": false},
			"newnames/*",
		],
	}
	rule.deny == {{
		"msg": $"{image.text} is not maintained any more: use {successor}",
		"at": "steps/0/base",
	}} with input as testing.references([image])
		with data.seaworthy.data.deprecated_images as lists
}

test_does_not_report[note] if {
	some note, image in {
		"another image": {},
		"a publisher of the same name elsewhere": {
			"text": "ghcr.io/oldnames/db", "registry": "ghcr.io", "repository": "oldnames/db",
			"name": "ghcr.io/oldnames/db", "official": false,
		},
	}
	rule.deny == set() with input as testing.references([image])
		with data.seaworthy.data.deprecated_images as lists
}
