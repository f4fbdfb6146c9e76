package configuration

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// Errors that callers may test for with errors.Is.
var (
	// ErrUnreadable is wrapped for a format that conftest reads and this package does not.
	ErrUnreadable = errors.New("conftest reads this format, seaworthy does not")
	// ErrUnknown is wrapped for what is no format at all.
	ErrUnknown = errors.New("unknown format")
)

// A reading reads a file's text, which is free of a byte order mark, into one document or more.
type reading func(text []byte) ([]document, error)

// parsers by the names that conftest has for them.
func parsers() map[string]reading {
	return map[string]reading{
		"dockerfile": parseDockerfile, "dotenv": parseDotenv, "ignore": parseIgnore, "json": parseJSON, "jsonc": parseJSONC,
		"toml": parseTOML, "yaml": parseYAML,
	}
}

// Parsers returns the names of the parsers that there are, in alphabetical order.
func Parsers() []string {
	return []string{"dockerfile", "dotenv", "ignore", "json", "jsonc", "toml", "yaml"}
}

// unreadable are the names that conftest has for the formats that it reads besides these.
func unreadable() []string {
	return []string{
		"codeowners", "cue", "cyclonedx", "edn", "groovy", "hcl1", "hcl2", "hocon", "ini", "jsonnet", "nginx", "properties",
		"spdx", "textproto", "vcl", "xml",
	}
}

// byExtension says which parser conftest takes for an extension, where they are not called the same.
var byExtension = map[string]string{
	"yml": "yaml", "tf": "hcl2", "tfvars": "hcl2", "hcl": "hcl2", "conf": "hocon", "env": "dotenv", "dockerignore": "ignore",
	"gitignore": "ignore", "textpb": "textproto", "pbtxt": "textproto", "jenkinsfile": "groovy",
}

// ParserOf returns the name of the parser that conftest takes for a path. For a path of no format that it knows, that is the
// extension; standard input is YAML.
func ParserOf(path string) string {
	name := strings.ToLower(filepath.Base(path))
	extension := strings.TrimPrefix(filepath.Ext(name), ".")
	switch {
	case path == "-":
		return "yaml"
	case name == "dockerfile" || strings.HasPrefix(name, "dockerfile.") && extension != "dockerignore" || extension == "dockerfile":
		return "dockerfile"
	case strings.HasPrefix(name, ".env."):
		return "dotenv"
	case strings.HasPrefix(name, "jenkinsfile"):
		return "groovy"
	case name == "codeowners":
		return name
	}
	if parser := byExtension[extension]; parser != "" {
		return parser
	}
	return extension
}

// Reads reports whether there is a parser for a path: one of this package's, else, with false, whether conftest has one.
func Reads(path string) (here, conftest bool) {
	name := ParserOf(path)
	here = slices.Contains(Parsers(), name)
	return here, here || slices.Contains(unreadable(), name)
}

// CheckParser returns nil for the name of a parser that there is. The error wraps ErrUnreadable or ErrUnknown.
func CheckParser(name string) error {
	_, err := lookUp(name)
	return err
}

func lookUp(name string) (reading, error) {
	if found := parsers()[name]; found != nil {
		return found, nil
	}
	known := strings.Join(Parsers(), ", ")
	if slices.Contains(unreadable(), name) {
		return nil, fmt.Errorf("%w: %s (seaworthy reads %s)", ErrUnreadable, name, known)
	}
	if name == "" {
		return nil, fmt.Errorf("%w: the name has no extension (name a parser: %s)", ErrUnknown, known)
	}
	return nil, fmt.Errorf("%w %q (known: %s)", ErrUnknown, name, known)
}
