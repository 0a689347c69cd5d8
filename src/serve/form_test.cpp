#include "serve/form.h"

#include <gtest/gtest.h>

namespace casus::serve {
namespace {

TEST(Form, ACellIsNeverAFormula) {
  const std::pair<std::string_view, std::string_view> cells[] = {
      {"plain", "plain"},
      {"", ""},
      {"=1+1", "'=1+1"},
      {"+49", "'+49"},
      {"-5", "'-5"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"\t=1", "'\t=1"},
      {"\r=1", "\"'\r=1\""},
      {"=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
      {"=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""},
      {"a,b", "\"a,b\""},
      {"a \"b\"", "\"a \"\"b\"\"\""},
      {"two\nlines", "\"two\nlines\""},
      {"a=b", "a=b"},
  };
  for (const auto& [text, cell] : cells) EXPECT_EQ(csv_cell(text), cell);
}

std::string written(Form form, const std::vector<Column>& columns, const std::vector<std::string>& items) {
  FormWriter writer(form, columns);
  std::string out;
  writer.begin(out);
  for (const std::string& item : items) writer.item(item, out);
  writer.end(out);
  return out;
}

TEST(Form, Csv) {
  const std::vector<Column> columns = {{"id", "id"},
                                       {"codes", "actors[].code"},
                                       {"place", "place.name"},
                                       {"score", "score"},
                                       {"rule", "rule"}};
  EXPECT_EQ(
      written(
          Form::csv, columns,
          {R"({"id":"e1","actors":[{"code":"RUS"},{"code":null},{"code":"KGZ"}],"place":null,"score":-7.5,"rule":["a","b"]})",
           R"({"id":"=e2","actors":[],"place":{"name":"Osh, city"},"score":null,"rule":[]})"}),
      "id,codes,place,score,rule\r\ne1,RUS; KGZ,,-7.5,a; b\r\n'=e2,,\"Osh, city\",,\r\n");
}

TEST(Form, JsonLinesAndLists) {
  EXPECT_EQ(written(Form::json, {}, {"{\"a\":1}", "{}"}), "{\"items\":[{\"a\":1},{}]}");
  EXPECT_EQ(written(Form::jsonl, {}, {"{\"a\":1}", "{}"}), "{\"a\":1}\n{}\n");
  EXPECT_EQ(members_of(R"({"a":1,"b":{"c":[1,2]},"d":"x"})", {"d", "b"}), R"({"b":{"c":[1,2]},"d":"x"})");
}

TEST(Form, GeoJson) {
  EXPECT_EQ(
      written(Form::geojson, {},
              {R"({"place":{"lat":40.5,"lon":72.75}})", R"({"lat":1,"lon":2})", R"({"place":null})"}),
      R"({"type":"FeatureCollection","features":[)"
      R"({"type":"Feature","geometry":{"type":"Point","coordinates":[72.75,40.5]},"properties":{"place":{"lat":40.5,"lon":72.75}}},)"
      R"({"type":"Feature","geometry":{"type":"Point","coordinates":[2,1]},"properties":{"lat":1,"lon":2}},)"
      R"({"type":"Feature","geometry":null,"properties":{"place":null}}]})");
}

TEST(Form, Calendar) {
  const std::string text = written(
      Form::ics, {},
      {R"({"story":"s","id":"a1","published":"2010-06-12","what":"referendum","text":"a vote; or, \\ two\nlines","certainty":"scheduled","value":{"begin":"2010-06-27"},"source":"x"})",
       R"({"story":"s","id":"a2","what":"talks","text":"t","value":null})"});
  EXPECT_NE(text.find("UID:s#a1\r\n"), std::string::npos);
  EXPECT_NE(text.find("DTSTART;VALUE=DATE:20100627\r\n"), std::string::npos);
  EXPECT_NE(text.find("SUMMARY:referendum: a vote\\; or\\, \\\\ two\\nlines\r\n"), std::string::npos);
  EXPECT_EQ(text.find("a2"), std::string::npos) << "what has no day is in no calendar";
  const std::string folded = ics_line("X", std::string(200, 'a') + "\u00e9\u00e9\u00e9\u00e9");
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = folded.find("\r\n", at);
    EXPECT_LE(end - at, 75u);
    EXPECT_NE(static_cast<unsigned char>(folded[at]) & 0xc0, 0x80) << "no character is cut";
    at = end + 2;
  }
}

}  // namespace
}  // namespace casus::serve
