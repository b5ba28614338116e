# Two commands matter: make publish and make test. Behind them are scripts that need
# only a POSIX shell and Python; a machine without make runs those.

.DEFAULT_GOAL := help
.PHONY: help publish test test-all check bench golden clean

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

publish: ## install what is missing, build everything under source/ into build/
	@sh scripts/publish

test: ## install what is missing, check style and types, run the suite (ten minutes at most)
	@sh scripts/test

test-all: ## make test, then the tests that take minutes each (an hour at most)
	@sh scripts/test --all

check: ## style and types alone
	@sh scripts/test --check

bench: ## what a build costs: seconds, processor seconds, memory
	@sh scripts/test --bench

golden: ## write the golden files anew; then read the difference
	@sh scripts/test --golden

clean: ## remove build/; .venv stays
	rm -rf build
