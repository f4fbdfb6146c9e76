package suppress

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// trivyID is an id as Trivy has printed it over the years: DS002, AVD-DS-0002, DS-0002.
var trivyID = regexp.MustCompile(`(?i)^(?:AVD-)?([A-Z]+)-?(\d{1,4})$`)

// canonical writes another tool's name for a rule as aliases have it.
func canonical(tool, name string) string {
	match := trivyID.FindStringSubmatch(name)
	if tool != "trivy" || match == nil {
		return name
	}
	number, _ := strconv.Atoi(match[2])
	return fmt.Sprintf("%s-%04d", strings.ToUpper(match[1]), number)
}
