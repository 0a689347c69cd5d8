#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>

#include "base/sha256.h"
#include "base/utf8.h"
#include "ingest/encoding.h"
#include "ingest/language.h"
#include "ingest/reader.h"

namespace casus::ingest {
namespace {

std::vector<Item> all(std::string bytes, Format format = Format::detect, const Defaults& defaults = {}) {
  std::vector<Item> out;
  const auto reader = read_bytes(std::move(bytes), "given", format, defaults);
  while (auto item = reader->next()) out.push_back(*std::move(item));
  return out;
}

std::string code_of(const Item& item) { return item.error ? item.error->code : "ok"; }

TEST(Reader, ReadsJsonLinesWithTheirFields) {
  const auto items =
      all("{\"id\": \"a\", \"published\": \"2010-06-12\", \"headline\": \"H\", \"source\": \"S\", \"url\": "
          "\"U\", "
          "\"text\": \"One.\\nTwo \\u00e9 \\ud83d\\ude00.\", \"other\": [1, {\"x\": 2}]}\n"
          "\r\n"
          "{\"text\": \"Three.\", \"id\": 7, \"published\": null}");
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(code_of(items[0]), "ok");
  const document::Article& first = items[0].article;
  EXPECT_EQ(first.id, "a");
  EXPECT_EQ(first.published, "2010-06-12");
  EXPECT_EQ(first.headline, "H");
  EXPECT_EQ(first.source, "S");
  EXPECT_EQ(first.url, "U");
  EXPECT_EQ(first.text, "One.\nTwo \u00e9 \U0001F600.");
  EXPECT_EQ(first.line, 1u);
  EXPECT_EQ(first.sha256, base::sha256_hex(items[0].raw));
  EXPECT_EQ(items[1].article.id, "7");
  EXPECT_EQ(items[1].article.published, "");
  EXPECT_EQ(items[1].article.line, 3u);
}

struct Refusal {
  const char* line;
  const char* code;
};

TEST(Reader, RefusesALineWithItsReasonAndGoesOn) {
  const Refusal refusals[] = {
      {"{\"text\": \"cut off", "bad_json"},
      {"[1, 2]", "bad_json"},
      {"\"text\"", "bad_json"},
      {"{\"text\": \"two\"} {\"text\": \"objects\"}", "bad_json"},
      {"{\"text\": \"lone \\ud800 surrogate\"}", "bad_json"},
      {"{\"text\": 5}", "bad_field"},
      {"{\"id\": [1], \"text\": \"x\"}", "bad_field"},
      {"{\"id\": 1.5, \"text\": \"x\"}", "bad_field"},
      {"{\"published\": \"last week\", \"text\": \"x\"}", "bad_field"},
      {"{\"published\": \"2010-13-01\", \"text\": \"x\"}", "bad_field"},
      {"{\"id\": \"a\"}", "no_text"},
      {"{\"text\": \" \\n\"}", "no_text"},
  };
  for (const Refusal& refusal : refusals) {
    const auto items = all(std::string(refusal.line) + "\n{\"text\": \"fine\"}\n", Format::json_lines);
    ASSERT_EQ(items.size(), 2u) << refusal.line;
    EXPECT_EQ(code_of(items[0]), refusal.code) << refusal.line;
    ASSERT_TRUE(items[0].error);
    EXPECT_EQ(items[0].error->file, "given");
    EXPECT_EQ(items[0].error->line, 1u);
    EXPECT_EQ(items[0].raw, refusal.line);
    EXPECT_FALSE(items[0].article.id.empty());
    EXPECT_EQ(code_of(items[1]), "ok") << refusal.line;
  }
}

TEST(Reader, ReadsPlainTextAsOneStory) {
  const auto items = all("One.\n\nTwo.\n", Format::detect, {"id", "2010-06-12", "wire"});
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].article.text, "One.\n\nTwo.\n");
  EXPECT_EQ(items[0].article.id, "id");
  EXPECT_EQ(items[0].article.published, "2010-06-12");
  EXPECT_EQ(items[0].article.source, "wire");
  // Without an id, the same bytes have the same one.
  EXPECT_EQ(all("One.")[0].article.id, all("One.")[0].article.id);
  EXPECT_NE(all("One.")[0].article.id, all("Two.")[0].article.id);
  EXPECT_EQ(code_of(all("")[0]), "no_text");
}

