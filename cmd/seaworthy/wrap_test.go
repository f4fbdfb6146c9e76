package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWrap(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"a short line", "a b", "a b\n"},
		{"a long line", "aaaa bbbb cccc", "aaaa bbbb\ncccc\n"},
		{"lines of another width are joined", "aa\nbb\ncc", "aa bb cc\n"},
		{"a word that is too long", "a bbbbbbbbbbbbbbb c", "a\nbbbbbbbbbbbbbbb\nc\n"},
		{"paragraphs stay apart", "aa\n\nbb", "aa\n\nbb\n"},
		{"items of a list begin lines", "aa:\n- bb\n- cc dd ee", "aa:\n- bb\n- cc dd ee\n"},
		{"what is indented stays", "aa\n  b   c   d   e   f\ngg", "aa\n  b   c   d   e   f\ngg\n"},
		{"characters count, not bytes", "ääää öööö", "ääää öööö\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, wrap(test.text, 10))
		})
	}
}
