#include "code/agenda_words.h"

#include <algorithm>

namespace casus::code {

using document::no_token;
using document::Predicate;
using document::PredicateId;
using document::Role;
using document::TokenIndex;

AgendaWords::AgendaWords(const StoryIndex& story, const AgendaTables& tables)
    : story_(story), document_(story.document()), words_(story.words()), tables_(tables) {}

bool AgendaWords::fits(const Company& company, const std::vector<TokenIndex>& among) const {
  return std::any_of(among.begin(), among.end(), [&](TokenIndex i) {
    if ((words_.classes(i) & company.classes).any()) return true;
    if (company.person && document_.tokens.tag[i] == document::Tag::nnp && names_a_person(i)) return true;
    if (company.place && names_a_place(i)) return true;
    return std::any_of(company.lemmas.begin(), company.lemmas.end(), [&](const std::string& lemma) {
      return lemma.find(' ') == std::string::npos ? words_.is(i, lemma) : phrase_at(i, lemma);
    });
  });
}

bool AgendaWords::names_a_place(TokenIndex i) const {
  return std::any_of(document_.places.begin(), document_.places.end(),
                     [&](const document::PlaceMention& place) { return place.tokens.contains(i); });
}

bool AgendaWords::meets_parties(const Predicate& predicate) const {
  return std::none_of(
      predicate.arguments.begin(), predicate.arguments.end(), [&](const document::Argument& one) {
        if (one.role != Role::patient || one.marker != no_token || one.head == no_token) return false;
        const document::MentionId mention = story_.mention_at(one.head);
        if (!mention.valid())
          return !names_a_person(one.head) && !document::is_proper(document_.tokens.tag[one.head]);
        const document::EntityId entity = document_.mentions[mention.index()].entity;
        if (!entity.valid()) return true;
        const document::EntityType type = document_.entities[entity.index()].type;
        return type == document::EntityType::place || type == document::EntityType::other;
      });
}

bool AgendaWords::names_a_person(TokenIndex i) const {
  const document::MentionId mention = story_.mention_at(i);
  if (!mention.valid()) return false;
  const document::EntityId entity = document_.mentions[mention.index()].entity;
  return entity.valid() && document_.entities[entity.index()].type == document::EntityType::person;
}

bool AgendaWords::phrase_at(TokenIndex i, std::string_view phrase) const {
  for (std::size_t at = 0; at <= phrase.size();) {
    const std::size_t end = std::min(phrase.find(' ', at), phrase.size());
    if (i >= document_.size() || !words_.is(i, phrase.substr(at, end - at))) return false;
    ++i;
    at = end + 1;
  }
  return true;
}

bool AgendaWords::noun_phrase_at(TokenIndex head, const std::vector<std::string>& phrase) const {
  const std::size_t at = AgendaTables::head_of(phrase);
  if (at > head || head - at + phrase.size() > document_.size()) return false;
  for (std::size_t k = 0; k < phrase.size(); ++k) {
    if (!words_.is(static_cast<TokenIndex>(head - at + k), phrase[k])) return false;
  }
  return true;
}

const AgendaEntry* AgendaWords::noun_entry(TokenIndex head) const {
  const std::vector<TokenIndex> among = story_.own_words(head);
  for (const AgendaTables::Listening& one : tables_.nouns(words_.lemma(head))) {
    const AgendaEntry& entry = tables_.entry(one.entry);
    if (entry.plural && document_.tokens.tag[head] != document::Tag::nns) continue;
    const std::vector<std::string>& phrase = entry.nouns[one.phrase];
    if (!noun_phrase_at(head, phrase)) continue;
    if (!entry.with.empty() && !fits(entry.with, among)) continue;
    if (!entry.unless.empty() && fits(entry.unless, among)) continue;
    return &entry;
  }
  return nullptr;
}

const AgendaEntry* AgendaWords::verb_entry(TokenIndex head, PredicateId id) const {
  const Predicate& predicate = story_.predicate(id);
  std::vector<TokenIndex> among = story_.own_words(head);
  // What is lent to it counts as well, and the clauses that fill its places.
  for (const document::Argument& argument : predicate.arguments) {
    if (argument.head != no_token) {
      const std::vector<TokenIndex> more = story_.own_words(argument.head);
      among.insert(among.end(), more.begin(), more.end());
    }
  }
  for (const AgendaTables::Listening& one : tables_.verbs(words_.lemma(head))) {
    const AgendaEntry& entry = tables_.entry(one.entry);
    const std::vector<std::string>& phrase = entry.verbs[one.phrase];
    bool whole = true;
    for (std::size_t k = 1; k < phrase.size() && whole; ++k) {
      whole = std::any_of(among.begin(), among.end(),
                          [&](TokenIndex i) { return i > head && i < head + 12 && words_.is(i, phrase[k]); });
    }
    if (!whole) continue;
    if (entry.object_is_party && !meets_parties(predicate)) continue;
    if (!entry.with.empty() && !fits(entry.with, among)) continue;
    if (!entry.unless.empty() && fits(entry.unless, among)) continue;
    return &entry;
  }
  return nullptr;
}

}  // namespace casus::code
