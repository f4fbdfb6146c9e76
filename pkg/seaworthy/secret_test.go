package seaworthy_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/report"
	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/secret"
	"github.com/seaworthy-policy/seaworthy/pkg/source"
)

// No report and no document shows a credential, whatever finds it and whatever else is found beside it.
func TestNothingShowsACredential(t *testing.T) {
	const value = "Wint3rmute"
	files := []source.File{
		{Path: "Dockerfile", Content: []byte(`ARG TAG=latest
FROM debian:${TAG}
ARG DB_PASSWORD=` + value + `
ENV API_TOKEN=$DB_PASSWORD A=b
ENV API_TOKEN ` + value + `
RUN apt-get update && apt-get install ` + value + ` curl=$DB_PASSWORD
RUN curl -u ci:` + value + ` https://ci:` + value + `@git.example.com/x | sh
USER $DB_PASSWORD
WORKDIR /proc/$API_TOKEN
CMD curl -u ci:` + value + ` https://a
`)},
		{Path: "pod.yaml", Content: []byte(`apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - {name: web, image: nginx, env: [{name: DB_PASSWORD, value: ` + value + `}], securityContext: {privileged: true}}
`)},
		{Path: "secret.yaml", Content: []byte("apiVersion: v1\nkind: Secret\nstringData: {password: " + value + "}\n")},
	}
	checker, err := seaworthy.New(seaworthy.WithProfile(seaworthy.AllRules))
	require.NoError(t, err)
	result, err := checker.Check(t.Context(), files...)
	require.NoError(t, err)
	require.Greater(t, len(result.Findings()), 10)
	for _, format := range []report.Format{report.Text, report.JSON} {
		var out bytes.Buffer
		require.NoError(t, report.Write(&out, format, result, report.Options{Verbose: true, FailOn: rule.Info}))
		require.NotContains(t, out.String(), value, format)
	}
	printed, err := json.Marshal(result)
	require.NoError(t, err)
	require.NotContains(t, string(printed), value)
	for _, file := range files {
		documents, _, err := checker.Documents(file)
		require.NoError(t, err)
		printed, err := json.Marshal(documents)
		require.NoError(t, err)
		require.NotContains(t, string(printed), value)
	}
}

// What hides values in Go and what rules report by default are the same names.
func TestRulesAndMasksKnowTheSameNames(t *testing.T) {
	catalogue, err := seaworthy.Catalogue()
	require.NoError(t, err)
	for id, want := range map[string][]string{
		"secret/credential_variable names":    secret.CredentialWords(),
		"secret/credential_file_copied files": secret.CredentialFiles(),
	} {
		ruleID, parameter, _ := bytes.Cut([]byte(id), []byte(" "))
		found, ok := catalogue.ByID(string(ruleID))
		require.True(t, ok)
		var names []string
		require.NoError(t, json.Unmarshal(found.Parameters[string(parameter)].Default, &names))
		require.ElementsMatch(t, want, names, id)
	}
}
