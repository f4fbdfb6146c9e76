package posted_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/seaworthy-policy/seaworthy/pkg/server/posted"
)

func TestBody(t *testing.T) {
	for name, test := range map[string]struct {
		method string
		body   io.Reader
		status int
		told   string
	}{
		"a body of the greatest length": {http.MethodPost, strings.NewReader("12345678"), http.StatusOK, ""},
		"no body":                       {http.MethodPost, http.NoBody, http.StatusOK, ""},
		"another method":                {http.MethodGet, http.NoBody, http.StatusMethodNotAllowed, "a review is posted\n"},
		"one byte too many":             {http.MethodPost, strings.NewReader("123456789"), http.StatusRequestEntityTooLarge, "a review has at most 8 bytes\n"},
		"a body that breaks off": {http.MethodPost, io.MultiReader(strings.NewReader("123"), iotest.ErrReader(io.ErrUnexpectedEOF)),
			http.StatusBadRequest, "the review did not arrive\n"},
	} {
		t.Run(name, func(t *testing.T) {
			answer := httptest.NewRecorder()
			_, ok := posted.Body(answer, httptest.NewRequest(test.method, "/", test.body), "review", 8)
			require.Equal(t, test.status == http.StatusOK, ok)
			require.Equal(t, test.status, answer.Code)
			require.Equal(t, test.told, answer.Body.String())
		})
	}
}
