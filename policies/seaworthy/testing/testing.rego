# METADATA
# title: Builders of inputs
# description: |
#   Documents for unit tests of rules, made from what the case is about: all else is as in the plainest file there is.
#   Not part of bundles.
package seaworthy.testing

# METADATA
# title: Document of a Dockerfile
# description: |
#   Takes fields of the facet. Without `stages` there is one, shipped, on debian:12:
#   `testing.dockerfile({"instructions": {"cmd": [testing.start({"form": "shell"})]}})`.
# scope: document
dockerfile(facet) := {
	"kind": "dockerfile",
	"file": "Dockerfile",
	"dockerfile": object.union({"stages": [stage({})], "instructions": {}}, facet),
}

# METADATA
# title: Stage
# description: A shipped target on debian:12 at steps/0 unless the fields say otherwise.
# scope: document
stage(fields) := object.union(
	{
		"index": 0,
		"title": "the image",
		"shipped": true,
		"target": true,
		"base": base({}),
		"effective": {},
		"at": "steps/0",
	},
	fields,
)

# METADATA
# title: Base of a stage
# description: The image debian:12 unless the fields say otherwise.
# scope: document
base(fields) := object.union(
	{
		"kind": "image",
		"text": "debian:12",
		"state": "literal",
		"names": ["debian:12", "docker.io/library/debian:12"],
		"at": "steps/0/base",
	},
	fields,
)

# METADATA
# title: Instruction
# description: |
#   Any instruction of a shipped stage, at steps/1 unless the fields say otherwise.
# scope: document
instruction(fields) := object.union({"stage": 0, "step": 1, "shipped": true, "at": "steps/1"}, fields)

# METADATA
# title: Command of a RUN
# description: |
#   A command of a shipped stage, the first of the RUN at steps/1 unless the fields say otherwise.
# scope: document
command(fields) := object.union({"stage": 0, "step": 1, "shipped": true, "at": "steps/1/commands/0"}, fields)

# METADATA
# title: Document that names images
# description: Takes the fields of each reference, in order.
# scope: document
references(images) := {
	"kind": "dockerfile",
	"file": "Dockerfile",
	"reference": {"images": [reference(image) | some image in images]},
}

# METADATA
# title: Image reference
# description: The literal base of a shipped stage, without tag and digest, unless the fields say otherwise.
# scope: document
reference(fields) := object.union(
	{
		"text": "nginx",
		"resolved": true,
		"registry": "docker.io",
		"registry_implied": true,
		"repository": "library/nginx",
		"name": "nginx",
		"official": true,
		"tag_state": "none",
		"digest_state": "none",
		"role": "base",
		"state": "literal",
		"shipped": true,
		"at": "steps/0/base",
	},
	fields,
)

# METADATA
# title: Document of a compose project
# description: |
#   Takes fields of the facet. Without `files` there is one: `testing.compose({"services": [testing.compose_service({"root": true})]})`.
# scope: document
compose(facet) := {
	"kind": "compose",
	"file": "compose.yaml",
	"compose": object.union({"files": [{"path": "compose.yaml", "role": "main", "at": "files/0"}]}, facet),
}

# METADATA
# title: Service of a compose project
# description: The service web at services/web unless the fields say otherwise.
# scope: document
compose_service(fields) := object.union({"name": "web", "title": "service \"web\"", "at": "services/web"}, fields)
