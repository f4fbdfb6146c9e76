package seaworthy.lib.image_reference_test

import data.seaworthy.lib.image_reference

digest := "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

test_parse[note] if {
	some note, [text, want] in {
		"a short name is an official image": ["nginx", {
			"resolved": true, "registry": "docker.io", "registry_implied": true, "repository": "library/nginx", "name": "nginx",
			"official": true, "tag_state": "none", "digest_state": "none",
		}],
		"an organisation": ["acme/api:2", {
			"resolved": true, "registry": "docker.io", "registry_implied": true, "repository": "acme/api", "name": "acme/api",
			"tag": "2", "tag_state": "known", "digest_state": "none",
		}],
		"a registry with a port, which is no tag": ["LOCALHOST:5000/app", {
			"resolved": true, "registry": "localhost:5000", "repository": "app", "name": "localhost:5000/app",
			"tag_state": "none", "digest_state": "none",
		}],
		"a tag and a digest": [$"ghcr.io/acme/api:2@{digest}", {
			"resolved": true, "registry": "ghcr.io", "repository": "acme/api", "name": "ghcr.io/acme/api",
			"tag": "2", "tag_state": "known", "digest": digest, "digest_state": "known", "digest_valid": true,
		}],
		"a digest that is none": ["quay.io/a/b@sha256:abc123", {
			"resolved": true, "registry": "quay.io", "repository": "a/b", "name": "quay.io/a/b",
			"tag_state": "none", "digest": "sha256:abc123", "digest_state": "known",
		}],
		"an image ID": [digest, {
			"resolved": true, "tag_state": "none", "digest": digest, "digest_state": "known", "digest_valid": true,
		}],
		"a registry that a variable hides": ["${REGISTRY:-ghcr.io/${ORG}}/api", {"tag_state": "none", "digest_state": "none"}],
		"a tag that a variable hides": ["nginx:{{ .Values.tag }}", {
			"registry": "docker.io", "registry_implied": true, "repository": "library/nginx", "name": "nginx", "official": true,
			"tag_state": "unknown", "digest_state": "unknown",
		}],
		"a name that no registry takes": ["ghcr.io/Acme/api", {
			"resolved": true, "registry": "ghcr.io", "tag_state": "none", "digest_state": "none",
		}],
		"nothing": ["", {"resolved": true, "tag_state": "none", "digest_state": "none"}],
	}
	image_reference.parse(text) == object.union(want, {"text": text})
}
