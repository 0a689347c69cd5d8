// The rules of the house, each as a function from files to complaints, so that each can be shown to fail.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tree.h"

namespace casus::house {

// Includes go down: a file of a room includes its own room and strictly lower floors, by full path from src/.
Complaints arrows(const std::vector<File>& sources, const Floors& floors);
// The same for what a room links: the ROOMS of casus_room(...) in its CMakeLists.txt.
Complaints links(const std::vector<File>& cmake_files, const Floors& floors);
// <...> includes other than the C++ library stand in the table, for this room; never in a noun room's header.
Complaints third_party(const std::vector<File>& sources, const std::vector<ThirdParty>& table,
                       const Floors& floors);
// Bytes above 127 and carriage returns.
Complaints ascii(const std::vector<File>& sources);
// Words that mark unfinished work.
Complaints unfinished(const std::vector<File>& sources);
// Paths of one machine.
Complaints machine_paths(const std::vector<File>& sources);
// Headers begin with #pragma once; no header opens a namespace for everybody who includes it.
Complaints headers(const std::vector<File>& sources);
// The library never prints and never exits; only `cli`, programs (_main.cpp) and tests do.
Complaints quiet(const std::vector<File>& sources);

// Names of verbs in the text of `casus --help` (its "Subcommands:" list).
std::vector<std::string> verbs_of(std::string_view help);
// Long options in the text of `casus VERB --help`.
std::vector<std::string> options_of(std::string_view help);
// docs/cli.md has a heading "## casus VERB" ("## casus" for the options of all) with each option below it.
Complaints options_documented(std::string_view document, const std::string& verb,
                              const std::vector<std::string>& options);

// Property names of a JSON Schema, with the path of objects they stand under: "events.roles.entity".
std::vector<std::string> fields_of(std::string_view schema);
// docs/record.md names each field, in backquotes, under the heading of its object ("## `events`").
Complaints fields_documented(std::string_view document, const std::vector<std::string>& fields);

// Each package of tools/packages.txt has its row in docs/dependencies.md.
Complaints packages_documented(std::string_view document, std::string_view packages);

// Relative links of Markdown pages lead to files; `exists` says whether a path of the repository is there.
Complaints dead_links(const std::vector<File>& pages, const std::function<bool(const std::string&)>& exists);

}  // namespace casus::house
