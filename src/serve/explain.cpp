// Why a claim was coded so: the story is read again, with everything that was considered, and what concerns
// the claim is told.
#include <algorithm>
#include <fmt/format.h>

#include "code/trace.h"
#include "pipeline/pipeline.h"
#include "serve/answers.h"
#include "serve/problem.h"
#include "write/json.h"

namespace casus::serve {
namespace {

using document::TokenIndex;
using write::JsonWriter;

// The model is loaded when somebody first asks; what is missing is looked for again each time.
base::Result<std::shared_ptr<const pipeline::Pipeline>> pipeline_of(Service::Parts& parts) {
  const std::lock_guard lock(parts.pipeline_mutex);
  if (parts.pipeline) return parts.pipeline;
  if (!parts.options.open_pipeline) {
    return base::Error{.code = "no_model", .message = "this server runs without a language model"};
  }
  auto opened = parts.options.open_pipeline();
  if (!opened) {
    base::Error error = opened.error();
    error.code = "no_model";
    return error;
  }
  parts.pipeline = *std::move(opened);
  return parts.pipeline;
}

class Explanation {
 public:
  Explanation(const pipeline::Pipeline& pipeline, const pipeline::Coded& coded, const code::Trace& trace,
              const events::Ids& ids, std::string& out)
      : pipeline_(pipeline),
        document_(coded.document),
        claims_(coded.claims),
        trace_(trace),
        ids_(ids),
        json_(out) {}

  // False where the story has no such claim now.
  bool write(std::string_view id) {
    const auto index = [&](const std::vector<std::string>& ids) -> std::optional<std::size_t> {
      const auto at = std::find(ids.begin(), ids.end(), id);
      if (at == ids.end()) return std::nullopt;
      return static_cast<std::size_t>(at - ids.begin());
    };
    if (const auto at = index(ids_.events)) {
      event(id, claims_.events[*at]);
    } else if (const auto quote = index(ids_.quotes)) {
      const events::Quote& one = claims_.quotes[*quote];
      std::vector<std::string> why;
      if (!one.cue.empty()) why.push_back("a cue of speech: \"" + words(one.cue) + "\"");
      if (!one.speaker_words.empty()) why.push_back("its speaker: \"" + words(one.speaker_words) + "\"");
      finish(id, one.evidence.maker(), one.evidence.span(), why, false);
    } else if (const auto toll = index(ids_.tolls)) {
      choices(id, "toll", claims_.tolls[*toll].evidence);
    } else if (const auto duty = index(ids_.obligations)) {
      choices(id, "obligation", claims_.obligations[*duty].evidence);
    } else if (const auto item = index(ids_.agenda)) {
      choices(id, "agenda", claims_.agenda[*item].evidence);
    } else if (const auto thread = index(ids_.threads)) {
      choices(id, "thread", claims_.events[claims_.threads[*thread].request.index()].evidence);
    } else {
      return false;
    }
    return true;
  }

 private:
  std::string words(base::Span span) const { return std::string(document_.text(span)); }
  base::Span span_of(TokenIndex token) const { return document_.tokens.span[token]; }
  bool is_near(TokenIndex token, base::Span claim) const {
    if (token == document::no_token) return false;
    const base::Span span = span_of(token);
    return span.start < claim.end && claim.start < span.end;
  }

  void event(std::string_view id, const events::Event& event) {
    const base::Span trigger = event.evidence.span();
    std::vector<std::string> why;
    for (const code::Trace::Told& told : trace_.told) {
      if (!is_near(told.head, trigger)) continue;
      std::string line = "\"" + words(span_of(told.head)) + "\": " + told.stance;
      if (!told.content.empty()) line += " over " + told.content;
      if (!told.code.empty()) line += " = " + told.code;
      line += told.dropped.empty() ? ", an event" : ", no event: " + told.dropped;
      why.push_back(line);
      for (const std::string& link : told.chain) why.push_back(link);
    }
    if (event.confidence > 0) why.push_back(fmt::format("confidence {:.2f}", event.confidence));
    finish(id, event.rules.empty() ? event.evidence.maker() : event.rules.front(), trigger, why, true);
  }

