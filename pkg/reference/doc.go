// Package reference takes an image reference apart.
//
// What people write is shorthand: "nginx" means docker.io/library/nginx with the tag latest, and only the first part with a dot, a
// colon or the name localhost is a registry. Much is also written with variables that only the build knows. So a part is absent, known
// or unknown, and a rule never has to guess which: "${REGISTRY}/ubuntu" has no tag, whatever the registry turns out to be, while
// "ubuntu:${TAG}" has a tag that nobody can name.
//
//	image, err := reference.Parse("ghcr.io/acme/api:1.4")
//	fmt.Println(image.Registry, image.Repository, image.Tag) // ghcr.io acme/api 1.4
package reference
