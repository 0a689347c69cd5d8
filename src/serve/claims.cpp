// Lists of claims: events, tolls, threads, obligations, agenda, quotes.
#include <algorithm>
#include <array>
#include <initializer_list>

#include "serve/answers.h"
#include "serve/item.h"
#include "serve/problem.h"
#include "serve/select.h"
#include "write/json.h"

namespace casus::serve {
namespace {

// What every claim has, around its own columns: its story first, its words last.
std::vector<Column> claim_columns(bool incident, std::initializer_list<Column> own, bool words) {
  std::vector<Column> out = {{"story", "story"},         {"id", "id"},         {"seq", "seq"},
                             {"published", "published"}, {"source", "source"}, {"situation", "situation"}};
  if (incident) out.push_back({"incident", "incident"});
  out.push_back({"day", "day"});
  out.insert(out.end(), own);
  if (words) out.insert(out.end(), {{"start", "start"}, {"end", "end"}, {"text", "text"}});
  return out;
}

const std::vector<Column>& columns_of(Claim claim) {
  static const std::array<std::vector<Column>, claim_count> columns = {
      claim_columns(true,
                    {{"event", "event"},
                     {"mode", "mode"},
                     {"cameo", "cameo"},
                     {"goldstein", "goldstein"},
                     {"score", "score"},
                     {"quad", "quad"},
                     {"status", "status"},
                     {"salience", "salience"},
                     {"confidence", "confidence"},
                     {"actor_codes", "actors[].code"},
                     {"actors", "actors[].name"},
                     {"recipient_codes", "recipients[].code"},
                     {"recipients", "recipients[].name"},
                     {"contexts", "contexts"},
                     {"place", "place.name"},
                     {"country", "place.country"},
                     {"admin1", "place.admin1"},
                     {"lat", "place.lat"},
                     {"lon", "place.lon"},
                     {"precision", "place.precision"},
                     {"time", "time.value"},
                     {"time_begin", "time.begin"},
                     {"time_end", "time.end"},
                     {"speakers", "attribution[].speaker_text"},
                     {"condition", "condition.text"},
                     {"rule", "rule"},
                     {"merged", "merged"}},
                    true),
      claim_columns(true,
                    {{"kind", "kind"},
                     {"low", "low"},
                     {"high", "high"},
                     {"qualifier", "qualifier"},
                     {"cumulative", "cumulative"},
                     {"victims", "victims"},
                     {"event", "event"},
                     {"place", "place.name"},
                     {"country", "place.country"},
                     {"lat", "place.lat"},
                     {"lon", "place.lon"},
                     {"precision", "place.precision"},
                     {"time", "time.value"},
                     {"speakers", "attribution[].speaker_text"},
                     {"superseded_by_story", "superseded_by.story"},
                     {"superseded_by", "superseded_by.id"}},
                    true),
      claim_columns(false,
                    {{"request", "request.id"},
                     {"request_text", "request.text"},
                     {"asking", "request.actors[].code"},
                     {"asked", "request.recipients[].code"},
                     {"status", "status"},
                     {"response_kinds", "responses[].kind"},
                     {"response_stories", "responses[].story"},
                     {"responses", "responses[].id"},
                     {"response_texts", "responses[].text"},
                     {"merged", "merged"}},
                    false),
      claim_columns(false,
                    {{"bearer", "bearer.name"},
                     {"bearer_code", "bearer.code"},
                     {"kind", "kind"},
                     {"action", "action.text"},
                     {"condition", "condition.text"},
                     {"members", "members"},
                     {"table_members", "table_members"},
                     {"basis", "basis"},
                     {"status", "status"},
                     {"speakers", "attribution[].speaker_text"}},
                    true),
      claim_columns(false,
                    {{"what", "what"},
                     {"value", "value.value"},
                     {"begin", "value.begin"},
                     {"until", "value.end"},
                     {"certainty", "certainty"},
                     {"status", "status"},
                     {"event", "event"},
                     {"actor_codes", "actors[].code"},
                     {"actors", "actors[].name"},
                     {"place", "place.name"},
                     {"country", "place.country"},
                     {"resolved_by_story", "resolved_by.story"},
                     {"resolved_by", "resolved_by.id"},
                     {"resolved_by_text", "resolved_by.text"},
                     {"merged", "merged"}},
                    true),
      claim_columns(false,
                    {{"speaker", "speaker.name"},
                     {"speaker_code", "speaker.code"},
                     {"speaker_text", "speaker_text"},
                     {"direct", "direct"},
                     {"via", "via.name"},
                     {"cue", "cue.text"},
                     {"claims", "claims"}},
                    true),
  };
  return columns[static_cast<std::size_t>(claim)];
}

std::string facets_json(const Snapshot& snapshot, Claim claim, const std::vector<std::uint32_t>& found,
                        const std::vector<std::string>& facets) {
  std::string out;
  write::JsonWriter json(out);
  json.begin_object();
  const auto counts = facets_of(snapshot, claim, found, facets);
  for (std::size_t i = 0; i < facets.size(); ++i) {
    json.key(facets[i]);
    json.begin_array();
    for (const Counted& counted : counts[i]) {
      json.begin_object();
      json.member("value", counted.value);
      json.key("count");
      json.number(counted.count);
      json.end_object();
    }
    json.end_array();
  }
  json.end_object();
  return out;
}

base::Result<void> check_names(const std::vector<std::string>& asked,
                               const std::vector<std::string_view>& known, std::string_view parameter) {
  for (const std::string& name : asked) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    std::string allowed = "one of";
    for (const std::string_view one : known)
      allowed += (one == known.front() ? " " : ", ") + std::string(one);
    return bad_parameter(parameter, name, allowed);
  }
  return {};
}

// A whole list as a stream of pieces: the rows are chosen once, their records read as they are sent.
class Export {
 public:
  Export(Call& call, Claim claim, std::shared_ptr<const Snapshot> snapshot, std::vector<std::uint32_t> rows)
      : pool_(call.parts.pool),
        claim_(claim),
        snapshot_(std::move(snapshot)),
        rows_(std::move(rows)),
        fields_(call.question.fields),
        writer_(call.form, columns_of(claim)) {}