  void choices(std::string_view id, std::string_view list, const events::Evidence& evidence) {
    std::vector<std::string> why;
    for (const code::Choice& choice : trace_.choices) {
      const base::Span span = evidence.span();
      const bool near =
          choice.list == list && ((choice.words.start < span.end && span.start < choice.words.end) ||
                                  (choice.other.start < span.end && span.start < choice.other.end));
      if (!near) continue;
      const char* verdict = choice.verdict == code::Choice::Verdict::taken    ? "taken"
                            : choice.verdict == code::Choice::Verdict::joined ? "joined"
                                                                              : "left";
      std::string line = std::string(verdict) + " \"" + words(choice.words) + "\"";
      if (!choice.other.empty()) line += " with \"" + words(choice.other) + "\"";
      why.push_back(line + ": " + choice.why);
    }
    finish(id, evidence.maker(), evidence.span(), why, false);
  }

  void finish(std::string_view id, const std::string& rule_id, base::Span span,
              const std::vector<std::string>& why, bool misses) {
    json_.begin_object();
    json_.member("claim", id);
    json_.key("rule");
    rule(rule_id);
    json_.key("why");
    json_.begin_array();
    for (const std::string& line : why) json_.string(line);
    json_.end_array();
    json_.key("near");
    json_.begin_array();
    if (misses) near_misses(span);
    json_.end_array();
    json_.end_object();
  }

  void rule(const std::string& id) {
    const code::Rule* const rule = pipeline_.coder().rules().find(id);
    json_.begin_object();
    json_.member("id", id);
    json_.member("title", id);
    std::string file = rule == nullptr ? std::string() : rule->file;
    const std::string& root = pipeline_.installation().data;
    if (!root.empty() && file.starts_with(root)) file = "data" + file.substr(root.size());
    json_.text_or_null("file", file);
    json_.key("line");
    rule == nullptr ? json_.null() : json_.number(rule->line);
    json_.text_or_null("note", rule == nullptr ? std::string() : rule->note);
    json_.end_object();
  }

  void near_misses(base::Span claim) {
    std::size_t count = 0;
    for (const code::Trace::Tried& tried : trace_.tried) {
      if (tried.fired || tried.failed.empty() || !is_near(tried.head, claim) || ++count > 20) continue;
      const base::Span points = document_.code_points().of(span_of(tried.head));
      json_.begin_object();
      json_.member("rule", tried.rule);
      json_.member("why_not", tried.failed);
      json_.member("text", words(span_of(tried.head)));
      json_.key("start");
      json_.number(points.start);
      json_.key("end");
      json_.number(points.end);
      json_.end_object();
    }
  }

  const pipeline::Pipeline& pipeline_;
  const document::Document& document_;
  const events::Claims& claims_;
  const code::Trace& trace_;
  const events::Ids& ids_;
  JsonWriter json_;
};

}  // namespace

Response answer_explain(Call& call) {
  const auto& instance = call.target.path;
  const std::string_view story = call.question["story"], claim = call.question["claim"];
  if (story.empty()) return problem(400, "story: it is missing", instance);
  if (claim.empty()) return problem(400, "claim: it is missing", instance);
  auto lease = call.parts.pool.lend();
  if (!lease) return problem(lease.error(), instance);
  auto row = (*lease)->prepare(
      "SELECT id, source, published, headline, url, text, sha256 FROM stories WHERE id = ?1");
  if (!row) return problem(row.error(), instance);
  row->bind(story);
  const auto there = row->step();
  if (!there) return problem(there.error(), instance);
  if (!*there) return problem(404, "story: there is none with this id", instance);
  document::Article article;
  article.id = row->text(0);
  article.source = row->text(1);
  article.published = row->text(2);
  article.headline = row->text(3);
  article.url = row->text(4);
  article.text = row->text(5);
  article.sha256 = row->text(6);
  const auto pipeline = pipeline_of(call.parts);
  if (!pipeline) return problem(pipeline.error(), instance);

  // The body first; a claim of the headline is found in the headline alone.
  for (const bool headline : {false, true}) {
    if (headline) {
      if (article.headline.empty()) break;
      article.text = std::exchange(article.headline, {});
    }
    pipeline::Pipeline::Workspace workspace;
    code::Trace trace;
    const auto coded = (*pipeline)->take(article, workspace, &trace);
    if (!coded) return problem(503, coded.error().message, instance);
    const events::Ids ids = events::ids_of(coded->document, coded->claims, headline ? "headline" : "");
    std::string body;
    if (Explanation(**pipeline, *coded, trace, ids, body).write(claim)) return json_response(std::move(body));
  }
  return problem(404, "claim: the story has none with this id, read with the rules of today", instance);
}

}  // namespace casus::serve
