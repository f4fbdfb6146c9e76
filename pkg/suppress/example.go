package suppress

import (
	"embed"
	"fmt"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

//go:embed example
var examples embed.FS

// Example returns the text of the example of one of the Rules: a txtar archive with a bad file, the findings it gets and
// a good file. The error wraps fs.ErrNotExist for any other rule.
func Example(r rule.Rule) ([]byte, error) {
	text, err := examples.ReadFile("example/" + r.Name + ".txtar")
	if err != nil {
		return nil, fmt.Errorf("read the example of %s: %w", r.ID, err)
	}
	return text, nil
}
