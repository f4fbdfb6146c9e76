package compiled

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
)

// A wire carries values one way, into a binary text or out of one, so that each type is described once: its method gives
// the wire a pointer, which is read from or written to. The first error stops it.
//
// Numbers are written as in encoding/binary's varints; a string as its number in a table that stands at the front.
type wire struct {
	writing bool
	err     error

	out     []byte
	numbers map[string]uint64

	in    string
	texts []string
	// file is the name of the module that is read.
	file string
}

func (w *wire) fail(err error) {
	if w.err == nil {
		w.err = err
	}
	w.in = ""
}

func (w *wire) number(n *uint64) {
	if w.writing {
		w.out = binary.AppendUvarint(w.out, *n)
		return
	}
	*n = 0
	for i := 0; i < len(w.in) && i < binary.MaxVarintLen64; i++ {
		*n |= uint64(w.in[i]&0x7f) << (7 * i)
		if w.in[i] < 0x80 {
			w.in = w.in[i+1:]
			return
		}
	}
	w.fail(fmt.Errorf("%w: it ends in a number", ErrCorrupt))
}

// length carries a number of things that each take a byte at least, or are bytes.
func (w *wire) length(n int) int {
	told := uint64(n)
	w.number(&told)
	if !w.writing && told > uint64(len(w.in)) {
		w.fail(fmt.Errorf("%w: it is too short", ErrCorrupt))
		return 0
	}
	return int(told)
}

func (w *wire) integer(n *int) {
	told := uint64(*n)
	w.number(&told)
	*n = int(told)
}

func (w *wire) flag(set *bool) {
	var told uint64
	if *set {
		told = 1
	}
	w.number(&told)
	*set = told == 1
}

// text carries a string of any kind.
func text[T ~string](w *wire, s *T) {
	if w.writing {
		number, known := w.numbers[string(*s)]
		if !known {
			number = uint64(len(w.numbers))
			w.numbers[string(*s)] = number
		}
		w.number(&number)
		return
	}
	var number uint64
	w.number(&number)
	if number >= uint64(len(w.texts)) {
		w.fail(fmt.Errorf("%w: there is no text %d", ErrCorrupt, number))
		return
	}
	*s = T(w.texts[number])
}

// list carries a slice of anything.
func list[T any](w *wire, items *[]T, carry func(*T)) {
	count := w.length(len(*items))
	if !w.writing && count > 0 {
		*items = make([]T, count)
	}
	for i := range count {
		carry(&(*items)[i])
	}
}

func (w *wire) strings(items *[]string) {
	list(w, items, func(s *string) { text(w, s) })
}

// optional carries something that may not be there.
func optional[T any](w *wire, item **T, carry func(*T)) {
	there := *item != nil
	if w.flag(&there); !there {
		return
	}
	if !w.writing {
		*item = new(T)
	}
	carry(*item)
}

// chapters writes things by name, each with its length, so that one can be read without the others.
func chapters(w *wire, count int, name func(int) string, carry func(int)) {
	w.length(count)
	for i := range count {
		title := name(i)
		text(w, &title)
		whole := w.out
		w.out = nil
		carry(i)
		chapter := w.out
		w.out = whole
		w.length(len(chapter))
		w.out = append(w.out, chapter...)
	}
}

// chapters finds what the function of that name wrote.
func (w *wire) chapters() map[string]string {
	count := w.length(0)
	found := make(map[string]string, count)
	for range count {
		var title string
		text(w, &title)
		length := w.length(0)
		found[title], w.in = w.in[:length], w.in[length:]
	}
	return found
}

// table returns the strings in the order of their numbers: how many there are, how long each is, and then all of them.
func (w *wire) table() string {
	texts := slices.SortedFunc(maps.Keys(w.numbers), func(a, b string) int { return int(w.numbers[a]) - int(w.numbers[b]) })
	head := binary.AppendUvarint(nil, uint64(len(texts)))
	var all []byte
	for _, s := range texts {
		head = binary.AppendUvarint(head, uint64(len(s)))
		all = append(all, s...)
	}
	return string(head) + string(all)
}

// readTable reads a table. The strings share the memory of the whole text.
func (w *wire) readTable() {
	lengths := make([]int, w.length(0))
	for i := range lengths {
		lengths[i] = w.length(0)
	}
	w.texts = make([]string, len(lengths))
	for i, length := range lengths {
		if length > len(w.in) {
			w.fail(fmt.Errorf("%w: it ends in the table of strings", ErrCorrupt))
			return
		}
		w.texts[i], w.in = w.in[:length], w.in[length:]
	}
}
