package admission_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/server/admission"
)

const (
	goodPod = `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [{"name": "web", "image": "web"}]}}`
	badPod  = `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [
		{"name": "web", "image": "web", "securityContext": {"privileged": true}}]}}`
	otherBadPod = `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "api", "uid": "2"}, "spec": {"containers": [
		{"name": "web", "image": "web", "securityContext": {"privileged": true}}]}}`
	hostPod = `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "%s"}, "spec": {"hostNetwork": true, "containers": [{"name": "web"}]}}`
)

func checker(t testing.TB, options ...seaworthy.Option) *seaworthy.Checker {
	t.Helper()
	made, err := seaworthy.New(append(admission.Options(), options...)...)
	require.NoError(t, err)
	return made
}

// config asks about privileged containers, which are grave, and host networks, which are less so.
func config(t testing.TB, remembered int) admission.Config {
	t.Helper()
	standing := admission.NewJudge(checker(t, seaworthy.WithRules("workload/privileged_container", "workload/host_network")), remembered)
	return admission.Config{
		FailOn: rule.Critical,
		Judge: func(profile string) (*admission.Judge, error) {
			if profile != "" && profile != "pods" {
				return nil, admission.ErrNoProfile
			}
			return standing, nil
		},
	}
}

// judging is a handler of one judge.
func judging(judge *admission.Judge) http.Handler {
	return admission.New(admission.Config{Judge: func(string) (*admission.Judge, error) { return judge, nil }})
}

func review(operation, kind, object, oldObject string) string {
	return fmt.Sprintf(`{"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "7", "operation": %q,
		"kind": {"group": "", "version": "v1", "kind": %q}, "object": %s, "oldObject": %s}}`, operation, kind, object, oldObject)
}

func post(handler http.Handler, target, body string) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, httptest.NewRequest(http.MethodPost, target, strings.NewReader(body)))
	return recorder
}

// An answer is what the API server reads.
type answer struct {
	APIVersion, Kind string
	Response         struct {
		UID     string
		Allowed bool
		Status  struct {
			Code    int
			Message string
		}
		Warnings         []string
		AuditAnnotations map[string]string
		Patch            json.RawMessage
	}
}

func ask(t *testing.T, handler http.Handler, target, body string) answer {
	t.Helper()
	recorder := post(handler, target, body)
	require.Equal(t, http.StatusOK, recorder.Code, recorder.Body.String())
	require.Equal(t, "application/json", recorder.Header().Get("Content-Type"))
	var read answer
	require.NoError(t, json.Unmarshal(recorder.Body.Bytes(), &read))
	require.Equal(t, "admission.k8s.io/v1 AdmissionReview 7", read.APIVersion+" "+read.Kind+" "+read.Response.UID)
	require.Empty(t, read.Response.Patch)
	return read
}

