#include "checks.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <regex>
#include <sstream>

namespace casus::house {
namespace {

std::string at(const File& file, std::size_t index) {
  return file.path + ":" + std::to_string(index + 1) + ": ";
}

// Goes through all lines of all files; `judge` returns what is wrong with a line, if anything.
Complaints each_line(
    const std::vector<File>& files,
    const std::function<std::optional<std::string>(const File&, const std::string&)>& judge) {
  Complaints found;
  for (const File& file : files) {
    const std::vector<std::string> lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (auto wrong = judge(file, lines[i])) found.push_back(at(file, i) + *wrong);
    }
  }
  return found;
}

// What a line includes, with its bracket: `"base/span.h"` or `<vector>`; "" where it includes nothing.
std::string included(const std::string& line) {
  static const std::regex form(R"(^\s*#\s*include\s*(["<][^">]+)[">])");
  std::smatch match;
  return std::regex_search(line, match, form) ? match[1].str() : "";
}

// May a file of `room` use `other`? Returns what is wrong.
std::optional<std::string> arrow(const std::string& room, const std::string& other, const Floors& floors) {
  const auto from = floors.find(room);
  const auto to = floors.find(other);
  if (from == floors.end()) return "the room " + room + " has no floor in src/README.md";
  if (to == floors.end()) return "no room called " + other + " (includes are full paths from src/)";
  if (room == other || to->second < from->second) return std::nullopt;
  return room + " (floor " + std::to_string(from->second) + ") must not use " + other + " (floor " +
         std::to_string(to->second) + ")";
}

bool is_header(std::string_view path) { return path.ends_with(".h"); }

// The C++ library has no extension and no folder; <cassert> and <vector>, not <assert.h> or <fmt/core.h>.
bool of_the_language(std::string_view name) { return name.find_first_of("./") == std::string_view::npos; }

std::string without_comment(const std::string& line) {
  const std::size_t slashes = line.find("//");
  return line.substr(0, slashes);
}

}  // namespace

Complaints arrows(const std::vector<File>& sources, const Floors& floors) {
  return each_line(sources, [&](const File& file, const std::string& line) -> std::optional<std::string> {
    const std::string name = included(line);
    if (name.empty() || name[0] != '"') return std::nullopt;
    const std::size_t slash = name.find('/');
    return arrow(room_of(file.path), slash == std::string::npos ? name.substr(1) : name.substr(1, slash - 1),
                 floors);
  });
}

Complaints links(const std::vector<File>& cmake_files, const Floors& floors) {
  static const std::regex call(R"(casus_room\(\s*(\w+)([^)]*)\))");
  Complaints found;
  for (const File& file : cmake_files) {
    for (std::sregex_iterator match(file.text.begin(), file.text.end(), call), end; match != end; ++match) {
      const std::string room = (*match)[1];
      std::istringstream words((*match)[2]);
      bool in_rooms = false;
      for (std::string word; words >> word;) {
        if (word == "ROOMS" || word == "LIBS" || word == "TEST_LIBS") {
          in_rooms = word == "ROOMS";
        } else if (in_rooms) {
          if (auto wrong = arrow(room, word, floors)) found.push_back(file.path + ": " + *wrong);
          if (word == room) found.push_back(file.path + ": " + room + " links itself");
        }
      }
    }
  }
  return found;
}

Complaints third_party(const std::vector<File>& sources, const std::vector<ThirdParty>& table,
                       const Floors& floors) {
  return each_line(sources, [&](const File& file, const std::string& line) -> std::optional<std::string> {
    std::string name = included(line);
    if (name.empty() || name[0] != '<') return std::nullopt;
    name.erase(0, 1);
    if (of_the_language(name)) return std::nullopt;
    const std::string room = room_of(file.path);
    const auto floor = floors.find(room);
    if (is_header(file.path) && floor != floors.end() && floor->second <= 2) {
      return "<" + name + "> in a header of the noun room " + room;
    }
    for (const ThirdParty& row : table) {
      if (!name.starts_with(row.prefix)) continue;
      if (row.rooms.contains("*") || row.rooms.contains(room)) return std::nullopt;
      if (is_test(file.path) && row.rooms.contains("tests")) return std::nullopt;
    }
    return "<" + name + "> is not for the room " + room + " (tests/house/third_party.txt)";
  });
}

