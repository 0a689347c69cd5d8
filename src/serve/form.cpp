#include "serve/form.h"

#include <algorithm>
#include <fmt/format.h>
#include <simdjson.h>

#include "write/cells.h"
#include "write/json.h"

namespace casus::serve {
namespace {

using Element = simdjson::dom::element;

std::string number_text(Element value) {
  std::int64_t whole = 0;
  if (value.get(whole) == simdjson::SUCCESS) return fmt::format("{}", whole);
  double real = 0;
  return value.get(real) == simdjson::SUCCESS ? fmt::format("{}", real) : std::string();
}

// A value as the text of a cell; what is no text (numbers below zero) needs no guard.
struct Cell {
  std::string text;
  bool guard = false;
};
Cell cell_of(Element value) {
  std::string_view text;
  bool truth = false;
  if (value.get(text) == simdjson::SUCCESS) return {std::string(text), true};
  if (value.get(truth) == simdjson::SUCCESS) return {truth ? "true" : "false", false};
  return {number_text(value), false};
}

void collect(Element from, std::string_view path, std::vector<Cell>& out) {
  if (from.is_null()) return;
  if (path.empty()) {
    simdjson::dom::array array;
    if (from.get(array) == simdjson::SUCCESS) {
      for (const Element item : array) collect(item, path, out);
    } else if (!from.is_object()) {
      out.push_back(cell_of(from));
    }
    return;
  }
  const std::size_t dot = path.find('.');
  std::string_view name = path.substr(0, dot);
  const std::string_view rest = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  const bool all = name.ends_with("[]");
  if (all) name.remove_suffix(2);
  Element inner;
  if (!from.is_object() || from[name].get(inner) != simdjson::SUCCESS) return;
  simdjson::dom::array array;
  if (all && inner.get(array) == simdjson::SUCCESS) {
    for (const Element item : array) collect(item, rest, out);
  } else {
    collect(inner, rest, out);
  }
}

std::string quoted_cell(std::string text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string text_at(Element item, std::string_view path) {
  std::vector<Cell> cells;
  collect(item, path, cells);
  return cells.empty() ? std::string() : cells.front().text;
}

void csv_item(Element item, const std::vector<Column>& columns, std::string& out) {
  bool first = true;
  for (const Column& column : columns) {
    if (!std::exchange(first, false)) out += ',';
    std::vector<Cell> cells;
    collect(item, column.path, cells);
    std::string text;
    bool guard = false;
    for (const Cell& cell : cells) {
      text += (text.empty() ? "" : "; ") + cell.text;
      guard = guard || cell.guard;
    }
    out += guard ? csv_cell(text) : quoted_cell(std::move(text));
  }
  out += "\r\n";
}

void geojson_item(Element item, std::string_view json, std::string& out) {
  const auto point = [&](std::string_view name) -> std::optional<double> {
    for (const std::string_view where : {"place.", ""}) {
      std::string path(where);
      path += name;
      Element value = item;
      bool found = true;
      for (std::string_view rest = path; found && !rest.empty();) {
        const std::size_t dot = rest.find('.');
        found = value.is_object() && value[rest.substr(0, dot)].get(value) == simdjson::SUCCESS;
        rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
      }
      double number = 0;
      if (found && value.get(number) == simdjson::SUCCESS) return number;
    }
    return std::nullopt;
  };
  const auto lat = point("lat"), lon = point("lon");
  out += R"({"type":"Feature","geometry":)";
  if (lat && lon) {
    out += fmt::format(R"({{"type":"Point","coordinates":[{},{}]}})", *lon, *lat);
  } else {
    out += "null";
  }
  (out += R"(,"properties":)") += json;
  out += '}';
}

std::string plain_day(std::string_view day) {
  std::string out;
  for (const char c : day.substr(0, 10)) {
    if (c != '-') out += c;
  }
  return out;
}

// An agenda item with a day; without one there is nothing to put into a calendar.
void ics_item(Element item, std::string& out) {
  const std::string begin = plain_day(text_at(item, "value.begin"));
  if (begin.size() != 8) return;
  const std::string certainty = text_at(item, "certainty");
  out += "BEGIN:VEVENT\r\n";
  out += ics_line("UID", text_at(item, "story") + "#" + text_at(item, "id"));
  const std::string published = plain_day(text_at(item, "published"));
  out += "DTSTAMP:" + (published.size() == 8 ? published : begin) + "T000000Z\r\n";
  out += "DTSTART;VALUE=DATE:" + begin + "\r\n";
  out += ics_line("SUMMARY", text_at(item, "what") + ": " + text_at(item, "text"));
  out += ics_line("STATUS", certainty == "cancelled"   ? "CANCELLED"
                            : certainty == "scheduled" ? "CONFIRMED"
                                                       : "TENTATIVE");
  if (const std::string place = text_at(item, "place.name"); !place.empty())
    out += ics_line("LOCATION", place);
  out += ics_line("DESCRIPTION", certainty + "; " + text_at(item, "source"));
  out += "END:VEVENT\r\n";
}

}  // namespace

std::optional<Form> find_form(std::string_view ending) {
  if (ending.empty() || ending == "json") return Form::json;
  if (ending == "csv") return Form::csv;
  if (ending == "jsonl") return Form::jsonl;
  if (ending == "geojson") return Form::geojson;
  if (ending == "ics") return Form::ics;
  return std::nullopt;
}

std::string_view content_type(Form form) {
  switch (form) {
    case Form::json:
      return "application/json";
    case Form::csv:
      return "text/csv; charset=utf-8; header=present";
    case Form::jsonl:
      return "application/jsonl; charset=utf-8";
    case Form::geojson:
      return "application/geo+json";
    case Form::ics:
      return "text/calendar; charset=utf-8";
  }
  return "application/json";
}

std::string csv_cell(std::string_view text) { return quoted_cell(write::guarded(text)); }

std::string ics_line(std::string_view name, std::string_view value) {
  std::string line(name);
  line += ':';
  for (const char c : value) {
    if (c == '\\' || c == ',' || c == ';') line += '\\';
    if (c == '\n') {
      line += "\\n";
    } else if (c != '\r') {
      line += c;
    }
  }
  std::string out;
  while (line.size() > 73) {
    std::size_t cut = 73;  // not inside a character
    while (cut > 1 && (static_cast<unsigned char>(line[cut]) & 0xc0) == 0x80) --cut;
    out += line.substr(0, cut) + "\r\n ";
    line.erase(0, cut);
  }
  return out + line + "\r\n";
}

std::string members_of(std::string_view json, const std::vector<std::string>& names) {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  const simdjson::padded_string padded(json);
  if (parser.parse(padded).get(object) != simdjson::SUCCESS) return std::string(json);
  std::string out = "{";
  for (const auto& [name, value] : object) {
    if (std::find(names.begin(), names.end(), name) == names.end()) continue;
    out += (out.size() > 1 ? ",\"" : "\"") + std::string(name) + "\":" + simdjson::minify(value);
  }
  return out + "}";
}

FormWriter::FormWriter(Form form, const std::vector<Column>& columns) : form_(form), columns_(columns) {}

void FormWriter::begin(std::string& out) {
  switch (form_) {
    case Form::json:
      out += R"({"items":[)";
      break;
    case Form::csv: {
      bool first = true;
      for (const Column& column : columns_) {
        if (!std::exchange(first, false)) out += ',';
        out += column.name;
      }
      out += "\r\n";
      break;
    }
    case Form::jsonl:
      break;
    case Form::geojson:
      out += R"({"type":"FeatureCollection","features":[)";
      break;
    case Form::ics:
      out += "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Casus//Casus//EN\r\n";
      break;
  }
}

void FormWriter::item(std::string_view json, std::string& out) {
  if (form_ == Form::json || form_ == Form::geojson) {
    if (any_) out += ',';
    any_ = true;
  }
  if (form_ == Form::json) {
    out += json;
    return;
  }
  if (form_ == Form::jsonl) {
    (out += json) += '\n';
    return;
  }
  simdjson::dom::parser parser;
  Element element;
  const simdjson::padded_string padded(json);
  if (parser.parse(padded).get(element) != simdjson::SUCCESS) return;
  if (form_ == Form::csv) csv_item(element, columns_, out);
  if (form_ == Form::geojson) geojson_item(element, json, out);
  if (form_ == Form::ics) ics_item(element, out);
}

void FormWriter::end(std::string& out) {
  if (form_ == Form::json || form_ == Form::geojson) out += "]}";
  if (form_ == Form::ics) out += "END:VCALENDAR\r\n";
}

}  // namespace casus::serve
