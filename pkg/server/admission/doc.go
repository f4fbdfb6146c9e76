// Package admission is a validating webhook for Kubernetes' API server, as an http.Handler.
//
// Before it stores an object the API server posts an AdmissionReview with the object, what is done to it and what it was
// before, and waits for a yes or a no. The handler judges the object as `seaworthy test` judges a file. Findings from the
// severity Config.FailOn upwards refuse it, the others become warnings that kubectl prints, and the ids of all
// rules go into the API server's audit log. It never changes an object, and keeps nothing, so that a dry run needs no care.
//
//	checker, err := seaworthy.New(append(admission.Options(), seaworthy.WithProfile("default"))...)
//	judge := admission.NewJudge(checker, 1024)
//	handler := admission.New(admission.Config{
//		Judge: func(string) (*admission.Judge, error) { return judge, nil },
//	})
//
// What can't be done is told as what was wrong: a review that is none is a 400 with the reason. Where the judging itself
// fails, or takes longer than the API server waits, the answer is what Config.FailOpen says.
//
// The protocol: https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/.
package admission
