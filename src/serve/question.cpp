#include "serve/question.h"

#include <algorithm>
#include <charconv>

#include "serve/problem.h"

namespace casus::serve {
namespace {

bool among(const std::vector<std::string_view>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void split(std::string_view text, std::vector<std::string>& out) {
  for (;;) {
    const std::size_t comma = text.find(',');
    if (comma != 0 && !text.empty()) out.emplace_back(text.substr(0, comma));
    if (comma == std::string_view::npos) return;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace

std::string_view Question::operator[](std::string_view name) const {
  for (const Parameter& parameter : other) {
    if (parameter.name == name) return parameter.value;
  }
  return {};
}

const std::vector<std::string_view>& list_names() {
  static const std::vector<std::string_view> names = {"limit", "cursor", "sort", "fields", "facet"};
  return names;
}

base::Result<std::int64_t> whole_number(std::string_view name, std::string_view value, std::int64_t least,
                                        std::int64_t most) {
  std::int64_t number = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
  if (read.ec != std::errc() || read.ptr != value.data() + value.size() || number < least || number > most) {
    return bad_parameter(name, value,
                         "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return number;
}

base::Result<Question> read_question(const std::vector<Parameter>& parameters, bool filters, bool list,
                                     const std::vector<std::string_view>& other) {
  Question out;
  std::vector<std::string> asked;  // what the hash is of
  std::string cursor;
  for (const Parameter& parameter : parameters) {
    const std::string& name = parameter.name;
    const auto once = [&](bool given) -> base::Result<void> {
      if (given) return bad_parameter(name, parameter.value, "allowed: it is given twice");
      return {};
    };
    if (among(other, name)) {
      if (auto good = once(!out[name].empty()); !good) return good.error();
      out.other.push_back(parameter);
      asked.push_back(name + "=" + parameter.value);
      continue;
    }
    if (list && name == "limit") {
      if (auto good = once(out.limit_given); !good) return good.error();
      const auto number = whole_number(name, parameter.value, 1, static_cast<std::int64_t>(most_items));
      if (!number) return number.error();
      out.limit = static_cast<std::size_t>(*number);
      out.limit_given = true;
      continue;
    }
    if (list && name == "cursor") {
      if (auto good = once(out.cursor.has_value()); !good) return good.error();
      out.cursor = read_cursor(parameter.value);
      if (!out.cursor) {
        return bad_parameter(name, parameter.value, "a cursor; take it from \"next\" of the page before");
      }
      cursor = parameter.value;
      continue;
    }
    if (list && name == "sort") {
      if (auto good = once(!out.sort.empty()); !good) return good.error();
      if (parameter.value.empty()) return bad_parameter(name, parameter.value, "allowed to be empty");
      out.sort = parameter.value;
      asked.push_back("sort=" + out.sort);
      continue;
    }
    if (list && name == "fields") {
      split(parameter.value, out.fields);
      if (out.fields.empty()) return bad_parameter(name, parameter.value, "a list of names");
      continue;
    }
    if (list && name == "facet") {
      split(parameter.value, out.facets);
      if (out.facets.empty()) return bad_parameter(name, parameter.value, "a list of names");
      continue;
    }
    if (filters) {
      const auto taken = out.filter.take(parameter);
      if (!taken) return taken.error();
      if (*taken) {
        asked.push_back(name + "=" + parameter.value);
        continue;
      }
    }
    std::string allowed;
    const auto add = [&](std::string_view one) {
      allowed += (allowed.empty() ? "" : ", ") + std::string(one);
    };
    if (filters) std::for_each(filter_names().begin(), filter_names().end(), add);
    if (list) std::for_each(list_names().begin(), list_names().end(), add);
    std::for_each(other.begin(), other.end(), add);
    return base::Error{.code = "bad_parameter",
                       .message = name.substr(0, 100) + ": there is no parameter of that name here; " +
                                  (allowed.empty() ? std::string("there are none") : "there are " + allowed)};
  }
  std::sort(asked.begin(), asked.end());
  std::string all;
  for (const std::string& one : asked) all += one + "\n";
  out.hash = hash_of(all);
  if (out.cursor && out.cursor->question != out.hash) {
    return bad_parameter("cursor", cursor.substr(0, 20) + "...",
                         "a cursor of this question; filters and sort must stay the same from page to page");
  }
  return out;
}

}  // namespace casus::serve
