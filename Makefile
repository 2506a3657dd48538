# The words of the house. `make check` is what CI runs; everything else is for
# developers. Nothing here is needed to use Dateline: `go run ./cmd/dateline`.

GO    ?= go
LINT  := $(GO) tool -modfile=tools/go.mod golangci-lint
STORE ?= dateline.db
FUZZTIME ?= 30s

export CGO_ENABLED = 0

.PHONY: build check fmt vet lint arch test race arm64 golden fuzz bench score models run clean

build: ## one static binary, ./dateline
	$(GO) build -trimpath -o dateline ./cmd/dateline

check: fmt vet lint arch race ## all that must be green before a commit lands

fmt:
	@bad=$$(gofmt -l $$(git ls-files '*.go')); test -z "$$bad" || { echo "gofmt differs in:"; echo "$$bad"; exit 1; }

vet:
	$(GO) vet ./...

lint:
	$(LINT) run ./...

arch: ## the import rules of docs/architecture.md
	$(GO) test ./internal/arch

test:
	$(GO) test ./...

race: ## every test under the race detector, which needs cgo and a C compiler
	CGO_ENABLED=1 $(GO) test -race ./...

arm64: ## the kernels for arm64 under an emulator (qemu-user): with the dot product, then without
	GOARCH=arm64 $(GO) vet ./ingest/nlp/neural/...
	GOARCH=arm64 $(GO) test -exec 'qemu-aarch64 -cpu max' ./ingest/nlp/neural/kernel
	GOARCH=arm64 $(GO) test -exec 'qemu-aarch64 -cpu cortex-a53' ./ingest/nlp/neural/kernel
	GOARCH=arm64 $(GO) test -exec 'qemu-aarch64 -cpu max' -run Golden ./ingest/nlp/neural

golden: ## rewrite the stories, golden files and the README's examples; read the diff before you commit it
	$(GO) test -count=1 $$(git grep -l 'flag.Bool("update"' '*_test.go' | xargs -n1 dirname | sort -u | sed 's|^|./|') -update

fuzz: ## each law for FUZZTIME, of which next to nothing goes into making what was found smaller
	@for p in $$($(GO) list ./...); do \
		for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do \
			$(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x $$p || exit 1; \
		done; \
	done

bench: ## speed, as ratios within one run; docs/benchmarks.md keeps the figures
	$(GO) test -run '^$$' -bench . -benchmem ./...

score: ## accuracy on the dev sets beside the checkout; docs/scores.md keeps it
	$(GO) run ./cmd/dateline-train score -o docs/scores.md
	$(GO) run ./cmd/dateline-train score --model train/accurate.dlnn -o docs/scores-accurate.md

models: ## train the small models and compile every table: same data, same bytes (train/README.md: the neural ones)
	$(GO) run ./cmd/dateline-train models

run: ## build the graph of examples/
	$(GO) run ./cmd/dateline ingest examples --store $(STORE)

clean:
	rm -rf dateline dateline.db dateline.rejects.jsonl
