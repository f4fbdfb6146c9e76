package report

// The objects of SARIF 2.1.0 that are written, with their properties' names
// (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html#section-3).

type sarifLog struct {
	Schema  string         `json:"$schema"`
	Version string         `json:"version"`
	Runs    []sarifRunJSON `json:"runs"`
}

type sarifRunJSON struct {
	Tool        sarifTool            `json:"tool"`
	ColumnKind  string               `json:"columnKind"`
	URIBases    map[string]sarifBase `json:"originalUriBaseIds"`
	Invocations []sarifInvocation    `json:"invocations"`
	Artifacts   []sarifArtifact      `json:"artifacts,omitzero"`
	Results     []sarifResult        `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name           string      `json:"name"`
	InformationURI string      `json:"informationUri"`
	Version        string      `json:"version,omitzero"`
	Rules          []sarifRule `json:"rules"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifMarkdown struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown"`
}

type sarifBase struct {
	Description sarifText `json:"description"`
}

type sarifRule struct {
	ID         string              `json:"id"`
	Short      sarifText           `json:"shortDescription"`
	Full       sarifText           `json:"fullDescription,omitzero"`
	Help       sarifMarkdown       `json:"help,omitzero"`
	HelpURI    string              `json:"helpUri,omitzero"`
	Default    sarifConfiguration  `json:"defaultConfiguration"`
	Properties sarifRuleProperties `json:"properties"`
}

type sarifConfiguration struct {
	Level string `json:"level"`
}

type sarifRuleProperties struct {
	Tags     []string `json:"tags"`
	Severity string   `json:"security-severity"`
	Aliases  []string `json:"aliases,omitzero"`
	Profiles []string `json:"profiles,omitzero"`
}

type sarifArtifact struct {
	Location sarifFile `json:"location"`
	Roles    []string  `json:"roles"`
}

type sarifFile struct {
	URI   string `json:"uri"`
	Base  string `json:"uriBaseId,omitzero"`
	Index *int   `json:"index,omitzero"`
}

type sarifInvocation struct {
	Successful    bool                `json:"executionSuccessful"`
	Notifications []sarifNotification `json:"toolExecutionNotifications,omitzero"`
}

type sarifNotification struct {
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations,omitzero"`
}

type sarifResult struct {
	RuleID        string             `json:"ruleId"`
	RuleIndex     int                `json:"ruleIndex"`
	Level         string             `json:"level"`
	Message       sarifText          `json:"message"`
	Locations     []sarifLocation    `json:"locations"`
	Related       []sarifLocation    `json:"relatedLocations,omitzero"`
	Fingerprints  map[string]string  `json:"partialFingerprints"`
	BaselineState string             `json:"baselineState,omitzero"`
	Suppressions  []sarifSuppression `json:"suppressions"`
	Fixes         []sarifFix         `json:"fixes,omitzero"`
}

type sarifLocation struct {
	Physical sarifPhysical  `json:"physicalLocation"`
	Logical  []sarifLogical `json:"logicalLocations,omitzero"`
	Message  *sarifText     `json:"message,omitzero"`
}

type sarifLogical struct {
	FullName string `json:"fullyQualifiedName"`
	Kind     string `json:"kind"`
}

type sarifPhysical struct {
	Artifact sarifFile    `json:"artifactLocation"`
	Region   *sarifRegion `json:"region,omitzero"`
}

type sarifRegion struct {
	StartLine   int        `json:"startLine"`
	StartColumn int        `json:"startColumn,omitzero"`
	EndLine     int        `json:"endLine,omitzero"`
	EndColumn   int        `json:"endColumn,omitzero"`
	Snippet     *sarifText `json:"snippet,omitzero"`
}

type sarifFix struct {
	Description sarifText     `json:"description"`
	Changes     []sarifChange `json:"artifactChanges"`
}

type sarifChange struct {
	Artifact     sarifFile          `json:"artifactLocation"`
	Replacements []sarifReplacement `json:"replacements"`
}

type sarifReplacement struct {
	Deleted  sarifRegion `json:"deletedRegion"`
	Inserted *sarifText  `json:"insertedContent,omitzero"`
}

type sarifSuppression struct {
	Kind          string                     `json:"kind"`
	Status        string                     `json:"status"`
	Justification string                     `json:"justification,omitzero"`
	Location      *sarifLocation             `json:"location,omitzero"`
	Properties    sarifSuppressionProperties `json:"properties"`
}

type sarifSuppressionProperties struct {
	Form  string `json:"form"`
	Owner string `json:"owner,omitzero"`
	Until string `json:"until,omitzero"` // the last day, YYYY-MM-DD
}
