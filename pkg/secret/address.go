package secret

import "strings"

// An AddressMatch is a URL with a password in front of its host. Start and End are byte offsets of the password.
type AddressMatch struct {
	// Scheme is in lower case: https, postgres.
	Scheme string
	// Host is what follows the @, with its port.
	Host string
	// URLStart is where the URL begins.
	URLStart   int
	Start, End int
}

// addresses is compiled when a text has both :// and @.
var addresses = lazily(`([A-Za-z][A-Za-z0-9+.-]*)://([^\s/?#:@"'<>{}$*]*):([^\s/?#@"']+)@([A-Za-z0-9\[$_{](?:[^\s/?#"',;()]|\([^\s()"']*\))*)`)

// FindAddresses returns the URLs in a text that carry a password: https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1.
// A password that a variable or a template gives is none.
func FindAddresses(text string) []AddressMatch {
	if !strings.Contains(text, "://") || !strings.Contains(text, "@") {
		return nil
	}
	var found []AddressMatch
	for _, at := range addresses.compile().FindAllStringSubmatchIndex(text, -1) {
		if password := text[at[6]:at[7]]; KindOf(password) != Literal || strings.ContainsAny(password, "$`{<") || isPlaceholder(password) {
			continue
		}
		found = append(found, AddressMatch{
			Scheme: strings.ToLower(text[at[2]:at[3]]), Host: text[at[8]:at[9]], URLStart: at[0], Start: at[6], End: at[7],
		})
	}
	return found
}

// isPlaceholder reports what documentation writes where a password goes: xxxx, ****, ....
func isPlaceholder(password string) bool {
	return strings.Trim(password, password[:1]) == "" && strings.ContainsAny(password[:1], "xX*.-_#")
}
