package dockerfile

import (
	"slices"
	"strings"
)

// similar returns a name of the scope that differs from another by a slip of the finger.
func (s *scope) similar(name string) string {
	best, distance := "", 3
	switch {
	case len(name) < 4 || len(name) > 64 || len(s.variables) > 1000:
		return ""
	case len(name) < 8:
		distance = 2
	}
	candidates := append([]string{"PATH"}, platformArguments...)
	for known := range s.variables {
		candidates = append(candidates, known)
	}
	slices.Sort(candidates)
	for _, known := range candidates {
		if slices.Contains(platformArguments, known) && !s.closed {
			continue
		}
		if abs(len(known)-len(name)) >= distance || numbered(name, known) {
			continue
		}
		if d := slips(name, known); d < distance {
			best, distance = known, d
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// numbered tells whether two names are equal but for their digits: LIB1 and LIB2 are no slip.
func numbered(a, b string) bool {
	withoutDigits := func(s string) string { return strings.Trim(s, "0123456789") }
	return withoutDigits(a) == withoutDigits(b)
}

// slips counts the letters that are wrong, missing, too many or swapped with their neighbour.
func slips(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			wrong := 1
			if a[i-1] == b[j-1] {
				wrong = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+wrong)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
