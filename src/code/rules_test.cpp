#include "code/rules.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>
#include <string>

#include "code/lexicon.h"
#include "code/tables.h"
#include "ontology/ontology.h"

namespace casus::code {
namespace {

const std::string data = std::string(CASUS_SOURCE_DIR) + "/data";

struct Loaded {
  ontology::Ontology ontology;
  Lexicon lexicon;
};

Loaded load() {
  auto ontology = ontology::Ontology::load(data + "/ontology");
  EXPECT_TRUE(ontology) << ontology.error().to_string();
  auto lexicon = Lexicon::load(data + "/words/en");
  EXPECT_TRUE(lexicon) << lexicon.error().to_string();
  return {*std::move(ontology), *std::move(lexicon)};
}

TEST(Rules, OfTheRepositoryAreSound) {
  const Loaded loaded = load();
  const auto rules = RuleSet::load(data + "/rules", loaded.ontology, loaded.lexicon);
  ASSERT_TRUE(rules) << rules.error().to_string();
  EXPECT_GE(rules->rules().size(), 280U);
  EXPECT_GE(rules->key_count(), 5000U);
  for (const Rule& rule : rules->rules()) {
    const auto positive = std::count_if(rule.examples.begin(), rule.examples.end(),
                                        [](const Example& example) { return !example.none; });
    EXPECT_GE(positive, 1) << rule.id << " has no example of what it codes";
    EXPECT_LT(positive, static_cast<std::ptrdiff_t>(rule.examples.size()))
        << rule.id << " has no example of what it must not code";
  }
}

TEST(Rules, CoverEveryTypeAndMode) {
  const Loaded loaded = load();
  const auto rules = RuleSet::load(data + "/rules", loaded.ontology, loaded.lexicon);
  ASSERT_TRUE(rules) << rules.error().to_string();
  const auto tables = Tables::load(data + "/rules/tables.toml", loaded.ontology);
  ASSERT_TRUE(tables) << tables.error().to_string();

  // What can come out: the codes and modes of rules and refinements, and what stances make of these codes.
  std::set<std::string> codes;
  std::set<std::pair<ontology::EventType, std::string>> modes;
  const auto add = [&](const std::string& code, std::optional<ontology::EventType> event,
                       const std::string& mode) {
    const ontology::Code* entry = loaded.ontology.find_code(code);
    if (entry != nullptr) codes.insert(code);
    if (entry != nullptr && entry->event) modes.emplace(*entry->event, entry->mode);
    const auto type = event ? event : entry != nullptr ? entry->event : std::nullopt;
    if (type) modes.emplace(*type, mode);
  };
  for (const Rule& rule : rules->rules()) {
    add(rule.cameo, rule.event, rule.mode);
    for (const Refinement& refinement : rule.refine) {
      add(refinement.cameo.empty() ? rule.cameo : refinement.cameo,
          refinement.event ? refinement.event : rule.event, refinement.mode.value_or(rule.mode));
    }
  }
  const std::set<std::string> acts = codes;
  for (int t = 0; t < table_count; ++t) {
    for (const std::string& act : acts) add(std::string(tables->map(static_cast<Table>(t), act)), {}, "");
  }
  for (const ontology::Type& type : loaded.ontology.types()) {
    const bool any =
        std::any_of(modes.begin(), modes.end(), [&](const auto& one) { return one.first == type.type; });
    EXPECT_TRUE(any) << "no rule leads to " << ontology::name(type.type);
    for (const ontology::Mode& mode : type.modes) {
      EXPECT_TRUE(modes.contains({type.type, mode.name}))
          << "no rule leads to " << ontology::name(type.type) << '/' << mode.name;
    }
  }
  EXPECT_GE(codes.size(), 250U);
}

}  // namespace
}  // namespace casus::code
