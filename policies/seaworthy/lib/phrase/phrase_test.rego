package seaworthy.lib.phrase_test

import data.seaworthy.lib.phrase

test_list[note] if {
	some note, [names, want] in {
		"one": [["curl"], "curl"],
		"two": [["curl", "git"], "curl and git"],
		"three": [["curl", "git", "jq"], "curl, git and jq"],
		"four": [["curl", "git", "jq", "vim"], "curl, git and 2 more"],
		"many": [["a", "b", "c", "d", "e", "f"], "a, b and 4 more"],
	}
	phrase.list(names) == want
}