TEST(Reader, DefaultsStandOnlyWhereTheStoryIsSilent) {
  const auto items =
      all("{\"text\": \"x\"}\n{\"text\": \"x\", \"published\": \"2011-01-01\", \"source\": \"s\"}",
          Format::detect, {"", "2010-06-12", "wire"});
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].article.published, "2010-06-12");
  EXPECT_EQ(items[0].article.source, "wire");
  EXPECT_EQ(items[1].article.published, "2011-01-01");
  EXPECT_EQ(items[1].article.source, "s");
}

TEST(Reader, AbsentFilesAreNamed) {
  const auto absent = open_reader("no/such/file.txt", Format::detect, {});
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, "cannot_read");
  EXPECT_EQ(absent.error().file, "no/such/file.txt");
  EXPECT_FALSE(open_reader("/", Format::detect, {}));
}

TEST(Published, IsADayOrADateTime) {
  const std::pair<const char*, const char*> table[] = {
      {"2010-06-12", "2010-06-12"},
      {" 2010-06-12 ", "2010-06-12"},
      {"2010-06-12T08:00:00Z", "2010-06-12T08:00:00Z"},
      {"2010-06-12 08:00", "2010-06-12T08:00"},
      {"2010-06-12 08:00:00 +06:00", "2010-06-12T08:00:00+06:00"},
      {"2010-06-31", ""},
      {"12 June 2010", ""},
      {"2010-06-12X", ""},
      {"2010-06-12T", ""},
      {"2010-06-12T99:00", ""},
      {"", ""},
  };
  for (const auto& [given, wanted] : table) EXPECT_EQ(tidy_published(given).value_or(""), wanted) << given;
}

std::string wide(std::u16string_view text, bool big) {
  std::string out = big ? "\xfe\xff" : "\xff\xfe";
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xff);
    out += big ? std::string{high, low} : std::string{low, high};
  }
  return out;
}

TEST(Encoding, IsRecognisedAndConverted) {
  const std::string quoted =
      "The minister said: \x93We will not leave,\x94 and added that the caf\xe9 was closed.";
  const std::pair<std::string, std::string> table[] = {
      {"plain", "plain"},
      {"caf\u00e9", "caf\u00e9"},
      {"\xef\xbb\xbfmarked", "marked"},
      {wide(u"Troops left \u201cOsh\u201d", false), "Troops left \u201cOsh\u201d"},
      {wide(u"Troops left \u201cOsh\u201d", true), "Troops left \u201cOsh\u201d"},
      {quoted, "The minister said: \u201cWe will not leave,\u201d and added that the caf\u00e9 was closed."},
      {"Troops left Osh, the \x80 was strong.", "Troops left Osh, the \u20ac was strong."},
      // One byte astray does not spoil the rest.
      {"caf\u00e9 \u201cOsh\u201d \xff \u00e9", "caf\u00e9 \u201cOsh\u201d \ufffd \u00e9"},
      {"\u00e9\u00e9\u00e9\u00e9 cut \xc3", "\u00e9\u00e9\u00e9\u00e9 cut \ufffd"},
  };
  for (const auto& [bytes, text] : table) {
    const auto decoded = decode(bytes);
    ASSERT_TRUE(decoded) << text << ": " << decoded.error().to_string();
    EXPECT_EQ(decoded->text, text) << decoded->encoding;
  }
  // Koi8-r, as a Russian file of the nineties has it.
  const auto russian = decode(
      "\xf7\xcf\xca\xd3\xcb\xc1 \xcf\xd3\xd4\xc1\xd7\xc9\xcc\xc9 \xc7\xcf\xd2\xcf\xc4 \xef\xdb \xd7 "
      "\xd3\xd5\xc2\xc2\xcf\xd4\xd5 \xd5\xd4\xd2\xcf\xcd, \xd3\xcb\xc1\xda\xc1\xcc "
      "\xcd\xc9\xce\xc9\xd3\xd4\xd2");
  ASSERT_TRUE(russian);
  EXPECT_EQ(russian->encoding, "KOI8-R");
  EXPECT_THAT(russian->text, testing::StartsWith("\u0412\u043e\u0439\u0441\u043a\u0430"));
}