func TestDecisions(t *testing.T) {
	host := fmt.Sprintf(hostPod, "web")
	leaving := strings.Replace(badPod, `"name": "web"}`, `"name": "web", "deletionTimestamp": "2026-01-01T00:00:00Z"}`, 1)
	deployment := `{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": {"template": ` + badPod + `}}`
	for name, test := range map[string]struct {
		body             string
		denied, warnings string
	}{
		"a good pod":                                     {body: review("CREATE", "Pod", goodPod, "null")},
		"a grave finding refuses":                        {body: review("CREATE", "Pod", badPod, "null"), denied: `container "web" runs privileged [workload/privileged_container]`},
		"a light finding warns":                          {body: review("CREATE", "Pod", host, "null"), warnings: "workload/host_network"},
		"what is deleted":                                {body: review("DELETE", "Pod", "null", badPod)},
		"an update that brings it":                       {body: review("UPDATE", "Pod", badPod, goodPod), denied: "privileged"},
		"an update of a pod that was so before":          {body: review("UPDATE", "Pod", badPod, badPod)},
		"an update of a deployment that could mend it":   {body: review("UPDATE", "Deployment", deployment, deployment), denied: "privileged"},
		"the last update of a pod that is being deleted": {body: review("UPDATE", "Pod", leaving, goodPod)},
		"an object that nothing judges":                  {body: review("CREATE", "Service", `{"kind": "Service"}`, "null")},
		"a Secret":                                       {body: review("CREATE", "Secret", `{"kind": "Secret", "stringData": {"password": "hunter2"}}`, "null")},
		"a connection":                                   {body: review("CONNECT", "Pod", `{"kind": "PodExecOptions"}`, "null")},
		"no object":                                      {body: review("CREATE", "Pod", "null", "null")},
	} {
		t.Run(name, func(t *testing.T) {
			for _, remembered := range []int{0, 16} {
				config := config(t, remembered)
				handler := admission.New(config)
				for range 2 {
					response := ask(t, handler, "/?timeout=10s", test.body).Response
					require.Equal(t, test.denied == "", response.Allowed)
					require.Contains(t, response.Status.Message, test.denied)
					require.Contains(t, strings.Join(response.Warnings, "\n"), test.warnings)
					require.Equal(t, test.warnings == "", len(response.Warnings) == 0)
				}
			}
		})
	}
}

func TestAuditAnnotationsNameRules(t *testing.T) {
	response := ask(t, admission.New(config(t, 0)), "/?profile=pods", review("CREATE", "Pod", badPod, "null")).Response
	require.Equal(t, map[string]string{"denied": "workload/privileged_container", "profile": "pods"}, response.AuditAnnotations)
	require.Equal(t, http.StatusForbidden, response.Status.Code)
}

func TestMalformedReviews(t *testing.T) {
	for name, test := range map[string]struct {
		body   string
		status int
		reason string
	}{
		"no JSON":              {"garbage", http.StatusBadRequest, "not an AdmissionReview: invalid character"},
		"cut off":              {review("CREATE", "Pod", goodPod, "null")[:200], http.StatusBadRequest, "unexpected end"},
		"another version":      {`{"apiVersion": "admission.k8s.io/v1beta1", "kind": "AdmissionReview"}`, http.StatusBadRequest, "v1beta1"},
		"another kind":         {`{"apiVersion": "admission.k8s.io/v1", "kind": "Pod"}`, http.StatusBadRequest, `kind is "Pod"`},
		"no request":           {`{"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview"}`, http.StatusBadRequest, "no request"},
		"no uid":               {`{"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {}}`, http.StatusBadRequest, "no uid"},
		"nested without end":   {strings.Repeat("[", 100_000), http.StatusBadRequest, "exceeded max depth"},
		"more than is allowed": {`{"x": "` + strings.Repeat("x", admission.DefaultMaxBody) + `"}`, http.StatusRequestEntityTooLarge, "3145728"},
	} {
		t.Run(name, func(t *testing.T) {
			recorder := post(admission.New(config(t, 0)), "/", test.body)
			require.Equal(t, test.status, recorder.Code)
			require.Contains(t, recorder.Body.String(), test.reason)
		})
	}
	recorder := post(admission.New(config(t, 0)), "/?profile=none", review("CREATE", "Pod", goodPod, "null"))
	require.Equal(t, http.StatusBadRequest, recorder.Code)
	get := httptest.NewRecorder()
	admission.New(config(t, 0)).ServeHTTP(get, httptest.NewRequest(http.MethodGet, "/", nil))
	require.Equal(t, http.StatusMethodNotAllowed, get.Code)
}

func TestWhatCantBeJudged(t *testing.T) {
	for failOpen, code := range map[bool]int{false: http.StatusInternalServerError, true: 0} {
		config := config(t, 0)
		config.FailOpen, config.Timeout = failOpen, time.Nanosecond
		response := ask(t, admission.New(config), "/", review("CREATE", "Pod", badPod, "null")).Response
		require.Equal(t, failOpen, response.Allowed)
		require.Equal(t, code, response.Status.Code)
		require.Contains(t, response.AuditAnnotations["failure"], "deadline")
		require.Equal(t, failOpen, len(response.Warnings) == 1)
	}
}

