package seaworthy.kubernetes

import data.seaworthy.data.credential_services

# What an object tells of credentials; see pkg/input/kubernetes/secret.go. A Secret in a cluster is where secrets belong,
# and is not looked at.
secrets(resource) := {} if {
	resource.kind == "Secret"
} else := filled({
	"named": by_word(named_values(resource)),
	"references": secret_references(resource),
	"open_services": open_services(resource),
	"credentials": credentials(resource),
	"addresses": addresses(resource),
})

# The title of an object in messages.
entitled(resource) := concat("", [kind, suffix]) if {
	kind := concat("", [kind | kind := texts(resource, {"kind": "kind"}).kind])
	suffix := concat("", [$` "{name}"` | name := texts(part(resource, "metadata"), {"name": "name"}).name])
}

# The containers of an object's pod: what is declared, role, title and place.
declared_containers(resource) := [object.union({"declared": declared, "at": at, "role": role(declared, list.role)}, named) |
	path := concat("/", pod_path(resource))
	some list in container_lists
	some i, declared in objects(object.get(resource, pod_path(resource), {}), list.field)
	at := $"{path}/{list.field}/{i}"
	named := identified_by(texts(declared, {"name": "name"}), i)
]

# The variables of all containers that have a name.
declared_variables(resource) := [{"declared": declared, "name": name, "container": found.title, "role": found.role, "at": at} |
	some found in declared_containers(resource)
	some i, declared in objects(found.declared, "env")
	name := texts(declared, {"name": "name"}).name
	at := $"{found.at}/env/{i}"
]

named_values(resource) := array.concat(variables(resource), settings(resource))

variables(resource) := [object.union(literal(found.name, value), described) |
	some found in declared_variables(resource)
	value := plain(found.declared.value)
	value_kind(value) == "literal"
	not is_blank(value)
	title := $"variable {found.name} of {found.container}"
	described := {"title": title, "place": "pod_env", "at": concat("/", [found.at, "value"])}
]

# The keys of a ConfigMap, and the lines that give a name a value in what they hold.
settings(resource) := [object.union(literal(line.name, line.value), described) |
	resource.kind == "ConfigMap"
	title := entitled(resource)
	some key, held in part(resource, "data")
	text := plain(held)
	some line in array.concat(whole(key, text), lines_of(key, text))
	not is_blank(line.value)
	described := {"title": $"{line.title} of {title}", "place": "configmap", "at": $"data/{key}"}
]

whole(key, text) := [{"name": key, "value": text, "title": title} |
	not contains(text, "\n")
	value_kind(text) == "literal"
	title := $"key {key}"
]

lines_of(key, text) := [object.union(line, {"title": title}) |
	some line in assignments(text)
	title := $"{line.name} in key {key}"
]

literal(name, value) := object.union(
	{"name": name, "kind": "literal", "shipped": true, "digest": digest(value)},
	{"mention": true | only_mentions(name)},
)

digest(value) := substring(crypto.sha256(lower(value)), 0, 8)

by_word(values) := {word: [value | some value in values; word in words_of_name(value.name)] |
	some value in values
	some word in words_of_name(value.name)
}

secret_references(resource) := array.concat(references_of_variables(resource), references_of_sets(resource))

references_of_variables(resource) := [object.union(described, texts(reference, {"secret": "name"})) |
	some found in declared_variables(resource)
	reference := found.declared.valueFrom.secretKeyRef
	is_object(reference)
	at := concat("/", [found.at, "valueFrom/secretKeyRef"])
	described := {"via": "env", "container": found.container, "role": found.role, "name": found.name, "at": at}
]

references_of_sets(resource) := [object.union(described, texts(declared.secretRef, {"secret": "name"})) |
	some found in declared_containers(resource)
	some i, declared in objects(found.declared, "envFrom")
	is_object(declared.secretRef)
	described := {"via": "env_from", "container": found.title, "role": found.role, "at": $"{found.at}/envFrom/{i}/secretRef"}
]

open_services(resource) := array.concat(opened_by_variables(resource), opened_by_options(resource))

opened_by_variables(resource) := [opened |
	some found in declared_variables(resource)
	known := credential_services.variables[found.name]
	value := trim(trim_space(plain(found.declared.value)), `"'`)
	lower(value) in known.values
	opened := {"service": known.service, "switch": $"{found.name}={value}", "at": concat("/", [found.at, "value"])}
]

# The first option that opens the door.
opened_by_options(resource) := [{"service": opened[0].service, "switch": opened[0].switch, "at": found.at} |
	some found in declared_containers(resource)
	given := flat(array.concat(entrypoint(found.declared), elements(found.declared, "args")))
	opened := [{"service": known.service, "switch": switches[0]} |
		some known in credential_services.options
		switches := [switch | some j, word in given; switch := switched(known, word, concat("", array.slice(given, j + 1, j + 2)))]
		count(switches) > 0
		called(known, given)
	]
	count(opened) > 0
]

# What a container is started with before its arguments. An image is nearly always named for the program that it starts.
entrypoint(declared) := command if {
	command := [word | some word in elements(declared, "command"); is_string(plain(word))]
	count(command) > 0
} else := [program] if {
	is_string(declared.image)
	steps := split(split(declared.image, "@")[0], "/")
	program := split(steps[count(steps) - 1], ":")[0]
	program != ""
} else := []

# Words may be whole scripts.
flat(words_given) := [piece |
	some word in words_given
	some piece in pieces(plain(word))
]

pieces("") := [""]

pieces(word) := [piece | some piece in regex.split(`\s+`, word); piece != ""] if word != ""

called(known, given) if {
	some word in given
	base(word) in known.programs
}

called(known, _) if count(known.programs) == 0

base(word) := name if {
	steps := split(trim_right(word, "/"), "/")
	name := steps[count(steps) - 1]
}

# What switches a service open: an option alone, with an equals sign, or with the next word.
switched(known, word, next) := word if {
	known.value == "-"
	word == known.option
} else := word if {
	known.value == "-"
	startswith(word, $"{known.option}=")
	trim(trim_prefix(word, $"{known.option}="), `"'`) in credential_services.yes
} else := $"{known.option}={known.value}" if {
	startswith(word, $"{known.option}=")
	lower(trim(trim_prefix(word, $"{known.option}="), `"'`)) == lower(known.value)
} else := $"{known.option} {known.value}" if {
	known.value != "-"
	known.value != ""
	word == known.option
	lower(trim(next, `"'`)) == lower(known.value)
}
