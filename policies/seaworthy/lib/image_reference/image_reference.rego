# METADATA
# title: Image references taken apart
# description: |
#   What pkg/reference does in Go, for places where no Go runs: the shorthand that people write, as registry, repository,
#   tag and digest, each known, unknown because of a variable, or not there. A test holds the two against each other.
# related_resources:
#   - ref: https://pkg.go.dev/github.com/distribution/reference
#   - ref: https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests
package seaworthy.lib.image_reference

# METADATA
# title: Parts of a reference
# description: |
#   An object as the facet reference has it: `parse("ghcr.io/acme/api:1.4").registry == "ghcr.io"`. What is not written,
#   or hidden by a variable ($NAME, ${NAME}, $(NAME), ${{ name }}, {{ name }}), is absent.
# scope: document
parse(text) := {
	"text": text,
	"resolved": true,
	"tag_state": "none",
	"digest": text,
	"digest_state": "known",
	"digest_valid": true,
} if {
	regex.match($`^(?:{sha2})$`, text)
} else := object.union_n([
	{"text": text},
	{"resolved": true | not hidden(masked)},
	named(name),
	tagged(tag, name),
	digested(fingerprint, rest),
]) if {
	masked := regex.replace(text, variable, hole)
	[rest, fingerprint] := cut(masked, "@")
	[name, tag] := cut_last(rest)
}

# Each variable is one character that no reference holds, so that a separator inside one is not taken for the reference's.
hole := "\u0000"

hidden(part) if contains(part, hole)

# A part before and after the first separator; the second is absent, not empty, where there is none.
cut(text, separator) := [before, [trim_prefix(text, concat("", [before, separator])) | contains(text, separator)]] if {
	before := split(text, separator)[0]
}

# The name and the tag. A colon that a slash follows stands before a registry's port.
cut_last(rest) := [trim_suffix(rest, $":{tag}"), [tag]] if {
	pieces := split(last(split(rest, "/")), ":")
	count(pieces) > 1
	tag := last(pieces)
} else := [rest, []]

last(list) := list[count(list) - 1]

# RE2 can't count brackets, so variables that hold variables are followed four deep.
braces := replace(nested, "@", replace(nested, "@", replace(nested, "@", `\{[^{}]*\}`))) if {
	nested := `\{(?:[^{}]|@)*\}`
}

parentheses := replace(nested, "@", replace(nested, "@", replace(nested, "@", `\([^()]*\)`))) if {
	nested := `\((?:[^()]|@)*\)`
}

variable := concat("|", [
	concat("", [`(?s)\{`, braces, `(?:[^{}]|`, braces, `)*\}`]),
	`\{\{.*`,
	concat("", [`\$`, braces]),
	`\$\{.*`,
	concat("", [`\$`, parentheses]),
	`\$\(.*`,
	`\$\w*`,
])

named(name) := object.union(registry_of(name), repository_of(name))

registry_of(name) := {} if {
	name == ""
} else := {} if {
	hidden(split(name, "/")[0])
} else := {"registry": "docker.io", "registry_implied": true} if {
	not contains(name, "/")
} else := {"registry": "docker.io", "registry_implied": true} if {
	first := split(name, "/")[0]
	not is_domain(first)
	regex.match($"^{component}$", first)
	count(first) <= longest - 4
} else := {"registry": domain} if {
	first := split(name, "/")[0]
	is_domain(first)
	domain := domain_of(first)
} else := {}

is_host(first) if regex.match(`[.:]`, first)

is_domain(first) if is_host(first)

is_domain("localhost")

is_domain(first) if lower(first) != first

# Names of hosts have no case. The index is Docker Hub's old name.
domain_of(first) := "docker.io" if {
	is_host(first)
	lower(first) == "index.docker.io"
} else := lower(first) if {
	is_host(first)
	regex.match(domain_pattern, lower(first))
} else := first if {
	regex.match(domain_pattern, first)
}

domain_pattern := `^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$`

# How many characters a repository may have.
longest := 255

component := `[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*`

repository_of(name) := object.union(
	{"repository": path, "name": familiar},
	{"official": true | is_official(domain, path)},
) if {
	not hidden(name)
	not regex.match(`^[a-f0-9]{64}$`, name)
	[domain, path] := domain_and_path(name)
	regex.match($"^{component}(?:/{component})*$", path)
	count(path) <= longest
	familiar := familiar_name(domain, path)
} else := {}

domain_and_path(name) := ["docker.io", $"library/{name}"] if {
	not contains(name, "/")
} else := ["docker.io", name] if {
	not is_domain(split(name, "/")[0])
} else := ["docker.io", $"library/{path}"] if {
	[first, [path]] := cut(name, "/")
	domain_of(first) == "docker.io"
	not contains(path, "/")
} else := [domain, path] if {
	[first, [path]] := cut(name, "/")
	domain := domain_of(first)
}

is_official("docker.io", path) if {
	startswith(path, "library/")
	count(split(path, "/")) == 2
}

familiar_name(domain, path) := trim_prefix(path, "library/") if {
	is_official(domain, path)
} else := path if {
	domain == "docker.io"
} else := $"{domain}/{path}"

tagged([], name) := {"tag_state": "unknown"} if {
	may_hold_tag(last(split(name, "/")))
} else := {"tag_state": "none"}

tagged([tag], _) := {"tag_state": "unknown"} if {
	hidden(tag)
} else := {"tag_state": "none"} if {
	tag == ""
} else := {"tag_state": "known", "tag": tag}

# A variable in the last component may bring the tag, unless a letter follows: then it is a prefix.
may_hold_tag(component_text) if regex.match(`\x00$|[^\x00]\x00|^\x00+[-._]`, component_text)

digested([], rest) := {"digest_state": "unknown"} if {
	endswith(rest, hole)
} else := {"digest_state": "none"}

digested([digest], _) := {"digest_state": "unknown"} if {
	hidden(digest)
} else := {"digest_state": "none"} if {
	digest == ""
} else := object.union({"digest_state": "known", "digest": digest}, {"digest_valid": true | digest_valid(digest)})

sha2 := `sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}`

blake3 := `blake3:[a-f0-9]{64}`

# A digest of an algorithm that is not registered is valid if it keeps to the grammar.
digest_valid(digest) if regex.match($`^(?:{sha2}|{blake3})$`, digest)

digest_valid(digest) if {
	regex.match(`^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$`, digest)
	not split(digest, ":")[0] in {"sha256", "sha384", "sha512", "blake3"}
}