TEST(Encoding, RefusesWhatIsNoText) {
  std::string elf(
      "\x7f"
      "ELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0\x3e\0\1\0\0\0\x10\x20\x40\0\0\0\0\0",
      32);
  for (int i = 0; i < 6; ++i) elf += elf;
  const auto decoded = decode(elf);
  ASSERT_FALSE(decoded);
  EXPECT_THAT(decoded.error().code, testing::AnyOf("binary_data", "unknown_encoding"));
}

TEST(Encoding, WideJsonLinesAreRead) {
  const auto items =
      all(wide(u"{\"text\": \"One.\"}\r\n{\"text\": \"Two.\"}\r\n", false), Format::json_lines);
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[1].article.text, "Two.");
  EXPECT_EQ(items[1].article.line, 2u);
}

// Whatever the bytes are: a clean error, or valid UTF-8.
TEST(Encoding, AnyBytesGiveAnErrorOrUtf8) {
  std::mt19937 random(20100612);
  const std::string_view alphabets[] = {"ab \n{}\":,\\u\xc3\xa9", "\xff\xfe\xef\xbb\xbf\x00 a", ""};
  for (int round = 0; round < 3000; ++round) {
    const std::string_view alphabet = alphabets[random() % 3];
    std::string bytes = round % 2 == 0 ? "{\"text\": \"" : "";
    for (std::size_t n = random() % 60; n > 0; --n) {
      bytes += alphabet.empty() ? static_cast<char>(random()) : alphabet[random() % alphabet.size()];
    }
    if (round % 2 == 0) bytes += "\"}";
    if (const auto decoded = decode(bytes)) {
      EXPECT_EQ(base::find_invalid_utf8(decoded->text), std::string::npos);
    }
    for (const Format format : {Format::detect, Format::text, Format::json_lines}) {
      for (const Item& item : all(bytes, format)) {
        if (item.error) continue;
        EXPECT_EQ(base::find_invalid_utf8(item.article.text), std::string::npos);
        EXPECT_EQ(base::find_invalid_utf8(item.article.id), std::string::npos);
      }
    }
  }
}

TEST(Language, LetsEnglishPass) {
  for (const char* text : {
           "Troops left.",
           "Medvedev said Friday that Russia was ready to assist if necessary.",
           "Putin.",
           "12,000 km (7,456 mi)",
           "OSH, Kyrgyzstan (AP) _ Otunbayeva, Bakiyev, Atambayev, Tekebayev, Sariyev, Beknazarov.",
           "\"Vive la France!\" cried Jacques Chirac in Rouen, and the crowd answered: \"Vive la "
           "Republique!\"",
           "",
       }) {
    EXPECT_TRUE(check_english(text)) << text;
  }
}

TEST(Language, RefusesOtherLanguagesByName) {
  const std::pair<const char*, const char*> table[] = {
      {"Die Bundesregierung hat am Freitag beschlossen, weitere Soldaten nach Afghanistan zu schicken. Das "
       "teilte "
       "ein Sprecher des Verteidigungsministeriums in Berlin mit. Die Opposition lehnt den Einsatz ab.",
       "German"},
      {"Le gouvernement a annonc\u00e9 vendredi l'envoi de nouvelles troupes au Mali. Le ministre de la "
       "D\u00e9fense a "
       "d\u00e9clar\u00e9 que les soldats resteraient aussi longtemps que n\u00e9cessaire dans le pays.",
       "French"},
      {"\u0412\u043e\u0439\u0441\u043a\u0430 \u043f\u043e\u043a\u0438\u043d\u0443\u043b\u0438 "
       "\u0433\u043e\u0440\u043e\u0434 \u041e\u0448.",
       ""},
  };
  for (const auto& [text, language] : table) {
    const auto checked = check_english(text);
    ASSERT_FALSE(checked) << text;
    EXPECT_EQ(checked.error().code, "not_english");
    EXPECT_THAT(checked.error().message, testing::HasSubstr(language));
  }
}

}  // namespace
}  // namespace casus::ingest
