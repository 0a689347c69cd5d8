#include "document/annotation_json.h"

#include <string_view>
#include <vector>

#include "document/json_string.h"

namespace casus::document {
namespace {

// ,"name":[value,value,...] with `append(out, i)` writing each value.
template <class Append>
void column(std::string& out, std::string_view column_name, TokenIndex count, Append append) {
  out += ",\"";
  out += column_name;
  out += "\":[";
  for (TokenIndex i = 0; i < count; ++i) {
    if (i != 0) out += ',';
    append(out, i);
  }
  out += ']';
}

}  // namespace

std::string write_annotation_json(const Document& document) {
  const TokenColumns& tokens = document.tokens;
  const TokenIndex count = document.size();
  std::vector<std::string> entity(count, "O");
  for (const Name& found : document.names) {
    for (TokenIndex i = found.tokens.begin; i < found.tokens.end; ++i) {
      entity[i] = (i == found.tokens.begin ? "B-" : "I-") + std::string(name(found.label));
    }
  }
  const auto number = [](auto value_of) {
    return [value_of](std::string& out, TokenIndex i) { out += std::to_string(value_of(i)); };
  };
  const auto text = [](auto value_of) {
    return [value_of](std::string& out, TokenIndex i) { append_json_string(out, value_of(i)); };
  };

  std::string out = "{\"id\":";
  append_json_string(out, document.article().id);
  column(out, "start", count,
         number([&](TokenIndex i) { return document.code_points().of(tokens.span[i]).start; }));
  column(out, "end", count,
         number([&](TokenIndex i) { return document.code_points().of(tokens.span[i]).end; }));
  column(out, "space", count, number([&](TokenIndex i) { return unsigned{tokens.space_after[i]}; }));
  column(out, "tag", count, text([&](TokenIndex i) { return name(tokens.tag[i]); }));
  column(out, "pos", count, text([&](TokenIndex i) { return name(tokens.pos[i]); }));
  column(out, "morph", count, text([&](TokenIndex i) { return document.morph(i); }));
  column(out, "lemma", count, text([&](TokenIndex i) { return document.lemma(i); }));
  column(out, "head", count, number([&](TokenIndex i) { return tokens.head[i]; }));
  column(out, "dep", count, text([&](TokenIndex i) { return name(tokens.dep[i]); }));
  column(out, "sent", count, number([&](TokenIndex i) { return unsigned{tokens.sentence_start[i]}; }));
  column(out, "ent", count, text([&](TokenIndex i) -> std::string_view { return entity[i]; }));
  return out + "}\n";
}

}  // namespace casus::document
