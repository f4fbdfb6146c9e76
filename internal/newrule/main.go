// Command newrule begins a rule: it writes the three files of its folder, to be filled in.
//
//	go run ./internal/newrule dockerfile/some_defect
package main

import (
	"fmt"
	"os"

	"github.com/seaworthy-policy/seaworthy/pkg/scaffold"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./internal/newrule FACET/NAME")
		os.Exit(2)
	}
	written, err := scaffold.Write("policies", os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, name := range written {
		fmt.Println(name)
	}
	fmt.Println("Fill them in; then run `go run ./internal/generate` and `go test ./internal/housestyle`.")
}
