// Command generate writes what is made from the Go types and the rules' METADATA: the schemas of documents and of
// the configuration, the catalogue and the pages about the rules.
//
//	go run ./internal/generate         # write what is stale
//	go run ./internal/generate -check  # name what is stale, and fail
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/seaworthy-policy/seaworthy/internal/generate/artefact"
)

func main() {
	check := flag.Bool("check", false, "write nothing; fail if a file is stale")
	root := flag.String("root", "policies", "the folder of the rules")
	flag.Parse()
	if err := run(*root, *check); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(root string, check bool) error {
	published := filepath.Join(root, "..", filepath.FromSlash(artefact.ConfigSchemaPath))
	schema, err := artefact.ConfigSchema(os.DirFS(root))
	if err != nil {
		return err
	}
	if !check {
		if err := os.WriteFile(published, schema, 0o644); err != nil {
			return err
		}
		return artefact.Write(root)
	}
	stale, err := artefact.Stale(os.DirFS(root))
	if err != nil {
		return err
	}
	if current, err := os.ReadFile(published); err != nil || !bytes.Equal(current, schema) {
		stale = append(stale, artefact.ConfigSchemaPath)
	}
	if len(stale) > 0 {
		return fmt.Errorf("stale, run `go run ./internal/generate`:\n\t%s", strings.Join(stale, "\n\t"))
	}
	return nil
}
