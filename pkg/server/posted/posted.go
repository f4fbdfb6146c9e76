// Package posted takes the bodies of POST requests, for handlers that answer one question with one document.
//
//	body, ok := posted.Body(w, r, "review", 3<<20)
//	if !ok {
//		return // the client has been told what is wrong
//	}
package posted

import (
	"errors"
	"fmt"
	"io"
	"net/http"
)

// Body reads the body of a POST request, limit bytes at most. Where there is none to read it answers the request and reports
// false: with 405 for another method, 413 for a body that is too long, and 400 for one that breaks off. What is the name of what
// the body holds.
func Body(w http.ResponseWriter, r *http.Request, what string, limit int64) ([]byte, bool) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, fmt.Sprintf("a %s is posted", what), http.StatusMethodNotAllowed)
		return nil, false
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		http.Error(w, fmt.Sprintf("a %s has at most %d bytes", what, tooLarge.Limit), http.StatusRequestEntityTooLarge)
	case err != nil:
		http.Error(w, fmt.Sprintf("the %s did not arrive", what), http.StatusBadRequest)
	}
	return body, err == nil
}