Complaints ascii(const std::vector<File>& sources) {
  return each_line(sources, [](const File&, const std::string& line) -> std::optional<std::string> {
    for (std::size_t i = 0; i < line.size(); ++i) {
      const auto byte = static_cast<unsigned char>(line[i]);
      if (byte > 126 || (byte < 32 && byte != '\t')) {
        return "byte " + std::to_string(byte) + " in column " + std::to_string(i + 1) + "; use an escape";
      }
    }
    return std::nullopt;
  });
}

Complaints unfinished(const std::vector<File>& sources) {
  static const std::regex words(
      "\\b(TO"
      "DO|FIX"
      "ME|not implement"
      "ed yet|DISAB"
      "LED_)|//[^\"]*\\bXX"
      "X\\b");
  return each_line(sources, [](const File&, const std::string& line) -> std::optional<std::string> {
    std::smatch match;
    if (!std::regex_search(line, match, words)) return std::nullopt;
    return "unfinished: " + match[0].str();
  });
}

Complaints machine_paths(const std::vector<File>& sources) {
  static const std::regex path(
      "(^|[^A-Za-z0-9_.])/(wo"
      "rk|ro"
      "ot|ho"
      "me|tm"
      "p/dev)/[A-Za-z0-9_.]");
  return each_line(sources, [](const File&, const std::string& line) -> std::optional<std::string> {
    if (!std::regex_search(line, path)) return std::nullopt;
    return "a path of one machine: " + line.substr(0, 80);
  });
}

Complaints headers(const std::vector<File>& sources) {
  Complaints found;
  static const std::regex using_namespace(R"((^|\n)using namespace)");
  for (const File& file : sources) {
    if (!is_header(file.path)) continue;
    if (file.text.find("#pragma once\n") == std::string::npos)
      found.push_back(file.path + ": no #pragma once");
    if (std::regex_search(file.text, using_namespace)) found.push_back(file.path + ": using namespace");
  }
  return found;
}

Complaints quiet(const std::vector<File>& sources) {
  static const std::regex noise(
      R"((std::cout|std::cerr|std::clog|fmt::print|\bv?f?printf\s*\(|\bputs\s*\(|\bperror\s*\(|\bexit\s*\(|\babort\s*\(|\bterminate\s*\())");
  return each_line(sources, [](const File& file, const std::string& line) -> std::optional<std::string> {
    if (room_of(file.path) == "cli" || is_test(file.path) || file.path.ends_with("_main.cpp")) {
      return std::nullopt;
    }
    std::smatch match;
    const std::string code = without_comment(line);
    if (!std::regex_search(code, match, noise)) return std::nullopt;
    return "the library neither prints nor exits: " + match[1].str();
  });
}

std::vector<std::string> verbs_of(std::string_view help) {
  std::vector<std::string> verbs;
  static const std::regex verb(R"(^\s{2,4}([a-z][a-z-]*)(\s{2,}|$))");
  bool inside = false;
  for (const std::string& line : lines_of(help)) {
    std::smatch match;
    if (line.starts_with("Subcommands:") || line.starts_with("Commands:")) {
      inside = true;
    } else if (inside && std::regex_search(line, match, verb)) {
      verbs.push_back(match[1]);
    } else if (inside && !line.empty() && line[0] != ' ') {
      inside = false;
    }
  }
  return verbs;
}

std::vector<std::string> options_of(std::string_view help) {
  std::vector<std::string> options;
  static const std::regex option(R"(^\s+(?:-\w,\s*)?(--[a-z][a-z0-9-]*)((?:,--[a-z0-9-]+)*))");
  for (const std::string& line : lines_of(help)) {
    std::smatch match;
    if (std::regex_search(line, match, option)) options.push_back(match[1]);
  }
  std::sort(options.begin(), options.end());
  options.erase(std::unique(options.begin(), options.end()), options.end());
  return options;
}

namespace {

// The part of a Markdown page under one heading, up to the next heading of the same or a higher rank.
std::string section(std::string_view document, const std::string& heading) {
  const std::size_t rank = heading.find(' ');
  std::string text;
  bool inside = false;
  bool fenced = false;
  for (const std::string& line : lines_of(document)) {
    if (line.starts_with("```")) fenced = !fenced;
    if (!fenced && line.starts_with("#")) {
      if (line == heading) {
        inside = true;
        continue;
      }
      if (inside && line.find(' ') <= rank) inside = false;
    }
    if (inside) text += line + "\n";
  }
  return text;
}

bool names_option(const std::string& text, const std::string& option) {
  for (std::size_t at = text.find(option); at != std::string::npos; at = text.find(option, at + 1)) {
    const char next = at + option.size() < text.size() ? text[at + option.size()] : ' ';
    if (next != '-' && std::isalnum(static_cast<unsigned char>(next)) == 0) return true;
  }
  return false;
}

}  // namespace

