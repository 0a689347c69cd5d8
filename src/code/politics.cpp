#include "code/politics.h"

#include <algorithm>
#include <string_view>

#include "code/setting_clauses.h"

namespace casus::code {
namespace {

using document::Document;
using document::EntityId;
using document::EntityType;
using events::Event;
using events::Participant;
using ontology::EventType;

bool is_news_whoever_does_it(EventType type) {
  return type == EventType::assault || type == EventType::coerce || type == EventType::protest ||
         type == EventType::disrupt;
}

bool stands_near(const Document& document, const Event& event) {
  const document::TokenRange words = document.tokens_in(event.evidence.span());
  if (words.empty()) return true;
  const document::TokenRange sentence = document.sentences()[document.sentence_of(words.begin)];
  const auto [first, last] = inside(document.mentions, sentence);
  for (std::size_t at = first; at < last; ++at) {
    const EntityId entity = document.mentions[at].entity;
    if (entity.valid() && is_political(document.entities[entity.index()].code)) return true;
  }
  return false;
}

bool is_among_political(const Document& document, const Event& event) {
  Politics actor = Politics::none, recipient = Politics::none;
  for (const Participant& one : event.participants) {
    Politics& side = one.party == events::Party::actor ? actor : recipient;
    side = std::max(side, politics_of(document, one));
  }
  if (std::max(actor, recipient) == Politics::certain) return true;
  if (std::min(actor, recipient) == Politics::possible) return true;
  const bool someone = std::max(actor, recipient) == Politics::possible;
  return (someone || event.participants.empty()) && stands_near(document, event);
}

}  // namespace

bool is_political(std::string_view code) {
  if (code.empty() || code.starts_with("MNC")) return false;
  return code.size() > 6 || !(code.ends_with("BUS") || code.ends_with("MED"));
}

Politics politics_of(const Document& document, const Participant& one) {
  if (is_political(one.code)) return Politics::certain;
  if (!one.entity.valid()) return Politics::none;
  const document::Entity& entity = document.entities[one.entity.index()];
  if (is_political(entity.code)) return Politics::certain;
  switch (entity.type) {
    case EntityType::company:
    case EntityType::media:
    case EntityType::place:
    case EntityType::unknown:
      return Politics::none;
    case EntityType::state:
    case EntityType::government:
    case EntityType::legislature:
    case EntityType::igo:
    case EntityType::party:
    case EntityType::armed_group:
      return Politics::certain;
    default:
      return entity.code.empty() ? Politics::possible : Politics::none;
  }
}

void drop_unpolitical(const Document& document, std::vector<Event>& found, Choices* choices) {
  std::erase_if(found, [&](const Event& event) {
    if (is_news_whoever_does_it(event.type)) return false;
    const bool political = is_among_political(document, event);
    if (!political && choices != nullptr) {
      choices->push_back(
          {"event", event.evidence.span(), Choice::Verdict::left, "nobody political takes part", {}});
    }
    return !political;
  });
}

}  // namespace casus::code
