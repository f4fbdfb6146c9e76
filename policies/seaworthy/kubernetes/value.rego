package seaworthy.kubernetes

# What follows reads fields of an object. A field of the wrong type is not there, as the API server would have it, and
# what is no object has no fields. Each table says what the document calls a field of the object.

# An object below a key.
part(value, key) := value[key] if {
	is_object(value[key])
} else := {}

# A list below a key.
elements(value, key) := value[key] if {
	is_array(value[key])
} else := []

# The elements of a list that are objects, by their index.
objects(value, key) := {index: element |
	some index, element in elements(value, key)
	is_object(element)
}

# The fields that hold text. Empty text is none.
texts(value, table) := {field: found |
	some field, key in table
	found := value[key]
	is_string(found)
	found != ""
}

booleans(value, table) := {field: found |
	some field, key in table
	found := value[key]
	is_boolean(found)
}

integers(value, table) := {field: found |
	some field, key in table
	found := value[key]
	is_integer(found)
}

# The fields that hold an amount: a text, or a number as it is written.
amounts(value, table) := {field: found |
	some field, key in table
	found := amount(value[key])
}

amount(value) := value if {
	is_string(value)
	value != ""
} else := $"{value}" if {
	is_number(value)
}

# Whole numbers that 64 bits hold.
is_integer(value) if {
	is_number(value)
	value == floor(value)
	value >= -9223372036854775808
	value <= 9223372036854775807
}

# The entries that are texts, be they empty.
strings(value) := {key: found |
	some key, found in value
	is_string(found)
}

# The texts in a list, be they empty.
words(value, key) := [word |
	some word in elements(value, key)
	is_string(word)
]

# The collections that hold something.
filled(collections) := {field: collection |
	some field, collection in collections
	count(collection) > 0
}