func TestDryRunIsObservedAsOne(t *testing.T) {
	var seen []admission.Decision
	config := config(t, 0)
	config.Observe = func(d admission.Decision) { seen = append(seen, d) }
	body := strings.Replace(review("CREATE", "Pod", badPod, "null"), `"uid": "7",`, `"uid": "7", "dryRun": true,`, 1)
	require.False(t, ask(t, admission.New(config), "/", body).Response.Allowed)
	require.Len(t, seen, 1)
	require.True(t, seen[0].DryRun)
	require.Equal(t, []string{"workload/privileged_container"}, seen[0].Denied)
}

func TestManyWarningsAreShortened(t *testing.T) {
	var containers []string
	for i := range 200 {
		containers = append(containers, fmt.Sprintf(`{"name": "c%d-%s", "securityContext": {"privileged": true}}`, i, strings.Repeat("ü", 200)))
	}
	config := config(t, 0)
	judge := admission.NewJudge(checker(t, seaworthy.WithRules("workload/writable_root_filesystem")), 0)
	config.Judge = func(string) (*admission.Judge, error) { return judge, nil }
	object := `{"kind": "Pod", "spec": {"containers": [` + strings.Join(containers, ",") + `]}}`
	warnings := ask(t, admission.New(config), "/", review("CREATE", "Pod", object, "null")).Response.Warnings
	require.Contains(t, warnings[len(warnings)-1], "warnings more")
	total := 0
	for _, warning := range warnings {
		require.LessOrEqual(t, len(warning), 256)
		total += len(warning)
	}
	require.LessOrEqual(t, total, 4096)
}

func TestRegistration(t *testing.T) {
	var written strings.Builder
	registration := admission.Registration{
		Name: "validate.seaworthy.io", URL: "https://127.0.0.1/v1/admission", CABundle: []byte("pem"), FailClosed: true,
		Timeout: 3 * time.Second, ExcludedNamespaces: []string{"kube-system"},
	}
	require.NoError(t, registration.Write(&written))
	for _, want := range []string{"failurePolicy: Fail\n", "timeoutSeconds: 3\n", "caBundle: cGVt\n", "- pods/ephemeralcontainers", "values: [kube-system]"} {
		require.Contains(t, strings.ReplaceAll(written.String(), "[pods, pods/ephemeral", "[- pods/ephemeral"), want)
	}
	for _, broken := range []admission.Registration{
		{Timeout: time.Second}, {URL: "https://x", Timeout: time.Minute}, {URL: "https://x", Timeout: 1500 * time.Millisecond},
	} {
		require.ErrorIs(t, broken.Write(&written), admission.ErrRegistration)
	}
}

func FuzzHandler(f *testing.F) {
	f.Add(review("CREATE", "Pod", badPod, "null"))
	f.Add(review("UPDATE", "Pod", badPod, goodPod))
	f.Add(review("CREATE", "ConfigMap", `{"kind": "ConfigMap", "data": {"password": "hunter2"}}`, "null"))
	f.Add(review("CREATE", "Pod", strings.Repeat(`{"a":`, 50)+"1"+strings.Repeat("}", 50), "null"))
	f.Add("garbage")
	handler := judging(admission.NewJudge(checker(f), 4))
	f.Fuzz(func(t *testing.T, body string) {
		recorder := post(handler, "/", body)
		require.Contains(t, []int{http.StatusOK, http.StatusBadRequest, http.StatusRequestEntityTooLarge}, recorder.Code)
		if recorder.Code == http.StatusOK {
			require.True(t, json.Valid(recorder.Body.Bytes()))
		}
	})
}
