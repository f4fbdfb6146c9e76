.DEFAULT_GOAL := help
.PHONY: help build test lint fmt generate

help: ## Show what there is to make
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "%-10s %s\n", $$1, $$2}'

build: ## Build the command into dist/
	go build -trimpath -o dist/seaworthy ./cmd/seaworthy

test: ## Run all tests, Gatekeeper's engine included
	go test ./...
	cd testdata/conformance/gatekeeper && go test ./...

lint: ## Look for mistakes that compile
	test -z "$$(gofmt -l cmd internal pkg policies bundles)"
	go vet ./...
	go run ./internal/generate -check

fmt: ## Format the Go files
	gofmt -w cmd internal pkg policies bundles

generate: ## Write schemas, catalogue and rule pages anew
	go run ./internal/generate
