# The commands people type. CMake and Ninja do the building; this file only says what to run.
#
#   make demo                                  set up, build, code the demo dispatches, open the page on them
#   make demo IN=story.txt DATE=2010-06-12     the same for your own file
#   make test                                  set up, build, run every test
#   make help                                  the rest

SHELL   := /bin/sh
BUILD   ?= build/release
IN      ?= demo/dispatches.jsonl
DATE    ?=
SECONDS ?= 600
CASUS   := $(BUILD)/bin/casus
SETUP   := BUILD=$(BUILD) tools/setup.sh
SOURCES  = $(shell git ls-files 'src/*.h' 'src/*.cpp' 'include/*.h' 'tests/*.h' 'tests/*.cpp' 'fuzz/*.cpp' 'bench/*.cpp')

.PHONY: demo test formats-test setup build asan tsan coverage clang fuzz crash bench parity api-test serve-bench format tidy docs clean help

demo: ## code the demo dispatches, or IN=story.txt DATE=2010-06-12, and open the page on them; NO_SERVE=1 does not
	@$(SETUP) packages
	@$(SETUP) web
	@$(SETUP) build casus casus-convert casus-knowledge
	@$(SETUP) models
	@$(SETUP) knowledge
	@BUILD=$(BUILD) tools/demo.sh "$(IN)" "$(DATE)"

test: setup ## every test
	@$(SETUP) readers || echo "casus: the formats are not read back by other programs (formats_read_back is skipped)"
	@echo "casus: running the tests"
	@cd $(BUILD) && ctest --output-on-failure -j $$(nproc 2>/dev/null || echo 1)

formats-test: ## read every output format back with pandas, frictionless, GDAL, icalendar, prov, conllu
	@$(SETUP) build casus
	@$(SETUP) readers
	@sh tests/formats/read_back.sh . $(BUILD)

setup: ## install what is missing, build everything, fetch and convert the language models and the gazetteer
	@$(SETUP) packages
	@$(SETUP) web
	@$(SETUP) browser
	@$(SETUP) build
	@$(SETUP) models
	@$(SETUP) knowledge

build: ## build everything
	@$(SETUP) build

asan: ## every test under AddressSanitizer and UndefinedBehaviorSanitizer
	@tools/checked_build.sh asan

tsan: ## every test under ThreadSanitizer
	@tools/checked_build.sh tsan

clang: ## every test, built with clang++-14
	@tools/checked_build.sh clang

coverage: ## every test with line coverage; the summary is printed
	@tools/checked_build.sh coverage

fuzz: ## each fuzz target for SECONDS=600
	@tools/fuzz.sh $(SECONDS)

crash: ## kill ingests, fail disks, cut the power: the long versions of tests/crash
	@$(SETUP) build casus crash_worker crash_test power_test
	@CASUS_KILLS=200 CASUS_BINARY_KILLS=30 $(BUILD)/tests/crash/crash_test --gtest_brief=1
	@CASUS_POWER_POINTS=1000 CASUS_FAULT_POINTS=300 $(BUILD)/tests/crash/power_test --gtest_brief=1

bench: ## the benchmarks of docs/performance.md
	@tools/setup.sh packages
	@$(SETUP) build
	@$(SETUP) models
	@$(SETUP) knowledge
	@tools/bench.sh $(BUILD)

parity: ## compare the language runtime with spaCy (tools/parity.py; needs its own environment)
	@echo "casus: comparing with spaCy; see tools/parity.py --help for the environment and for other texts"
	@python3 tools/parity.py --casus $(CASUS) $(TEXT)

api-test: ## hold the HTTP API against its description with schemathesis (an environment of its own in .cache)
	@$(SETUP) build casus
	@tools/api_test.sh $(BUILD)

serve-bench: ## ask a server over a million events what the page asks (needs wrk)
	@$(SETUP) build casus make_database
	@tools/serve_bench.sh $(BUILD)

format: ## clang-format the sources in place
	@echo "casus: clang-format-14 on $(words $(SOURCES)) files"
	@clang-format-14 -i $(SOURCES)

tidy: ## clang-tidy over the sources, with the checks of .clang-tidy
	@tools/tidy.sh

docs: ## write again the parts of docs/ that hold real output
	@$(SETUP) build casus casus-convert casus-knowledge
	@$(SETUP) models
	@$(SETUP) knowledge
	@tools/tour.sh

clean: ## remove the build; the fetched models in .cache stay
	@echo "casus: removing build/"
	@rm -rf build

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 18
