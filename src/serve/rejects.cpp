// Stories that could not be coded, with the reason.
#include <algorithm>

#include "serve/answers.h"
#include "serve/problem.h"
#include "write/json.h"

namespace casus::serve {

Response answer_rejects(Call& call) {
  static const std::vector<std::string_view> fields = {"key",    "seq",     "story",     "file",   "offset",
                                                       "line",   "reader",  "published", "source", "code",
                                                       "reason", "version", "attempts"};
  static const std::vector<Column> columns = [] {
    std::vector<Column> out;
    for (const std::string_view name : fields) out.push_back({name, name});
    return out;
  }();
  Question& question = call.question;
  const auto& instance = call.target.path;
  for (const std::string& name : question.fields) {
    if (std::find(fields.begin(), fields.end(), name) == fields.end()) {
      return problem(bad_parameter("fields", name, "a member of a reject (docs/api.md)"), instance);
    }
  }
  if (!question.sort.empty())
    return problem(bad_parameter("sort", question.sort, "allowed: rejects stand in the order they came in"),
                   instance);
  if (!question.facets.empty())
    return problem(bad_parameter("facet", question.facets.front(), "allowed: rejects have none"), instance);
  auto lease = call.parts.pool.lend();
  if (!lease) return problem(lease.error(), instance);
  auto row = (*lease)->prepare(
      "SELECT key, seq, story, file, \"offset\", line, reader, published, source, code, reason, version, "
      "attempts "
      "FROM rejects WHERE dropped = 0 AND key > ?1 AND (?2 IS NULL OR story = ?2) AND (?3 IS NULL OR code = "
      "?3) "
      "AND (?4 IS NULL OR source = ?4) ORDER BY key LIMIT ?5");
  if (!row) return problem(row.error(), instance);
  // One more than is shown says whether there is a next page.
  const std::size_t limit = call.form != Form::json && !question.limit_given ? 100'000 : question.limit;
  row->bind(question.cursor ? question.cursor->key : std::int64_t{0})
      .bind_or_null(question["story"])
      .bind_or_null(question["code"])
      .bind_or_null(question["source"])
      .bind(static_cast<std::int64_t>(limit + 1));
  std::vector<std::string> items;
  PageEnd end;
  std::int64_t last = 0;
  for (;;) {
    const auto more = row->step();
    if (!more) return problem(more.error(), instance);
    if (!*more) break;
    if (items.size() == limit) {
      end.next = write_cursor({.question = question.hash, .value = 0, .key = last, .text = {}});
      break;
    }
    last = row->number(0);
    std::string item;
    write::JsonWriter json(item);
    json.begin_object();
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const int column = static_cast<int>(i);
      if (!question.fields.empty() &&
          std::find(question.fields.begin(), question.fields.end(), fields[i]) == question.fields.end()) {
        continue;
      }
      const bool number = i < 2 || i == 4 || i == 5 || i == 12;
      json.key(fields[i]);
      if (row->null(column)) {
        json.null();
      } else if (number) {
        json.number(row->number(column));
      } else {
        json.string(row->bytes(column));
      }
    }
    json.end_object();
    items.push_back(std::move(item));
  }
  return page_response(call, items, columns, end, {});
}

}  // namespace casus::serve
