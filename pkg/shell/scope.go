package shell

import "slices"

// value is what is known of a variable or of a part of a word.
type value struct {
	text    string
	state   State
	origins []string
}

func (v value) known() bool { return v.state != Unresolved }

// binding is what the script itself gave to a name.
type binding struct {
	value
	exported bool
}

// scope holds the variables that a part of a script has assigned. A part that may not run, or that runs in a process
// of its own, has a scope of its own above that of the rest.
type scope struct {
	parent *scope
	names  map[string]binding
	// process: a program started from the parent, which sees exported variables only.
	process bool
}

// lookup finds what the script gave to a name; false when it gave nothing that can be seen from here.
func (s *scope) lookup(name string) (binding, bool) {
	inherited := false
	for ; s != nil; s = s.parent {
		if b, ok := s.names[name]; ok {
			return b, b.exported || !inherited
		}
		inherited = inherited || s.process
	}
	return binding{}, false
}

func (s *scope) set(name string, b binding) {
	if s.names == nil {
		s.names = map[string]binding{}
	}
	s.names[name] = b
}

// forget makes a name unresolved: something gave it a value that only running would tell.
func (s *scope) forget(name string) {
	old, _ := s.lookup(name)
	s.set(name, binding{value: value{state: Unresolved}, exported: old.exported})
}

// lookup asks the script first, then the environment. The second result is false when neither has heard of the name.
func (w *walker) lookup(name string) (value, bool) {
	if b, ok := w.scope.lookup(name); ok {
		return b.value, true
	}
	if w.variables == nil {
		return value{state: Unresolved}, false
	}
	v, ok := w.variables(name)
	if !ok {
		return value{state: Unresolved}, false
	}
	found := value{text: v.Value, state: v.State}
	if found.state == Literal || found.state == "" {
		found.state = Resolved
	}
	if v.Origin != "" {
		found.origins = []string{v.Origin}
	}
	return found, true
}

// assign records an assignment of the script.
func (w *walker) assign(a Assignment) {
	old, seen := w.scope.lookup(a.Name)
	exported := a.Exported || old.exported
	if !seen && w.variables != nil && !exported {
		_, exported = w.variables(a.Name)
	}
	v := value{a.Value.Text, worse(a.Value.State, Resolved), a.Value.Origins}
	if a.Append {
		before, _ := w.lookup(a.Name)
		v = value{before.text + v.text, worse(before.state, v.state), merge(before.origins, v.origins)}
	}
	if a.Value.Substitution || a.array {
		v = value{state: Unresolved}
	}
	w.scope.set(a.Name, binding{v, exported})
}

// apart runs a part of the script that leaves no trace in variables and options: a subshell.
func (w *walker) apart(run func()) {
	outside, options := w.scope, w.options
	w.scope = &scope{parent: outside}
	run()
	w.scope, w.options = outside, options
}

// perhaps runs a part of the script that may not be reached, or reached more than once: what it assigns is not known
// afterwards, and an option holds afterwards only if it held before as well.
func (w *walker) perhaps(run func()) {
	outside, options := w.scope, w.options
	w.scope = &scope{parent: outside}
	run()
	for name := range w.scope.names {
		outside.forget(name)
	}
	w.scope = outside
	w.options.Errexit = w.options.Errexit && options.Errexit
	w.options.Pipefail = w.options.Pipefail && options.Pipefail
}

// worse is the less certain of two states.
func worse(a, b State) State {
	for _, state := range [...]State{Unresolved, Overridable, Resolved} {
		if a == state || b == state {
			return state
		}
	}
	return Literal
}

// merge joins two lists of origins without repetition.
func merge(a, b []string) []string {
	for _, origin := range b {
		if !slices.Contains(a, origin) {
			a = append(slices.Clip(a), origin)
		}
	}
	return a
}
