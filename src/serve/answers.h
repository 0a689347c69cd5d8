// The answers of the routes, and what they share.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "serve/routes.h"

namespace casus::serve {

// ---- the answers, by the file that holds them
Response answer_events(Call& call);  // claims.cpp
Response answer_tolls(Call& call);
Response answer_threads(Call& call);
Response answer_obligations(Call& call);
Response answer_agenda(Call& call);
Response answer_quotes(Call& call);
Response answer_stories(Call& call);  // stories.cpp
Response answer_story(Call& call);
// Stories that pass: where the filter asks for what only claims have, those with an event that does.
std::vector<std::uint32_t> stories_of(const Filter& filter, const Snapshot& snapshot, const Bound& bound);
Response answer_actors(Call& call);  // groups.cpp
Response answer_places(Call& call);
Response answer_situations(Call& call);
Response answer_situation(Call& call);
Response answer_rejects(Call& call);  // rejects.cpp
Response answer_reviews(Call& call);  // reviews_answers.cpp
Response answer_new_review(Call& call);
Response answer_review(Call& call);
Response answer_gone_review(Call& call);
Response answer_summary(Call& call);  // summary.cpp
Response answer_series(Call& call);
Response answer_across(Call& call);   // across_answers.cpp
Response answer_explain(Call& call);  // explain.cpp
Response answer_health(Call& call);   // about.cpp
Response answer_version(Call& call);
Response answer_stats(Call& call);
Response answer_openapi(Call& call);
Response answer_timeline(Call& call);  // aggregates.cpp
Response answer_network(Call& call);
Response answer_map(Call& call);
Response answer_changes(Call& call);  // changes.cpp
Response answer_stream(Call& call);
// One event of a stream, its id the place in the stream, with the blank line that ends it.
std::string event_text(Heard heard, std::string_view event, std::string_view data);

// ---- what they share (service.cpp)
Response json_response(std::string body);
// The newest snapshot, waiting a moment for the first.
base::Result<std::shared_ptr<const Snapshot>> snapshot_of(Call& call);
// The stories that the words of the question are found in; nothing where it has none.
base::Result<std::optional<std::vector<std::uint32_t>>> search(Call& call, const Snapshot& snapshot);
// A tag for what is answered from this snapshot; where the client has it already, the answer is 304.
std::string tag_of(const Call& call, const Snapshot& snapshot, std::string_view also = {});
bool has_already(const Call& call, std::string_view tag);
Response not_modified(std::string_view tag);

// Where the next page is: "/api/v1/events?...&cursor=X".
std::string next_link(const Call& call, std::string_view cursor);
// Ends a page of a list in JSON: {"items":[...] already written, "total", "next", "facets"}, tag and Link.
struct PageEnd {
  std::optional<std::uint64_t> total;
  std::string next;    // a cursor; "" on the last page
  std::string facets;  // "{...}"
};
void end_page(const Call& call, const PageEnd& end, std::string_view tag, Response& response);
// A page in its form: items as JSON objects, one after the other.
Response page_response(const Call& call, const std::vector<std::string>& items,
                       const std::vector<Column>& columns, const PageEnd& end, std::string_view tag);

// An aggregate: filters bound to the newest snapshot, the tag, and answers of this snapshot kept for the next
// one who asks the same.
using Aggregate = Response (*)(Call& call, const Snapshot& snapshot, const Bound& bound);
Response aggregate(Call& call, Aggregate compute);

}  // namespace casus::serve
