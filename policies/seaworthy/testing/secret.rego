package seaworthy.testing

# METADATA
# title: Document with secrets
# description: |
#   Takes fields of the facet: `testing.secrets({"named": {"password": [testing.named_value({})]}})`.
# scope: document
secrets(facet) := {"kind": "dockerfile", "file": "Dockerfile", "secret": facet}

# METADATA
# title: Value with a name
# description: The literal ENV DB_PASSWORD of a shipped stage at steps/1 unless the fields say otherwise.
# scope: document
named_value(fields) := object.union(
	{"name": "DB_PASSWORD", "title": "ENV DB_PASSWORD", "place": "env", "kind": "literal", "shipped": true, "at": "steps/1"},
	fields,
)

# METADATA
# title: Document of an ignore file
# description: |
#   Takes fields of the facet: `testing.ignorefile({"included": {"histories": [".git"]}})`.
# scope: document
ignorefile(facet) := {"kind": "ignorefile", "file": ".dockerignore", "ignorefile": object.union({"at": "lines/1"}, facet)}

# METADATA
# title: Line of an ignore file
# description: The pattern .env in the first line unless the fields say otherwise.
# scope: document
ignore_pattern(fields) := object.union({"text": ".env", "at": "lines/1"}, fields)
