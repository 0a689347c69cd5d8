// Rows of (published, text) -> "place | date | words".
#include "resolve/dateline.h"

#include <gtest/gtest.h>

namespace casus::resolve {
namespace {

const knowledge::Knowledge& known() {
  static const knowledge::Knowledge knowledge = [] {
    auto result = knowledge::Knowledge::from_tables(CASUS_SOURCE_DIR "/tests/knowledge/slice");
    if (!result) throw std::runtime_error(result.error().to_string());
    return std::move(*result);
  }();
  return knowledge;
}

std::string read(const std::string& published, const std::string& text) {
  document::Article article;
  article.published = published;
  article.text = text;
  auto document = document::Document::open(article);
  read_dateline(*document, known());
  const document::Dateline& line = document->dateline;
  if (line.span.empty()) return "";
  return line.place + " | " + (line.date ? base::to_string(*line.date) : "?") + " | " +
         std::string(document->text(line.span));
}

struct Row {
  const char* published;
  const char* text;
  const char* dateline;
};

constexpr Row rows[] = {
    {"2010-06-12", "OSH, Kyrgyzstan, June 11 (Reuters) - Troops moved in.",
     "Osh, Kyrgyzstan | 2010-06-11 | OSH, Kyrgyzstan, June 11 (Reuters)"},
    {"", "KABUL, Afghanistan (Jan. 25, 2013)\nA force detained two men.",
     "Kabul, Afghanistan | 2013-01-25 | KABUL, Afghanistan (Jan. 25, 2013)"},
    {"", "Morning update\nFor Immediate Release   HERAT, Afghanistan (July 3) \xE2\x80\x93 A patrol.",
     "Herat, Afghanistan | ? | HERAT, Afghanistan (July 3)"},
    {"", "2012-04-X-048\n\nFor Immediate Release\n\nHERAT, Afghanistan (Apr. 25)\nA patrol left.",
     "Herat, Afghanistan | 2012-04-25 | HERAT, Afghanistan (Apr. 25)"},
    {"", "HERAT, Afghanistan (Nov. 1. 2011)\nA patrol left.",
     "Herat, Afghanistan | 2011-11-01 | HERAT, Afghanistan (Nov. 1. 2011)"},
    {"2016-08-11", "ISLAMABAD, PAKISTAN \xE2\x80\x94 -The head of the group warned.",
     "Islamabad, Pakistan | ? | ISLAMABAD, PAKISTAN"},
    {"2016-10-09", "ST. LOUIS, MO. \xE2\x80\x94 A debate.", "St. Louis, MO. | ? | ST. LOUIS, MO."},
    {"1998-03-06", "\nBAGHDAD, Iraq (AP)_ Inspectors resumed work.",
     "Baghdad, Iraq | ? | BAGHDAD, Iraq (AP)"},
    {"1998-08-14", "\n\nWASHINGTON, August 13 (Xinhua) --\n\nThe president condemned it.",
     "Washington | 1998-08-13 | WASHINGTON, August 13 (Xinhua)"},
    {"2011-01-01", "NAIROBI, Dec. 31 (Reuters) - A bomb went off.",
     "Nairobi | 2010-12-31 | NAIROBI, Dec. 31 (Reuters)"},
    {"2010-06-12", "JALAL-ABAD, 12 June 2010 (RIA Novosti) \xE2\x80\x93 Shots were heard.",
     "Jalal-Abad | 2010-06-12 | JALAL-ABAD, 12 June 2010 (RIA Novosti)"},
    {"2010-06-12", "Kyrgyzstan \xE2\x80\x94 Troops moved in.", "Kyrgyzstan | ? | Kyrgyzstan"},
    {"", "Operational update Jan. 10, 2011\nIn the same area, troops found a cache.",
     " | 2011-01-10 | Jan. 10, 2011"},
    {"",
     "June 20: Patrols in the South\nPress office\xE2\x80\xA8"
     "2010-06-CA-074\n\nA patrol left.",
     " | 2010-06-20 | June 20"},
    {"",
     "Cache found\nPress office\xE2\x80\xA8"
     "2010-11-X-1 For Immediate Release\xE2\x80\xA8\xC2\xA0KABUL, Afghanistan (Nov. 2) - A patrol.",
     "Kabul, Afghanistan | 2010-11-02 | KABUL, Afghanistan (Nov. 2)"},
    {"", "Update, Jan. 15, 2011\n1979, 1928, 1978\nKABUL, Afghanistan (Jan. 15)\nA patrol left.",
     "Kabul, Afghanistan | 2011-01-15 | KABUL, Afghanistan (Jan. 15)"},
    {"2010-06-12", "Operational update Jan. 10, 2011\nIn the same area, troops found a cache.", ""},
    {"2010-06-12", "Russian troops stationed in Kyrgyzstan will stay.", ""},
    {"2010-06-12", "The army - once feared - has gone.", ""},
    {"2010-06-12", "MONEY SUPPLY REPORT - FEB 26\nOne week ended.", ""},
    {"2010-06-12", "NATO-led troops left on Friday.", ""},
    {"2010-06-12", "Washington (the city) is quiet.", ""},
    {"2010-06-12", "", ""},
    {"2010-06-12", "A", ""},
};

TEST(Dateline, ReadsWhereAndWhen) {
  for (const Row& row : rows) EXPECT_EQ(read(row.published, row.text), row.dateline) << row.text;
}

}  // namespace
}  // namespace casus::resolve
