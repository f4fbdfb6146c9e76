// Package compose reads compose files (https://github.com/compose-spec/compose-spec/blob/main/spec.md) into documents.
//
// A project is more than a file: an override beside it is merged over it, `include` brings in other projects, `extends`
// takes a service from elsewhere, anchors and merge keys repeat what stands above, and variables are filled in from .env.
// The reader does what compose does and remembers of every value where it was written, so that a finding points
// at the line that set it, in whichever file that is.
//
//	documents, problems := compose.Parse(file, compose.Options{Open: open})
//	for _, document := range documents { // the project first, then each service
//	}
//
// A variable that nobody sets is unknown rather than empty: compose would take it from the environment of whoever starts
// the project. Services of inactive profiles are services. A file that compose would refuse is judged as far as it
// goes: what could not be read is a problem, what does not fit the specification is a fact for rules.
//
// Files come from strangers. Nothing is fetched, only what Options.Open hands out is read, and aliases, variables,
// includes and extends are paid for out of one budget.
package compose
