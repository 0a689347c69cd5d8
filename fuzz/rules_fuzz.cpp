// Any text as a rule file: it is refused with file and line, or its rules are whole - findable by id and by
// word, and printable.
#include <cstdint>
#include <string>

#include "base/utf8.h"
#include "code/lexicon.h"
#include "code/rules.h"
#include "fuzz.h"
#include "ontology/ontology.h"

namespace {

using namespace casus;
using casus::fuzz::check;

struct Loaded {
  ontology::Ontology ontology = *ontology::Ontology::load(CASUS_SOURCE_DIR "/data/ontology");
  code::Lexicon lexicon = *code::Lexicon::load(CASUS_SOURCE_DIR "/data/words/en");
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Loaded loaded;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto rules = code::RuleSet::read(text, "fuzz.toml", loaded.ontology, loaded.lexicon);
  if (!rules) {
    check(!rules.error().code.empty() && !rules.error().message.empty() && rules.error().file == "fuzz.toml");
    return 0;
  }
  std::size_t keys = 0;
  for (const code::Rule& rule : rules->rules()) {
    check(rules->find(rule.id) == &rule && rule.line > 0);
    for (const code::Key& key : rule.keys) {
      check(!key.words.empty() && !key.to_string().empty());
      bool heard = false;
      for (const auto& entry : rules->listening(key.kind, key.words.front())) {
        heard = heard || &(*rules)[entry.rule] == &rule;
      }
      check(heard);
      ++keys;
    }
    for (const code::Guard& guard : rule.when) check(!guard.to_string().empty());
  }
  check(keys == rules->key_count() && rules->hash().size() == 64);
  return 0;
}