  bool next(std::string& piece) {
    if (at_ == 0) writer_.begin(piece);
    auto lease = pool_.lend();
    bool good = lease.ok();
    if (good) {
      ItemWriter items(**lease, *snapshot_, fields_);
      std::string item;
      for (std::size_t n = 0; good && n < 500 && at_ < rows_.size() && piece.size() < 256 * 1024;
           ++n, ++at_) {
        item.clear();
        const auto written = items.write(claim_, snapshot_->of(claim_)[rows_[at_]], item);
        good = written.ok();
        if (good && *written) writer_.item(item, piece);
      }
    }
    // A list that breaks off is not ended, so that nobody takes it for whole.
    if (!good) return false;
    if (at_ < rows_.size()) return true;
    writer_.end(piece);
    return false;
  }

 private:
  Pool& pool_;
  Claim claim_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::vector<std::uint32_t> rows_;
  std::vector<std::string> fields_;
  FormWriter writer_;
  std::size_t at_ = 0;
};

Response answer_claims(Call& call, Claim claim) {
  Question& question = call.question;
  const auto instance = call.target.path;
  Order order;
  if (!question.sort.empty()) {
    const auto asked = find_order(claim, question.sort);
    if (!asked) {
      return problem(
          bad_parameter("sort", question.sort,
                        "one of " + order_names(claim) + ", with - before it for the other way round"),
          instance);
    }
    order = *asked;
  }
  if (auto good = check_names(question.fields, fields_of(claim), "fields"); !good) {
    return problem(good.error(), instance);
  }
  if (auto good = check_names(question.facets, facet_names(), "facet"); !good) {
    return problem(good.error(), instance);
  }
  auto snapshot = snapshot_of(call);
  if (!snapshot) return problem(snapshot.error(), instance);
  const std::string tag = tag_of(call, **snapshot);
  if (has_already(call, tag)) return not_modified(tag);
  const auto searched = search(call, **snapshot);
  if (!searched) return problem(searched.error(), instance);

  const Snapshot& rows = **snapshot;
  const Bound bound(question.filter, rows, *searched ? &**searched : nullptr);
  std::vector<std::uint32_t> found = matches(rows, claim, bound);
  std::optional<Mark> after;
  if (question.cursor) after = Mark{question.cursor->value, question.cursor->key};

  if (call.form != Form::json && !question.limit_given && !after) {
    std::sort(found.begin(), found.end(), [&](std::uint32_t a, std::uint32_t b) {
      return mark_of(rows, rows.of(claim)[a], order) < mark_of(rows, rows.of(claim)[b], order);
    });
    Response response{.type = std::string(content_type(call.form))};
    response.headers.emplace_back("ETag", tag);
    auto whole = std::make_shared<Export>(call, claim, *snapshot, std::move(found));
    response.more = [whole](std::string& piece) { return whole->next(piece); };
    return response;
  }

  const Page page = page_of(rows, claim, found, order, after, question.limit);
  auto lease = call.parts.pool.lend();
  if (!lease) return problem(lease.error(), instance);
  ItemWriter writer(**lease, rows, question.fields);
  std::vector<std::string> items;
  items.reserve(page.rows.size());
  for (const std::uint32_t row : page.rows) {
    std::string item;
    const auto written = writer.write(claim, rows.of(claim)[row], item);
    if (!written) return problem(written.error(), instance);
    if (*written) items.push_back(std::move(item));
  }
  PageEnd end{.total = found.size(), .next = {}, .facets = {}};
  if (page.more) {
    const Mark last = mark_of(rows, rows.of(claim)[page.rows.back()], order);
    end.next = write_cursor({.question = question.hash, .value = last.value, .key = last.key, .text = {}});
  }
  if (!question.facets.empty()) end.facets = facets_json(rows, claim, found, question.facets);
  return page_response(call, items, columns_of(claim), end, tag);
}

}  // namespace

Response answer_events(Call& call) { return answer_claims(call, Claim::event); }
Response answer_tolls(Call& call) { return answer_claims(call, Claim::toll); }
Response answer_threads(Call& call) { return answer_claims(call, Claim::thread); }
Response answer_obligations(Call& call) { return answer_claims(call, Claim::obligation); }
Response answer_agenda(Call& call) { return answer_claims(call, Claim::agenda); }
Response answer_quotes(Call& call) { return answer_claims(call, Claim::quote); }

}  // namespace casus::serve
