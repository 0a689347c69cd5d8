#include "code/thread_tables.h"

#include <algorithm>
#include <toml++/toml.h>

#include "base/ascii.h"
#include "base/files.h"

namespace casus::code {

using base::Error;
using base::Result;

namespace {

constexpr std::array<std::string_view, turn_count> turns = {"request", "agree", "reject", "deed"};

Error bad(const std::string& file, const toml::node& node, std::string message, std::string hint = {}) {
  Error error{"bad_thread_table", std::move(message), std::move(hint), file};
  error.line = node.source().begin.line;
  error.column = node.source().begin.column;
  return error;
}

// A list of strings under `key`, or why not. A missing list is empty.
std::optional<Error> texts(const std::string& file, const toml::table& table, std::string_view key,
                           std::vector<std::string>& out) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return std::nullopt;
  const toml::array* list = node->as_array();
  if (list == nullptr) return bad(file, *node, "\"" + std::string(key) + "\" must be a list of strings");
  for (const toml::node& item : *list) {
    if (!item.is_string() || item.as_string()->get().empty()) {
      return bad(file, item, "\"" + std::string(key) + "\" must hold strings only");
    }
    out.push_back(base::lowered(item.as_string()->get()));
  }
  return std::nullopt;
}

std::optional<Error> unknown(const std::string& file, const toml::table& table,
                             const std::vector<std::string_view>& known) {
  for (const auto& [key, value] : table) {
    if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
      return bad(file, value, "unknown key \"" + std::string(key.str()) + "\"");
    }
  }
  return std::nullopt;
}

}  // namespace

Result<ThreadTables> ThreadTables::read(const std::string& text, const std::string& file) {
  toml::table root;
  try {
    root = toml::parse(text);
  } catch (const toml::parse_error& wrong) {
    Error error{"bad_toml", std::string(wrong.description()), {}, file};
    error.line = wrong.source().begin.line;
    error.column = wrong.source().begin.column;
    return error;
  }
  ThreadTables out;
  if (auto wrong = unknown(file, root, {"topic", "words"})) return *wrong;
  const toml::array* topics = root["topic"].as_array();
  if (topics == nullptr || topics->empty()) return bad(file, root, "the file must hold [[topic]] tables");
  for (const toml::node& node : *topics) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return bad(file, node, "a topic must be a table");
    if (auto wrong = unknown(file, *table, {"name", "request", "agree", "reject", "deed", "near", "words"}))
      return *wrong;
    const std::string name = (*table)["name"].value_or(std::string());
    if (name.empty()) return bad(file, *table, "a topic without a name");
    if (std::find(out.names_.begin(), out.names_.end(), name) != out.names_.end()) {
      return bad(file, *table, "the topic \"" + name + "\" stands twice");
    }
    const auto topic = static_cast<std::uint32_t>(out.names_.size());
    out.names_.push_back(name);
    for (std::size_t turn = 0; turn < turns.size(); ++turn) {
      std::vector<std::string> codes;
      if (auto wrong = texts(file, *table, turns[turn], codes)) return *wrong;
      for (const std::string& code : codes) {
        if (!out.codes_[turn].emplace(code, topic).second) {
          return bad(file, *table, "the code \"" + code + "\" is claimed by two topics");
        }
      }
    }
    std::vector<std::string> own;
    if (auto wrong = texts(file, *table, "words", own)) return *wrong;
    out.words_.emplace_back(own.begin(), own.end());
    out.near_.emplace_back();
    if (auto wrong = texts(file, *table, "near", out.near_.back())) return *wrong;
  }
  for (std::size_t i = 0; i < out.near_.size(); ++i) {
    for (const std::string& near : out.near_[i]) {
      if (std::find(out.names_.begin(), out.names_.end(), near) == out.names_.end()) {
        return bad(file, *topics->get(i), "unknown topic \"" + near + "\"");
      }
    }
  }
  const toml::table* words = root["words"].as_table();
  if (words == nullptr) return bad(file, root, "no [words] in the file");
  if (auto wrong = unknown(
          file, *words,
          {"partial", "deferral", "asking", "asking_verbs", "claiming", "need", "answering", "common"}))
    return *wrong;
  for (const auto& [key, into] :
       {std::pair{"partial", &out.partial_}, std::pair{"deferral", &out.deferral_},
        std::pair{"asking", &out.asking_}, std::pair{"asking_verbs", &out.asking_verbs_},
        std::pair{"claiming", &out.claiming_}, std::pair{"need", &out.need_},
        std::pair{"answering", &out.answering_}, std::pair{"common", &out.common_}}) {
    std::vector<std::string> written;
    if (auto wrong = texts(file, *words, key, written)) return *wrong;
    into->insert(written.begin(), written.end());
  }
  return out;
}

Result<ThreadTables> ThreadTables::load(const std::string& data_folder) {
  const std::string file = data_folder + "/threads/threads.toml";
  const auto text = base::read_file(file);
  if (!text) return Error{"no_file", "cannot read the table of threads", {}, file};
  return read(*text, file);
}

std::optional<std::uint32_t> ThreadTables::topic(Turn turn, std::string_view code) const {
  const auto& codes = codes_[static_cast<std::size_t>(turn)];
  for (std::size_t length = code.size(); length > 0; --length) {
    if (const auto found = codes.find(code.substr(0, length)); found != codes.end()) return found->second;
  }
  return std::nullopt;
}

bool ThreadTables::answers(std::uint32_t request, std::uint32_t answer) const {
  if (request == answer || names_[request] == "any" || names_[answer] == "any") return true;
  const auto& near = near_[request];
  return std::find(near.begin(), near.end(), names_[answer]) != near.end();
}

}  // namespace casus::code
