// Reviews over HTTP: given, listed, taken back. The list in JSON Lines is gold for `casus eval`.
#include <algorithm>
#include <fmt/chrono.h>

#include "serve/answers.h"
#include "serve/item.h"
#include "serve/problem.h"
#include "serve/reviews.h"

namespace casus::serve {

Response answer_reviews(Call& call) {
  static const std::vector<Column> columns = {{"n", "n"},
                                              {"story", "story"},
                                              {"id", "id"},
                                              {"kind", "kind"},
                                              {"verdict", "verdict"},
                                              {"note", "note"},
                                              {"reviewer", "reviewer"},
                                              {"at", "at"},
                                              {"start", "coded.start"},
                                              {"end", "coded.end"},
                                              {"text", "coded.text"}};
  const Question& question = call.question;
  const auto& instance = call.target.path;
  const std::array<std::pair<std::string_view, bool>, 3> none = {{{"sort", !question.sort.empty()},
                                                                  {"facet", !question.facets.empty()},
                                                                  {"fields", !question.fields.empty()}}};
  for (const auto& [name, given] : none) {
    if (given)
      return problem(
          bad_parameter(name, "this", "allowed here: reviews stand whole, in the order they were given"),
          instance);
  }
  const std::size_t limit = call.form != Form::json && !question.limit_given ? 1'000'000 : question.limit;
  const auto found =
      call.parts.reviews.list(question.cursor ? question.cursor->key : 0, limit + 1, question["story"]);
  if (!found) return problem(found.error(), instance);
  std::vector<std::string> items;
  PageEnd end;
  for (std::size_t i = 0; i < std::min(found->size(), limit); ++i) items.push_back(write_review((*found)[i]));
  if (found->size() > limit) {
    end.next =
        write_cursor({.question = question.hash, .value = 0, .key = (*found)[limit - 1].n, .text = {}});
  }
  Response response = page_response(call, items, columns, end, {});
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Response answer_new_review(Call& call) {
  const auto& instance = call.target.path;
  const std::string type = call.request.content_type.substr(0, call.request.content_type.find(';'));
  // No form of another site can send this type without being asked first.
  if (type != "application/json") return problem(415, "Content-Type: a review is application/json", instance);
  auto review = read_review(call.request.body);
  if (!review) return problem(review.error(), instance);
  auto held = snapshot_of(call);
  if (!held) return problem(held.error(), instance);
  const Snapshot& snapshot = **held;
  const std::uint32_t story = snapshot.find_story(review->story);
  if (story == nowhere) return problem(422, "story: there is none with this id", instance);
  for (std::size_t kind = 0; kind < claim_count && review->coded.empty(); ++kind) {
    const Claim claim = static_cast<Claim>(kind);
    const std::uint32_t row = snapshot.find_row(claim, story, review->id);
    if (row == nowhere) continue;
    auto lease = call.parts.pool.lend();
    if (!lease) return problem(lease.error(), instance);
    const std::vector<std::string> all;
    const auto written =
        ItemWriter(**lease, snapshot, all).write(claim, snapshot.of(claim)[row], review->coded);
    if (!written) return problem(written.error(), instance);
    review->kind = plural(claim);
  }
  if (review->coded.empty()) return problem(422, "id: the story has no claim with this id", instance);
  review->at = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
  const auto n = call.parts.reviews.add(*review);
  if (!n) return problem(n.error(), instance);
  review->n = *n;
  Response response = json_response(write_review(*review));
  response.status = 201;
  response.headers.emplace_back("Location", fmt::format("/api/v1/reviews/{}", *n));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Response answer_review(Call& call) {
  const auto n = whole_number("n", call.rest, 0, std::numeric_limits<std::int64_t>::max());
  const auto found = n ? call.parts.reviews.get(*n) : std::optional<Review>();
  if (!found) return problem(found.error(), call.target.path);
  if (!*found) return problem(404, "there is no review of this number", call.target.path);
  Response response = json_response(write_review(**found));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Response answer_gone_review(Call& call) {
  const auto n = whole_number("n", call.rest, 0, std::numeric_limits<std::int64_t>::max());
  const auto gone = n ? call.parts.reviews.remove(*n) : base::Result<bool>(false);
  if (!gone) return problem(gone.error(), call.target.path);
  if (!*gone) return problem(404, "there is no review of this number", call.target.path);
  return {.status = 204};
}

}  // namespace casus::serve
