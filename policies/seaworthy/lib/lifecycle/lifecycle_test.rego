package seaworthy.lib.lifecycle_test

import data.seaworthy.data.end_of_life
import data.seaworthy.lib.lifecycle
import data.seaworthy.testing

lists := {
	"products": {
		"python": {"title": "Python", "cycles": {"2.7": "2020-01-01", "3.1": "2012-06-20", "3.11": "2027-10-31"}},
		"debian": {"title": "Debian", "cycles": {"12": "2028-06-30"}},
		"alpine": {"title": "Alpine", "cycles": {"3.20": "2026-04-01"}},
		"ubuntu": {"title": "Ubuntu", "cycles": {"20.04": "2025-05-31"}},
		"node": {"title": "Node.js", "cycles": {"20": "2026-04-30"}, "names": {"iron": "20"}},
	},
	"images": {"python": "python", "node": "node", "ubuntu": "ubuntu"},
	"systems": {"bookworm": {"product": "debian", "cycle": "12"}},
	"prefixes": {"alpine": "alpine", "debian": "debian", "nodejs": "node", "python": "python"},
}

of(name, tag) := testing.reference({
	"text": $"{name}:{tag}", "name": name, "repository": $"library/{name}", "tag": tag, "tag_state": "known",
})

distroless := testing.reference({
	"registry": "gcr.io", "repository": "distroless/nodejs20-debian12", "name": "gcr.io/distroless/nodejs20-debian12", "official": false,
})

test_releases[note] if {
	some note, [image, want] in {
		"a version": [of("python", "3.11"), {"Python 3.11"}],
		"a version with more numbers": [of("python", "3.11.4-slim"), {"Python 3.11"}],
		"a version that begins like a shorter one": [of("python", "3.12"), set()],
		"a version with fewer numbers than a release has": [of("python", "3"), set()],
		"a release with a dot": [of("ubuntu", "20.04"), {"Ubuntu 20.04"}],
		"a release by its name": [of("node", "iron-slim"), {"Node.js 20"}],
		"the system below": [of("python", "3.11-slim-bookworm"), {"Python 3.11", "Debian 12"}],
		"the system below with its version": [of("python", "2.7-alpine3.20"), {"Python 2.7", "Alpine 3.20"}],
		"the system of any image": [of("nginx", "1.27-bookworm"), {"Debian 12"}],
		"releases in the name": [distroless, {"Node.js 20", "Debian 12"}],
		"a name that is that of another product": [of("nginx", "iron"), set()],
		"a word that is no release": [of("python", "debian-3.20"), set()],
	}
	{release.title | some release in lifecycle.releases(image)} == want with data.seaworthy.data.end_of_life as lists
}

test_a_release_says_when_it_ends if {
	lifecycle.releases(of("node", "20")) == {{
		"title": "Node.js 20",
		"ends": "2026-04-30",
	}} with data.seaworthy.data.end_of_life as lists
}

test_days[note] if {
	some note, [from, to, want] in {
		"a day": ["2026-02-28", "2026-03-01", 1],
		"the same day": ["2026-03-01", "2026-03-01", 0],
		"backwards": ["2026-03-01", "2025-03-01", -365],
	}
	lifecycle.days(from, to) == want
}

test_the_list_names_only_releases_that_it_has if {
	every product in object.union(end_of_life.images, end_of_life.prefixes) {
		end_of_life.products[product]
	}
	every system in end_of_life.systems {
		end_of_life.products[system.product].cycles[system.cycle]
	}
	every product in end_of_life.products {
		every name in object.get(product, "names", {}) {
			product.cycles[name]
		}
		every ends in product.cycles {
			time.parse_ns("2006-01-02", ends)
		}
	}
}