Complaints options_documented(std::string_view document, const std::string& verb,
                              const std::vector<std::string>& options) {
  const std::string heading = verb.empty() ? "## casus" : "## casus " + verb;
  const std::string text = section(document, heading);
  if (text.empty()) return {"docs/cli.md: no heading \"" + heading + "\""};
  const std::string general = section(document, "## casus");
  Complaints found;
  for (const std::string& option : options) {
    if (names_option(text, option) || names_option(general, option)) continue;
    found.push_back("docs/cli.md: " + option + " is not under \"" + heading + "\"");
  }
  return found;
}

std::vector<std::string> fields_of(std::string_view schema) {
  const nlohmann::json root = nlohmann::json::parse(schema);
  std::vector<std::string> fields;
  std::vector<std::string> open;  // references being followed, against loops
  std::function<void(const nlohmann::json&, const std::string&)> walk = [&](const nlohmann::json& node,
                                                                            const std::string& path) {
    if (!node.is_object()) return;
    if (const auto reference = node.find("$ref"); reference != node.end()) {
      const std::string target = reference->get<std::string>();
      if (std::find(open.begin(), open.end(), target) != open.end() || !target.starts_with("#")) return;
      open.push_back(target);
      walk(root.at(nlohmann::json::json_pointer(target.substr(1))), path);
      open.pop_back();
    }
    if (const auto properties = node.find("properties"); properties != node.end()) {
      for (const auto& [name, child] : properties->items()) {
        const std::string inner = path.empty() ? name : path + "." + name;
        fields.push_back(inner);
        walk(child, inner);
      }
    }
    if (const auto items = node.find("items"); items != node.end()) walk(*items, path);
    for (const char* key : {"anyOf", "oneOf", "allOf"}) {
      if (const auto parts = node.find(key); parts != node.end()) {
        for (const auto& part : *parts) walk(part, path);
      }
    }
  };
  walk(root, "");
  std::sort(fields.begin(), fields.end());
  fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
  return fields;
}

Complaints fields_documented(std::string_view document, const std::vector<std::string>& fields) {
  Complaints found;
  for (const std::string& field : fields) {
    const std::size_t dot = field.find('.');
    const std::string object = field.substr(0, dot);
    const std::string name = field.substr(field.rfind('.') + 1);  // npos + 1 is the whole
    const std::string heading = "## `" + object + "`";
    const std::string text = section(document, heading);
    if (text.empty()) {
      found.push_back("docs/record.md: no heading \"" + heading + "\"");
    } else if (dot != std::string::npos && text.find("`" + name + "`") == std::string::npos) {
      found.push_back("docs/record.md: `" + name + "` is not under \"" + heading + "\" (" + field + ")");
    }
  }
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

Complaints packages_documented(std::string_view document, std::string_view packages) {
  Complaints found;
  for (const std::string& line : lines_of(packages)) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string name;
    if (!(words >> name)) continue;
    if (document.find("`" + name + "`") == std::string_view::npos) {
      found.push_back("docs/dependencies.md: no row for `" + name + "`");
    }
  }
  return found;
}

Complaints dead_links(const std::vector<File>& pages, const std::function<bool(const std::string&)>& exists) {
  static const std::regex link(R"(\]\(([^)#\s]+)[^)]*\))");
  Complaints found;
  for (const File& page : pages) {
    const std::size_t slash = page.path.rfind('/');
    const std::filesystem::path folder = slash == std::string::npos ? "" : page.path.substr(0, slash);
    for (std::sregex_iterator match(page.text.begin(), page.text.end(), link), end; match != end; ++match) {
      const std::string target = (*match)[1];
      if (target.find(':') != std::string::npos) continue;  // http:, mailto:
      const std::string path = (folder / target).lexically_normal().generic_string();
      if (!exists(path)) found.push_back(page.path + ": the link to " + target + " leads nowhere");
    }
  }
  return found;
}

}  // namespace casus::house
