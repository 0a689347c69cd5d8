#include "code/rules.h"

#include <algorithm>
#include <array>
#include <set>

namespace casus::code {
namespace {

constexpr std::array<std::string_view, operator_count> operators = {
    "act",   "appeal", "demand", "intent", "reject",   "threat", "stop",
    "allow", "accept", "negate", "trans",  "announce", "swallow"};

std::string index_key(document::PredicateKind kind, std::string_view head) {
  constexpr std::array<char, 3> letters = {'v', 'n', 'a'};
  std::string out{letters[static_cast<std::size_t>(kind)], ':'};
  out += head;
  return out;
}

}  // namespace

std::string_view name(Operator op) { return operators[static_cast<std::size_t>(op)]; }

std::optional<Operator> find_operator(std::string_view wanted) {
  for (std::size_t i = 0; i < operators.size(); ++i) {
    if (operators[i] == wanted) return static_cast<Operator>(i);
  }
  return std::nullopt;
}

std::string Key::to_string() const {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

std::string Guard::to_string() const {
  constexpr std::array<std::string_view, 16> slots = {
      "object",  "subject", "",         "modifier", "clause", "sentence", "complement", "content",
      "purpose", "voice",   "particle", "light",    "tense",  "polarity", "head",       "governor"};
  std::string out = negated ? "not_" : "";
  out += slot == Slot::preposition ? std::string_view(preposition) : slots[static_cast<std::size_t>(slot)];
  out += " =";
  for (std::size_t i = 0; i < words.written.size(); ++i) out += (i == 0 ? " " : ", ") + words.written[i];
  return out;
}

int Rule::specificity(const Key& key) const {
  // A further word of the key says more than any guard; what must stand in a place of its own says more than
  // what may stand anywhere in the clause; what must not be there keeps other senses out and says little.
  int out = 24 * (static_cast<int>(key.words.size()) - 1);
  for (const Guard& guard : when) {
    if (guard.negated) continue;
    const bool anywhere = guard.slot == Slot::clause || guard.slot == Slot::sentence || guard.words.any;
    out += anywhere ? 4 : 6;
  }
  return out;
}

base::Result<void> RuleSet::finish() {
  for (std::size_t r = 0; r < rules_.size(); ++r) {
    for (std::size_t k = 0; k < rules_[r].keys.size(); ++k) {
      const Key& key = rules_[r].keys[k];
      index_[index_key(key.kind, key.words.front())].push_back(
          {RuleId(r), static_cast<std::uint32_t>(k), rules_[r].specificity(key)});
    }
  }
  const auto beats = [&](const Entry& a, const Entry& b) {
    const Rule& winner = rules_[a.rule.index()];
    const std::string& loser = rules_[b.rule.index()].id;
    return std::find(winner.over.begin(), winner.over.end(), loser) != winner.over.end();
  };
  for (auto& [word, entries] : index_) {
    std::sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
      if (a.specificity != b.specificity) return a.specificity > b.specificity;
      const std::string& left = rules_[a.rule.index()].id;
      const std::string& right = rules_[b.rule.index()].id;
      return left != right ? left < right : a.key < b.key;
    });
    // A rule stands before those that it names in `over`: each time the first that none left beats.
    const auto last = entries.end();
    for (auto first = entries.begin(); first != last; ++first) {
      const auto free = std::find_if(first, last, [&](const Entry& candidate) {
        return std::none_of(first, last, [&](const Entry& other) { return beats(other, candidate); });
      });
      if (free != last) std::rotate(first, free, free + 1);  // in a ring the order stays
    }
  }
  for (const Rule& rule : rules_) {
    for (const std::string& other : rule.over) {
      if (by_id_.contains(other)) continue;
      base::Error error{"unknown_rule", "\"over\" names an unknown rule \"" + other + "\"", {}, rule.file};
      error.line = rule.line;
      return error;
    }
  }
  return {};
}

std::span<const RuleSet::Entry> RuleSet::listening(document::PredicateKind kind,
                                                   std::string_view head) const {
  const auto found = index_.find(index_key(kind, head));
  if (found == index_.end()) return {};
  return found->second;
}

const Rule* RuleSet::find(std::string_view id) const {
  const auto found = by_id_.find(std::string(id));
  return found == by_id_.end() ? nullptr : &rules_[found->second];
}

std::vector<std::string> RuleSet::words() const {
  std::set<std::string> out;
  const auto take = [&](const std::vector<Guard>& guards) {
    for (const Guard& guard : guards) {
      out.insert(guard.words.lemmas.begin(), guard.words.lemmas.end());
      out.insert(guard.words.heads.begin(), guard.words.heads.end());
      for (const std::vector<std::string>& phrase : guard.words.phrases)
        out.insert(phrase.begin(), phrase.end());
    }
  };
  for (const Rule& rule : rules_) {
    for (const Key& key : rule.keys) out.insert(key.words.begin(), key.words.end());
    take(rule.when);
    for (const Refinement& refinement : rule.refine) take(refinement.when);
  }
  return {out.begin(), out.end()};
}

std::size_t RuleSet::key_count() const {
  std::size_t out = 0;
  for (const Rule& rule : rules_) out += rule.keys.size();
  return out;
}

}  // namespace casus::code
