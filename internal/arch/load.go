package arch

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Load reads the packages of the module at root, ordered by path. Nested modules, testdata and hidden folders are not
// part of it. Nothing is compiled, so a package that does not build is read all the same.
func Load(root string) ([]Package, error) {
	byPath := map[string]*Package{}
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != root && foreign(name):
			return filepath.SkipDir
		case entry.IsDir() || filepath.Ext(name) != ".go":
			return nil
		}
		return add(byPath, root, name)
	})
	if err != nil {
		return nil, fmt.Errorf("read packages: %w", err)
	}
	var packages []Package
	for _, p := range byPath {
		packages = append(packages, *p)
	}
	slices.SortFunc(packages, func(a, b Package) int { return cmp.Compare(a.Path, b.Path) })
	return packages, nil
}

func foreign(folder string) bool {
	base := filepath.Base(folder)
	if base == "testdata" || strings.HasPrefix(base, ".") {
		return true
	}
	_, err := os.Stat(filepath.Join(folder, "go.mod"))
	return !errors.Is(err, fs.ErrNotExist)
}

// add reads one file into the package of its folder.
func add(byPath map[string]*Package, root, name string) error {
	relative, err := filepath.Rel(root, name)
	if err != nil {
		return err
	}
	files := token.NewFileSet()
	parsed, err := parser.ParseFile(files, name, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	path := filepath.ToSlash(filepath.Dir(relative))
	if byPath[path] == nil {
		byPath[path] = &Package{Path: path}
	}
	p := byPath[path]
	place := func(pos token.Pos) string {
		return filepath.ToSlash(relative) + ":" + strconv.Itoa(files.Position(pos).Line)
	}
	p.addFunctions(parsed, place)
	if strings.HasSuffix(name, "_test.go") {
		return nil
	}
	return p.addImports(parsed)
}

func (p *Package) addImports(file *ast.File) error {
	for _, imported := range file.Imports {
		path, err := strconv.Unquote(imported.Path.Value)
		if err != nil {
			return err
		}
		if !slices.Contains(p.Imports, path) {
			p.Imports = append(p.Imports, path)
		}
	}
	slices.Sort(p.Imports)
	return nil
}

func (p *Package) addFunctions(file *ast.File, place func(token.Pos) string) {
	for _, declaration := range file.Decls {
		function, _ := declaration.(*ast.FuncDecl)
		switch {
		case function != nil && function.Recv == nil && function.Name.Name == "init":
			p.Inits = append(p.Inits, place(function.Pos()))
		case function != nil && function.Recv == nil && mayExit(file, function):
			continue
		}
		ast.Inspect(declaration, func(node ast.Node) bool {
			if exit, ok := node.(*ast.SelectorExpr); ok && isExit(exit) {
				p.Exits = append(p.Exits, place(exit.Pos()))
			}
			return true
		})
	}
}

// mayExit reports whether a function is the one that a program or a test binary starts with.
func mayExit(file *ast.File, function *ast.FuncDecl) bool {
	return file.Name.Name == "main" && function.Name.Name == "main" || function.Name.Name == "TestMain"
}

func isExit(selector *ast.SelectorExpr) bool {
	of, ok := selector.X.(*ast.Ident)
	return ok && of.Name == "os" && selector.Sel.Name == "Exit"
}
