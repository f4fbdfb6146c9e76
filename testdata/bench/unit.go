package main

import "time"

func milliseconds(d time.Duration) float64 {
	return float64(d) / float64(time.Millisecond)
}

// megabytes counts in powers of ten, as the name says.
func megabytes(bytes int64) float64 {
	return float64(bytes) / 1e6
}

// ratio is 0 where there is nothing to compare with, as in CPU times below the clock's resolution.
func ratio[N ~int64](ours, theirs N) float64 {
	if theirs == 0 {
		return 0
	}
	return float64(ours) / float64(theirs)
}
