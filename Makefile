.DEFAULT_GOAL := help
.PHONY: help build test lint fmt generate bench fuzz

FUZZTIME ?= 20s
PODS ?= 1000000

peers := $(wildcard testdata/conformance/*)
modules := . testdata/bench $(peers)
staticcheck := $(CURDIR)/dist/staticcheck

help: ## Show what there is to make
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "%-10s %s\n", $$1, $$2}'

build: ## Build the command into dist/
	go build -trimpath -o dist/seaworthy ./cmd/seaworthy

test: ## Run all tests, Gatekeeper's engine included
	go test ./...
	go test -C testdata/bench ./...
	for peer in $(peers); do go test -C $$peer -count=1 ./... || exit 1; done # of what they build themselves the test cache knows nothing

lint: ## Look for mistakes that compile
	test -z "$$(gofmt -l .)"
	go mod tidy -diff
	go build -C .ci/tools -o $(staticcheck) honnef.co/go/tools/cmd/staticcheck
	for module in $(modules); do (cd $$module && go vet ./... && $(staticcheck) ./...) || exit 1; done
	go run ./internal/generate -check

fmt: ## Format the Go files
	gofmt -w .

generate: ## Write schemas, catalogue, rule pages and man pages anew
	go run ./internal/generate
	go test ./cmd/seaworthy -run TestManPages -update

bench: build ## Measure time and memory, beside conftest, on growing trees, and by rule
	go build -C testdata/bench -o $(CURDIR)/dist/ . tool
	dist/bench
	@echo
	go run ./internal/rulecost

fuzz: ## Run each fuzz target for FUZZTIME (20s), and hold PODS (1000000) random pods and all labelled objects beside the peers
	FUZZTIME=$(FUZZTIME) .ci/fuzz
	PODS=$(PODS) go test -C testdata/conformance/podsecurity -run RandomPods -timeout 0 ./...
	SAMPLE=1 go test -C testdata/conformance/gatekeeper -run LabelledCases -timeout 0 -v ./...
