package agreement

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
)

// A caseQuestion is what some cases ask whose config chooses among rules, so that no setting of their alias could say it.
type caseQuestion struct {
	// pattern is of the cases' ids, a star for what stands between slashes.
	pattern string
	asked   Question
}

// readCaseQuestions reads them from a table: pattern, rules with semicolons between them, parameters as JSON.
func (m *Mapping) readCaseQuestions(name string) error {
	rows, err := readTable(name)
	if err != nil {
		return err
	}
	for _, row := range rows {
		parameters := rule.Parameters{}
		if err := json.Unmarshal([]byte(row[2]), &parameters); err != nil {
			return fmt.Errorf("read %s: parameters of %s: %w", name, row[0], err)
		}
		m.cases = append(m.cases, caseQuestion{row[0], Question{Rules: strings.Split(row[1], ";"), Parameters: parameters}})
	}
	return nil
}

// ofCase returns what is known to be the question of the case itself.
func (m *Mapping) ofCase(c Case) (Question, bool) {
	for _, each := range m.cases {
		if matched, _ := path.Match(each.pattern, c.ID); matched {
			return each.asked, true
		}
	}
	return Question{}, false
}
