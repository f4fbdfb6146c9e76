package main

import (
	"fmt"
	"os"
	"testing"
)

func TestOnlyServe(t *testing.T) {
	s := stage{}
	fmt.Println(s.unchanged(t.Context(), os.Getenv("URL")))
}
