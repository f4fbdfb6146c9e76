package seaworthy.kubernetes

import data.seaworthy.data.credential_formats
import data.seaworthy.data.credential_words

# What follows is pkg/secret in Rego: it tells credentials from what is none, by names, by values and by forms.

# The text of what is no object, list or null.
plain(value) := value if {
	is_string(value)
} else := $"{value}" if {
	is_number(value)
} else := $"{value}" if {
	is_boolean(value)
}

# The words of a name in lower case, each two that follow each other, and the whole name.
words_of_name(name) := union({
	{word | some word in single},
	{ending | some word in single; some ending in credential_words.endings; endswith(word, ending)},
	{$"{word}_{following}" | some i, word in single; following := single[i + 1]},
	{concat("_", single) | count(single) > 2},
}) if {
	single := single_words(name)
}

# Words are told apart by marks and by capitals behind small letters.
single_words(name) := [lower(word) |
	some word in regex.find_n(`[\pL\p{Nd}]+`, regex.replace(name, `([a-z])([A-Z])`, "$1 $2"), -1)
]

# Whether a name with the word for a credential means something else.
only_mentions(name) if {
	single := single_words(name)
	single[count(single) - 1] in credential_words.harmless
}

only_mentions(name) if {
	some word in single_words(name)
	word in credential_words.harmless_anywhere
}

only_mentions(name) if {
	single := single_words(name)
	count(single) > 1
	single[count(single) - 1] == "secret"
	single[count(single) - 2] in credential_words.objects
}

only_mentions(name) if upper(name) in credential_words.files

# Whether a value leaves open what is to stand in its place.
is_blank(value) if {
	some pattern in credential_words.blanks
	regex.match(pattern, trim_space(value))
}

# What a value can be; quotes around it do not count.
value_kind(value) := kind_of_bare(bare(trim_space(value)))

kind_of_bare("") := "empty"

kind_of_bare(value) := "setting" if {
	lower(value) in credential_words.settings
} else := "reference" if {
	some pattern in credential_words.references
	regex.match(pattern, value)
} else := "address" if {
	regex.match(credential_words.addresses, value)
} else := "path" if {
	regex.match(credential_words.paths, value)
} else := "literal" if {
	value != ""
}

bare(value) := trim_space(inner) if {
	inner := within_quotes(value)
} else := value

within_quotes(value) := substring(value, 1, count(value) - 2) if {
	some mark in [`"`, `'`]
	startswith(value, mark)
	endswith(value, mark)
	count(value) > 1
}

# The lines of a text that give a name a value of one word.
assignments(text) := [{"name": found[1], "value": value} |
	regex.match(`[=:]`, text)
	some found in regex.find_all_string_submatch_n(credential_words.assignment, text, -1)
	written := trim_suffix(trim_space(found[2]), ";")
	value := unquoted(written)
	value_kind(value) == "literal"
	not regex.match("[ \t()\\[\\]{}|<>`\"']|^[&*!@]", value)
]

unquoted(value) := inner if {
	inner := within_quotes(value)
} else := value

# What kubectl writes into an annotation is the object over again.
copies := {"kubectl.kubernetes.io/last-applied-configuration"}

# The texts of an object with their paths. Where all of them together hold nothing that looks like a credential, there
# is no need to look at each.
leaves(resource) := [{"path": path, "text": value} |
	walk(resource, [path, value])
	is_string(value)
	not path[count(path) - 1] in copies
]

credentials(resource) := [found |
	texts_within := leaves(resource)
	all_texts := concat("\n", [leaf.text | some leaf in texts_within])
	hinted := [i |
		some i, known in credential_formats.formats
		some hint in known.hints
		contains(all_texts, hint)
	]
	count(hinted) > 0
	title := entitled(resource)
	some leaf in texts_within
	some match in foremost([match | some i in hinted; some match in matches(leaf.text, credential_formats.formats[i])])
	found := object.union({"format": match.format}, placed(leaf.path, title))
]

placed(path, title) := {"title": $"field {last_step(path)} of {title}", "at": concat("/", [$"{step}" | some step in path])}

last_step(path) := steps[count(steps) - 1] if {
	steps := split($"{path[count(path) - 1]}", "/")
}

matches(text, known) := [{"format": known.name, "start": indexof(text, whole_match), "end": indexof(text, whole_match) + count(whole_match)} |
	some hint in known.hints
	contains(text, hint)
	some groups in regex.find_all_string_submatch_n(known.pattern, text, -1)
	whole_match := groups[count(groups) - 1]
	random_enough(whole_match, known.entropy)
]

# Of matches that overlap the one that begins first counts, and of those the longest.
foremost(found) := {match |
	some match in found
	not behind_another(match, found)
}

behind_another(match, found) if {
	some other in found
	other.start < match.start
	match.start < other.end
}

behind_another(match, found) if {
	some other in found
	other.start == match.start
	other.end > match.end
}

# Shannon's entropy times the length, n log n less the sum over all characters, is as great as it should be.
random_enough(_, 0)

random_enough(text, least) if {
	length := count(text)
	characters := {character | some character in split(text, "")}
	known := [credential_formats.information[length - without] |
		some character in characters
		without := count(replace(text, character, ""))
	]
	credential_formats.information[length] - sum(known) >= least * length
}

random_enough(text, _) if count(text) >= count(credential_formats.information)

# URLs with a password in front of their host.
addresses(resource) := [object.union({"scheme": lower(parts[1]), "host": parts[4]}, placed(leaf.path, entitled(resource))) |
	some leaf in leaves(resource)
	contains(leaf.text, "://")
	contains(leaf.text, "@")
	some parts in regex.find_all_string_submatch_n(credential_words.address_with_password, leaf.text, -1)
	value_kind(parts[3]) == "literal"
	not regex.match("[$`{<]", parts[3])
	not is_placeholder(parts[3])
]

# What documentation writes where a password goes: one mark over and over.
is_placeholder(password) if {
	mark := substring(password, 0, 1)
	mark in {"x", "X", "*", ".", "-", "_", "#"}
	trim(password, mark) == ""
}
