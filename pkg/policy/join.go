package policy

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"

	"github.com/open-policy-agent/opa/v1/ast"
)

// joinLists lays the lists of a tree over those of the library that have their names, and returns all that are joined.
func (l *Library) joinLists(own fs.FS) (map[string]ast.Value, error) {
	files, err := fs.Glob(own, path.Join(listsFolder, "*", "data.yaml"))
	if err != nil {
		return nil, fmt.Errorf("find lists: %w", err)
	}
	lists := maps.Clone(l.lists)
	if lists == nil {
		lists = map[string]ast.Value{}
	}
	for _, file := range files {
		name := path.Base(path.Dir(file))
		below, err := l.list(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read the list %s: %w", name, err)
		}
		above, err := readList(own, name)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		if lists[name], err = lay(above, below); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrList, file, err)
		}
	}
	return lists, nil
}

// lay joins two values of the same kind.
func lay(above, below ast.Value) (ast.Value, error) {
	if ast.ValueName(above) != ast.ValueName(below) {
		return nil, fmt.Errorf("%s stands where the built-in list has %s", ast.ValueName(above), ast.ValueName(below))
	}
	switch below := below.(type) {
	case ast.Object:
		return layObject(above.(ast.Object), below)
	case *ast.Array:
		terms := []*ast.Term{}
		above.(*ast.Array).Foreach(func(element *ast.Term) { terms = append(terms, element) })
		below.Foreach(func(element *ast.Term) { terms = append(terms, element) })
		return ast.NewArray(terms...), nil
	}
	return above, nil
}

func layObject(above, below ast.Object) (ast.Value, error) {
	joined := below.Copy()
	err := above.Iter(func(key, value *ast.Term) error {
		if built := below.Get(key); built != nil {
			laid, err := lay(value.Value, built.Value)
			if err != nil {
				return fmt.Errorf("%s: %w", key, err)
			}
			value = ast.NewTerm(laid)
		}
		joined.Insert(key, value)
		return nil
	})
	return joined, err
}
