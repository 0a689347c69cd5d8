#include "serve/lines.h"

#include <algorithm>
#include <unordered_map>

#include "serve/select.h"

namespace casus::serve {
namespace {

using write::JsonWriter;

void number_or_null(JsonWriter& json, std::string_view name, const std::optional<std::int64_t>& number) {
  json.key(name);
  number ? json.number(*number) : json.null();
}

void write_names(JsonWriter& json, std::string_view list, const std::vector<inquire::Party>& parties) {
  json.key(list);
  json.begin_array();
  for (const inquire::Party& party : parties) json.string(party.name.empty() ? party.code : party.name);
  json.end_array();
}

// Begins an item: the claim, its day, its words.
void begin_item(JsonWriter& json, const inquire::Facts& facts, Claim list, const inquire::Claim& claim,
                std::string_view id, std::string_view day) {
  json.begin_object();
  json.member("list", plural(list));
  json.member("story", facts.stories[claim.story].id);
  json.member("id", id);
  json.text_or_null("day", day);
  json.member("text", claim.text);
}

void write_figure(JsonWriter& json, const inquire::Facts& facts, const inquire::Counting& counting,
                  const inquire::Figure& figure, std::string_view as) {
  const inquire::Teller& story = facts.stories[figure.claim.story];
  begin_item(json, facts, Claim::toll, figure.claim, figure.claim.id, story.day);
  json.member("as", as);
  json.member("kind", counting.kind);
  json.text_or_null("victims", counting.victims);
  number_or_null(json, "low", figure.low);
  number_or_null(json, "high", figure.high);
  json.member("qualifier", figure.qualifier);
  json.text_or_null("by", figure.speaker.empty() ? story.source : figure.speaker);
  json.end_object();
}

void write_counting(JsonWriter& json, const inquire::Facts& facts, const inquire::Told& told) {
  const inquire::Counting& counting = facts.countings[told.what];
  for (std::size_t i = 0; i < told.figures.size(); ++i) {
    const bool last = i + 1 == told.figures.size();
    write_figure(json, facts, counting, counting.figures[told.figures[i]], last ? "last" : "first");
  }
  if (told.against) write_figure(json, facts, counting, counting.figures[*told.against], "against");
}

void write_asking(JsonWriter& json, const inquire::Facts& facts, const inquire::Asking& ask) {
  begin_item(json, facts, Claim::event, ask.claim, ask.claim.id, ask.day);
  write_names(json, "actors", ask.actors);
  write_names(json, "recipients", ask.recipients);
  json.text_or_null("mode", ask.mode);
  json.member("status", ask.status);
  json.end_object();
}

void write_answer(JsonWriter& json, const inquire::Facts& facts, const inquire::Asking& ask) {
  const inquire::Reply& reply = ask.replies.back();
  begin_item(json, facts, Claim::event, reply.claim, reply.claim.id, reply.day);
  write_names(json, "actors", reply.actors.empty() ? ask.recipients : reply.actors);
  write_names(json, "recipients", ask.actors);
  json.text_or_null("mode", ask.mode);
  json.member("status", ask.status);
  json.key("request");
  write_cited(json, facts, ask.claim);
  json.end_object();
}

void write_plan(JsonWriter& json, const inquire::Facts& facts, const inquire::Planned& plan) {
  const inquire::Claim& item = plan.items.front();
  begin_item(json, facts, Claim::agenda, item, item.id, plan.first);
  json.member("kind", plan.what);
  json.text_or_null("until", plan.last);
  json.text_or_null("place", plan.place);
  json.member("status", plan.status);
  json.key("resolved_by");
  plan.resolved_by ? write_cited(json, facts, *plan.resolved_by) : json.null();
  json.end_object();
}

// What passes, as the brief is to choose from.
inquire::Chosen chosen_of(const Snapshot& snapshot, Word situation, const inquire::Facts& facts,
                          const Bound& bound) {
  inquire::Chosen out;
  for (const inquire::Counting& one : facts.countings) out.figures.emplace_back(one.figures.size(), false);
  out.askings.assign(facts.askings.size(), false);
  out.plans.assign(facts.plans.size(), false);
  for (const Claim claim : {Claim::toll, Claim::thread, Claim::agenda}) {
    const auto& places = snapshot.across.place[static_cast<std::size_t>(claim)];
    for (const std::uint32_t row : matches(snapshot, claim, bound)) {
      if (snapshot.stories[snapshot.of(claim)[row].story].situation != situation || places[row] == nowhere)
        continue;
      if (claim == Claim::toll) {
        out.figures[places[row]][snapshot.across.figure[row]] = true;
      } else {
        (claim == Claim::thread ? out.askings : out.plans)[places[row]] = true;
      }
    }
  }
  return out;
}

}  // namespace

void write_key(JsonWriter& json, const inquire::Facts& facts, const inquire::Claim& claim) {
  json.begin_object();
  json.member("story", facts.stories[claim.story].id);
  json.text_or_null("id", claim.id);
  json.end_object();
}

void write_cited(JsonWriter& json, const inquire::Facts& facts, const inquire::Claim& claim) {
  json.begin_object();
  json.member("story", facts.stories[claim.story].id);
  json.text_or_null("id", claim.id);
  json.key("start");
  json.number(claim.start);
  json.key("end");
  json.number(claim.end);
  json.member("text", claim.text);
  json.text_or_null("published", facts.stories[claim.story].published);
  json.end_object();
}

void write_reply(JsonWriter& json, const inquire::Facts& facts, const inquire::Reply& reply) {
  json.begin_object();
  json.member("story", facts.stories[reply.claim.story].id);
  json.member("id", reply.claim.id);
  json.member("kind", reply.kind);
  json.key("later");
  json.boolean(reply.later);
  json.member("text", reply.claim.text);
  json.text_or_null("day", reply.day);
  json.end_object();
}

void write_superseded_by(JsonWriter& json, const inquire::Facts& facts,
                         const std::vector<inquire::Figure>& figures, const inquire::Figure& figure) {
  if (figure.superseded_by) return write_key(json, facts, figures[*figure.superseded_by].claim);
  const std::string& version = facts.stories[figure.claim.story].superseded_by;
  if (!figure.superseded || version.empty()) return json.null();
  json.begin_object();
  json.member("story", version);
  json.key("id");
  json.null();
  json.end_object();
}

Word leading_situation(const Snapshot& snapshot, const std::vector<std::uint32_t>& stories) {
  std::unordered_map<Word, std::pair<std::size_t, Day>> all;
  for (const std::uint32_t story : stories) {
    const StoryRow& row = snapshot.stories[story];
    if (row.situation == Words::none) continue;
    auto& [count, latest] = all.try_emplace(row.situation, std::size_t{0}, no_day).first->second;
    ++count;
    latest = std::max(latest, row.published);
  }
  Word best = Words::none;
  for (const auto& [word, rank] : all) {
    if (best == Words::none || rank > all[best] ||
        (rank == all[best] && snapshot.words[word] < snapshot.words[best])) {
      best = word;
    }
  }
  return best;
}

std::string lines_json(const Snapshot& snapshot, Word situation, const Bound& bound) {
  std::string out;
  JsonWriter json(out);
  json.begin_array();
  const auto found = snapshot.across.situations.find(situation);
  if (found != snapshot.across.situations.end()) {
    const inquire::Facts& facts = *found->second;
    const inquire::Chosen chosen = chosen_of(snapshot, situation, facts, bound);
    for (const inquire::BriefLine& line : inquire::five_lines(facts, &chosen)) {
      json.begin_object();
      json.member("kind", line.kind);
      json.key("count");
      json.number(line.count);
      json.key("items");
      json.begin_array();
      for (const inquire::Told& told : line.told) {
        if (line.kind == "counted") {
          write_counting(json, facts, told);
        } else if (line.kind == "next") {
          write_plan(json, facts, facts.plans[told.what]);
        } else if (line.kind == "answered") {
          write_answer(json, facts, facts.askings[told.what]);
        } else {
          write_asking(json, facts, facts.askings[told.what]);
        }
      }
      json.end_array();
      json.key("parts");
      json.begin_array();
      for (const inquire::Part& part : line.parts) {
        json.begin_object();
        json.member("text", part.text);
        if (part.claim) {
          json.member("story", facts.stories[part.claim->story].id);
          if (!part.claim->id.empty()) json.member("id", part.claim->id);
        }
        json.end_object();
      }
      json.end_array();
      json.end_object();
    }
  }
  json.end_array();
  return out;
}

}  // namespace casus::serve
