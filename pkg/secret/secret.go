// Package secret tells what looks like a credential: names, values, addresses, files.
//
// Credentials leak by four roads. A variable is named like one (DB_PASSWORD) and has its value beside it; a text has the
// form that an issuer gives its tokens (ghp_…, AKIA…, a private key), wherever it stands; an address carries a password
// in front of its host; a file holds one by convention (.npmrc, id_rsa). Each has a question here, and no answer ever
// needs the credential itself: what is found is told by its format and its place.
//
//	for _, found := range secret.Find(text) {
//		fmt.Println(found.Format, "at byte", found.Start)
//	}
//
// Nothing is asked of anybody: whether a token is still valid only its issuer could say.
package secret

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// A Match is a stretch of a text that has the form of a credential.
type Match struct {
	// Format is what it is, as a sentence would call it: "GitHub token".
	Format string
	// Start and End are byte offsets.
	Start, End int
}

// Find returns the credentials in a text, in its order and without overlaps. A text without any of the words that
// formats begin with costs one pass; regular expressions are compiled when their word is met first.
func Find(text string) []Match {
	var found []Match
	var seen trigrams
	seen.note(text)
	for i := range formats {
		if !formats[i].hinted(text, &seen) {
			continue
		}
		for _, at := range formats[i].pattern.compile().FindAllStringSubmatchIndex(text, -1) {
			// The credential is the group, where there is one.
			start, end := at[0], at[1]
			if len(at) > 2 && at[2] >= 0 {
				start, end = at[2], at[3]
			}
			if apart[formats[i].name] && start > 0 && isWord(text[start-1]) {
				continue
			}
			if entropy(text[start:end]) >= formats[i].entropy {
				found = append(found, Match{Format: formats[i].name, Start: start, End: end})
			}
		}
	}
	return withoutOverlaps(found)
}

// isWord reports whether a byte is part of a word.
func isWord(b byte) bool {
	return b == '_' || '0' <= b && b <= '9' || 'a' <= b|0x20 && b|0x20 <= 'z'
}

// withoutOverlaps keeps of matches that share bytes the one that begins first, and of those the longest.
func withoutOverlaps(found []Match) []Match {
	slices.SortStableFunc(found, func(a, b Match) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	end := 0
	return slices.DeleteFunc(found, func(m Match) bool {
		if m.Start < end {
			return true
		}
		end = m.End
		return false
	})
}

// A format is the form of one issuer's credentials.
type format struct {
	name string
	// hints are texts of which one stands in every match.
	hints []string
	// entropy is the least there is in a match, in bits for each character: it tells tokens from xxxxxxxx.
	entropy float64
	pattern expression
}

// An expression is a regular one that is compiled when it is needed first: a process that meets no credential compiles
// none.
type expression struct {
	text    string
	compile func() *regexp.Regexp
}

func lazily(text string) expression {
	return expression{text, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })}
}

func (f *format) hinted(text string, seen *trigrams) bool {
	return slices.ContainsFunc(f.hints, func(hint string) bool { return seen.mayHold(hint) && strings.Contains(text, hint) })
}

// trigrams remember which three bytes follow each other in a text, by a hash of 16 bits: one pass over the text spares
// most of the searches for hints.
type trigrams [1 << 10]uint64

func (t *trigrams) note(text string) {
	for i := 2; i < len(text); i++ {
		hash := trigram(text[i-2], text[i-1], text[i])
		t[hash>>6] |= 1 << (hash & 63)
	}
}

// mayHold is false only for what does not stand in the text.
func (t *trigrams) mayHold(hint string) bool {
	if len(hint) < 3 {
		return true
	}
	hash := trigram(hint[0], hint[1], hint[2])
	return t[hash>>6]&(1<<(hash&63)) != 0
}

func trigram(a, b, c byte) uint16 {
	return uint16(a)<<9 ^ uint16(b)<<4 ^ uint16(c)
}

// entropy is Shannon's, in bits for each byte: 0 for one byte over and over, about 4 for random hexadecimal digits.
func entropy(text string) float64 {
	var counts [256]int
	for i := range len(text) {
		counts[text[i]]++
	}
	bits := 0.0
	for _, count := range counts {
		if count > 0 {
			share := float64(count) / float64(len(text))
			bits -= share * math.Log2(share)
		}
	}
	return bits
}
