package admission_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/rule"
	"github.com/seaworthy-policy/seaworthy/pkg/seaworthy"
	"github.com/seaworthy-policy/seaworthy/pkg/server/admission"
)

// TestTwinsAreJudgedOnce tells that what is remembered of one pod is said of its twin, in the twin's name.
func TestTwinsAreJudgedOnce(t *testing.T) {
	config := config(t, 16)
	config.FailOn = rule.Info
	handler := admission.New(config)
	for _, name := range []string{"web-a", "web-b"} {
		response := ask(t, handler, "/", review("CREATE", "Pod", fmt.Sprintf(hostPod, name), "null")).Response
		require.Contains(t, response.Status.Message, `pod "`+name+`"`)
	}
	for _, object := range []string{badPod, otherBadPod, goodPod} {
		response := ask(t, handler, "/", review("CREATE", "Pod", object, "null")).Response
		require.Equal(t, object == goodPod, response.Allowed)
	}
}

// TestWhatWasSaidYesterdayIsForgotten judges an image that is supported on the first day and no longer on the second.
func TestWhatWasSaidYesterdayIsForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		handler := judging(admission.NewJudge(checker(t, seaworthy.WithRules("reference/end_of_life_base")), 16))
		body := review("CREATE", "Pod", strings.Replace(goodPod, `"image": "web"`, `"image": "debian:12"`, 1), "null")
		require.True(t, ask(t, handler, "/", body).Response.Allowed)
		time.Sleep(50 * 365 * 24 * time.Hour)
		require.False(t, ask(t, handler, "/", body).Response.Allowed)
	})
}

// TestANewJudgeRehearses tells that it has judged before it is asked what the one before was asked twice, and not the rest.
func TestANewJudgeRehearses(t *testing.T) {
	judged := 0
	clock := func() time.Time { judged++; return time.Now() }
	former := admission.NewJudge(checker(t), 16)
	for _, object := range []string{badPod, goodPod, otherBadPod} {
		ask(t, judging(former), "/", review("CREATE", "Pod", object, "null"))
	}
	next := admission.NewJudge(checker(t, seaworthy.WithClock(clock)), 16)
	next.Rehearse(t.Context(), former)
	rehearsed := judged
	require.NotZero(t, rehearsed)
	ask(t, judging(next), "/", review("CREATE", "Pod", badPod, "null"))
	require.Equal(t, rehearsed, judged, "twins were judged already")
	ask(t, judging(next), "/", review("CREATE", "Pod", goodPod, "null"))
	require.Greater(t, judged, rehearsed, "nobody asked for this one twice")
}

// TestTwinsThatComeTogether tells that who waits for another's judgement gets it, and does not fail with it.
func TestTwinsThatComeTogether(t *testing.T) {
	handler := admission.New(config(t, 16))
	answers := make(chan string, 32)
	var coming sync.WaitGroup
	for i := range 32 {
		coming.Go(func() {
			body := review("CREATE", "Pod", strings.Replace(badPod, `"name": "web"}`, fmt.Sprintf(`"name": "web-%d"}`, i), 1), "null")
			if i%4 == 0 {
				post(handler, "/?timeout=1ns", body)
				return
			}
			recorder := post(handler, "/", body)
			answers <- recorder.Body.String()
		})
	}
	coming.Wait()
	close(answers)
	for answer := range answers {
		require.Contains(t, answer, `"denied":"workload/privileged_container"`)
	}
}

// TestTwinsAreToldApartWhereTheNameCounts tells that a selector over names is obeyed with a memory too.
func TestTwinsAreToldApartWhereTheNameCounts(t *testing.T) {
	standing := checker(t, seaworthy.WithRules("workload/privileged_container"), seaworthy.WithParameters(rule.Parameters{
		"workload/privileged_container": {"exempt": json.RawMessage(`["name:web"]`)},
	}))
	handler := judging(admission.NewJudge(standing, 16))
	require.True(t, ask(t, handler, "/", review("CREATE", "Pod", badPod, "null")).Response.Allowed)
	require.False(t, ask(t, handler, "/", review("CREATE", "Pod", otherBadPod, "null")).Response.Allowed)
}

// BenchmarkReview answers reviews of a typical pod by the default profile: new ones, and twins of one that was seen.
func BenchmarkReview(b *testing.B) {
	object, err := os.ReadFile("testdata/pod.json")
	require.NoError(b, err)
	standing := checker(b)
	for name, remembered := range map[string]int{"new": 0, "twin": 1024} {
		b.Run(name, func(b *testing.B) {
			handler := judging(admission.NewJudge(standing, remembered))
			number := 0
			for b.Loop() {
				number++
				own := strings.Replace(string(object), "web-6d4cf56db6-x7k2p", fmt.Sprintf("web-%d", number), 1)
				recorder := post(handler, "/", review("CREATE", "Pod", own, "null"))
				require.Equal(b, http.StatusOK, recorder.Code)
			}
		})
	}
}
