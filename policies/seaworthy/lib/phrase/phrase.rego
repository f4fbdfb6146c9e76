# METADATA
# title: Phrases for messages
# description: Turns values into the words that a message needs.
package seaworthy.lib.phrase

# METADATA
# title: List of names in a sentence
# description: |
#   Takes an array of texts: `curl`, `curl and git`, `curl, git and jq`, and from four on `curl, git and 2 more`.
# scope: document
list(names) := names[0] if {
	count(names) == 1
} else := $"{names[0]} and {names[1]}" if {
	count(names) == 2
} else := $"{names[0]}, {names[1]} and {names[2]}" if {
	count(names) == 3
} else := $"{names[0]}, {names[1]} and {count(names) - 2} more" if {
	count(names) > 3
}
