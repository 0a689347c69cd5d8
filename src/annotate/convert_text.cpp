#include "annotate/convert_text.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "annotate/lexeme.h"
#include "annotate/msgpack.h"
#include "annotate/string_table.h"

namespace casus::annotate {
namespace {

using Json = nlohmann::json;
using msgpack::Kind;
using msgpack::Value;

// Numbers of the attributes in special cases.
constexpr std::uint64_t orth_key = 65;
constexpr std::uint64_t norm_key = 67;

struct BaseNorm {
  std::string_view text;
  std::string_view norm;
};

// The norms that every language starts from; the package's own table overrides them.
constexpr std::array base_norms = std::to_array<BaseNorm>({
    {"'s", "'s"},
    {"'S", "'s"},
    {"\u2019s", "'s"},
    {"\u2019S", "'s"},
    {"\u2019", "'"},
    {"\u2018", "'"},
    {"\u00b4", "'"},
    {"`", "'"},
    {"\u201d", "\""},
    {"\u201c", "\""},
    {"''", "\""},
    {"``", "\""},
    {"\u00b4\u00b4", "\""},
    {"\u201e", "\""},
    {"\u00bb", "\""},
    {"\u00ab", "\""},
    {"\u2018\u2018", "\""},
    {"\u2019\u2019", "\""},
    {"\uff1f", "?"},
    {"\uff01", "!"},
    {"\uff0c", ","},
    {"\uff1b", ";"},
    {"\uff1a", ":"},
    {"\u3002", "."},
    {"\u0964", "."},
    {"\u2026", "..."},
    {"\u2014", "-"},
    {"\u2013", "-"},
    {"--", "-"},
    {"---", "-"},
    {"\u2014\u2014", "-"},
    {"\u20ac", "$"},
    {"\u00a3", "$"},
    {"\u00a5", "$"},
    {"\u0e3f", "$"},
    {"US$", "$"},
    {"C$", "$"},
    {"A$", "$"},
    {"\u20ba", "$"},
    {"\u20b9", "$"},
    {"\u09f3", "$"},
    {"\u20a9", "$"},
    {"Mex$", "$"},
    {"\u20a3", "$"},
    {"E\u00a3", "$"},
});

constexpr std::array<std::string_view, 17> parts_of_speech = {
    "adj",  "adp",  "adv",   "aux",   "cconj", "det", "intj", "noun", "num",
    "part", "pron", "propn", "punct", "sconj", "sym", "verb", "x"};

base::Error error(const std::string& file, std::string message) {
  return {.code = "package_content", .message = "unexpected content: " + std::move(message), .file = file};
}

// The white space of Python's str as the inside of a bracket.
constexpr std::string_view python_space =
    "\\x{9}-\\x{d}\\x{1c}-\\x{20}\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{"
    "205f}"
    "\\x{3000}";

Json to_json(const Value& value) {
  switch (value.kind()) {
    case Kind::boolean:
      return value.boolean();
    case Kind::integer:
      return value.integer();
    case Kind::real:
      return value.real();
    case Kind::bytes:
      return std::string(value.bytes());
    case Kind::array: {
      Json out = Json::array();
      for (const Value& item : value.items()) out.push_back(to_json(item));
      return out;
    }
    case Kind::map: {
      Json out = Json::object();
      for (std::size_t i = 0; i < value.size(); ++i) {
        out[std::string(value.key(i).bytes())] = to_json(value.value(i));
      }
      return out;
    }
    case Kind::nil:
      break;
  }
  return {};
}

// The package file as one MessagePack value; `bytes` keeps what the value views.
base::Result<Value> read_msgpack(const Package& package, const std::string& file, std::string& bytes) {
  auto read = package.read(file);
  if (!read) return read.error();
  bytes = *std::move(read);
  auto value = msgpack::read(bytes);
  if (!value) return error(file, value.error().to_string());
  return value;
}

}  // namespace

std::string to_pcre2(std::string_view python) {
  std::string out;
  bool in_brackets = false;
  if (python.starts_with("(?u)")) python.remove_prefix(4);
  for (std::size_t i = 0; i < python.size(); ++i) {
    const char c = python[i];
    if (c != '\\' || i + 1 == python.size()) {
      if (c == '[') in_brackets = true;
      if (c == ']') in_brackets = false;
      out.push_back(c);
      continue;
    }
    const char escaped = python[++i];
    if (escaped == 'u' || escaped == 'U') {
      const std::size_t digits = escaped == 'u' ? 4 : 8;
      std::string_view hex = python.substr(i + 1, digits);
      i += hex.size();
      while (hex.size() > 1 && hex.front() == '0') hex.remove_prefix(1);
      out.append("\\x{").append(hex).append("}");
    } else if ((escaped == 's' || escaped == 'S') && !in_brackets) {
      out.append(escaped == 's' ? "[" : "[^").append(python_space).append("]");
    } else {
      out.push_back('\\');
      out.push_back(escaped);
    }
  }
  return out;
}

base::Result<void> convert_tokenizer(const Package& package, ModelFileWriter& writer) {
  const std::string file = "tokenizer";
  std::string bytes;
  auto all = read_msgpack(package, file, bytes);
  if (!all) return all.error();
  for (const auto& [from, to] : {std::pair{"prefix_search", "prefix"}, std::pair{"suffix_search", "suffix"},
                                 std::pair{"infix_finditer", "infix"}, std::pair{"url_match", "url"}}) {
    const Value* pattern = all->find(from);
    if (pattern == nullptr || !pattern->is(Kind::bytes))
      return error(file, std::string(from) + " is missing");
    writer.add(std::string("tokenizer/") + to, to_pcre2(pattern->bytes()));
  }
  const Value* token_match = all->find("token_match");
  const Value* heuristics = all->find("faster_heuristics");
  if (token_match == nullptr || !token_match->is(Kind::nil) || heuristics == nullptr ||
      !heuristics->boolean()) {
    return error(file, "it uses rules that this runtime does not have (token_match, slow heuristics)");
  }
  const Value* exceptions = all->find("exceptions");
  if (exceptions == nullptr || !exceptions->is(Kind::map)) return error(file, "exceptions are missing");
  Json specials = Json::object();
  for (std::size_t i = 0; i < exceptions->size(); ++i) {
    Json tokens = Json::array();
    std::string joined;
    for (const Value& token : exceptions->value(i).items()) {
      const Value* orth = token.find(orth_key);
      const Value* norm = token.find(norm_key);
      if (orth == nullptr) return error(file, "a special case has no text");
      joined += orth->bytes();
      tokens.push_back(Json::array({std::string(orth->bytes()), std::string(norm ? norm->bytes() : "")}));
    }
    const std::string text(exceptions->key(i).bytes());
    if (joined != text) return error(file, "the tokens of a special case are not its text: " + text);
    specials[text] = std::move(tokens);
  }
  writer.add("tokenizer/specials", specials.dump());
  return {};
}

base::Result<void> convert_norms(const Package& package, ModelFileWriter& writer) {
  std::map<StringId, std::string> norms;
  for (const BaseNorm& row : base_norms) norms[string_id(row.text)] = row.norm;
  const std::string file = "vocab/lookups.bin";
  std::string bytes;
  auto all = read_msgpack(package, file, bytes);
  if (!all) return all.error();
  const Value* table = all->find("lexeme_norm");
  if (table == nullptr || !table->is(Kind::map)) return error(file, "lexeme_norm is missing");
  for (std::size_t i = 0; i < table->size(); ++i) {
    if (!table->key(i).is(Kind::integer)) return error(file, "a key of lexeme_norm is no id");
    norms[table->key(i).unsigned_integer()] = table->value(i).bytes();
  }
  std::vector<StringId> ids;
  std::vector<std::string> strings;
  for (auto& [id, norm] : norms) {
    ids.push_back(id);
    strings.push_back(std::move(norm));
  }
  writer.add_array<StringId>("norms/ids", ids);
  add_strings(writer, "norms", strings);
  return {};
}

base::Result<void> convert_rules(const Package& package, ModelFileWriter& writer) {
  std::string bytes;
  auto all = read_msgpack(package, "attribute_ruler/patterns", bytes);
  if (!all) return all.error();
  if (!all->is(Kind::array)) return error("attribute_ruler/patterns", "it is no list");
  writer.add("ruler.json", to_json(*all).dump());
  return {};
}

base::Result<void> convert_lemmas(const Package& package, ModelFileWriter& writer) {
  const std::string file = "lemmatizer/lookups/lookups.bin";
  std::string bytes;
  auto all = read_msgpack(package, file, bytes);
  if (!all) return all.error();
  const Value* rules = all->find("lemma_rules");
  const Value* exceptions = all->find("lemma_exc");
  const Value* index = all->find("lemma_index");
  if (rules == nullptr || exceptions == nullptr || index == nullptr) return error(file, "a table is missing");

  Json rules_json = Json::object();
  for (const std::string_view part : parts_of_speech) {
    const std::string name = "lemmas/" + std::string(part);
    const StringId id = string_id(part);
    if (const Value* list = rules->find(id)) rules_json[std::string(part)] = to_json(*list);
    if (const Value* list = index->find(id)) {
      std::vector<std::string> words;
      for (const Value& word : list->items()) words.emplace_back(word.bytes());
      std::sort(words.begin(), words.end());
      words.erase(std::unique(words.begin(), words.end()), words.end());
      add_strings(writer, name + "/index", words);
    }
    if (const Value* map = exceptions->find(id)) {
      std::map<std::string, std::string> sorted;
      for (std::size_t i = 0; i < map->size(); ++i) {
        std::string forms;
        for (const Value& form : map->value(i).items()) {
          if (!forms.empty()) forms.push_back('\n');
          forms += form.bytes();
        }
        sorted[std::string(map->key(i).bytes())] = std::move(forms);
      }
      std::vector<std::string> words;
      std::vector<std::string> forms;
      for (auto& [word, its_forms] : sorted) {
        words.push_back(word);
        forms.push_back(std::move(its_forms));
      }
      add_strings(writer, name + "/exceptions", words);
      add_strings(writer, name + "/forms", forms);
    }
  }
  writer.add("lemmas.json", rules_json.dump());
  return {};
}

}  // namespace casus::annotate
