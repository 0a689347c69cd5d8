// The tables of agenda, obligations and threads: what ships loads, and mistakes are named with their line.
#include "code/agenda_tables.h"

#include <gtest/gtest.h>
#include <string>

#include "code/obligation_tables.h"
#include "code/thread_tables.h"

namespace casus::code {
namespace {

const std::string data = CASUS_SOURCE_DIR "/data";

const Lexicon& lexicon() {
  static const Lexicon loaded = [] {
    auto result = Lexicon::load(data + "/words/en");
    if (!result) throw std::runtime_error(result.error().to_string());
    return *std::move(result);
  }();
  return loaded;
}

TEST(AgendaTables, ShippedTablesLoad) {
  const auto tables = AgendaTables::load(data, lexicon());
  ASSERT_TRUE(tables) << tables.error().to_string();
  EXPECT_GE(tables->entries().size(), 40u);
  ASSERT_TRUE(tables->governor("call off"));
  EXPECT_EQ(tables->governor("call off")->certainty, events::Certainty::cancelled);
  EXPECT_EQ(tables->modifier("upcoming")->certainty, events::Certainty::scheduled);
  EXPECT_FALSE(tables->governor("eat"));
}

TEST(AgendaTables, EveryKindHasWords) {
  const auto tables = AgendaTables::load(data, lexicon());
  ASSERT_TRUE(tables) << tables.error().to_string();
  for (int i = 0; i < static_cast<int>(events::AgendaKind::other); ++i) {
    const auto kind = static_cast<events::AgendaKind>(i);
    const bool any = std::any_of(tables->entries().begin(), tables->entries().end(),
                                 [&](const AgendaEntry& entry) { return entry.what == kind; });
    EXPECT_TRUE(any) << events::name(kind);
  }
}

TEST(AgendaTables, MoreSpecificPhrasesGoFirst) {
  const auto tables = AgendaTables::load(data, lexicon());
  ASSERT_TRUE(tables) << tables.error().to_string();
  const auto& votes = tables->nouns("vote");
  ASSERT_GE(votes.size(), 3u);
  for (std::size_t i = 1; i < votes.size(); ++i) {
    const auto words = [&](std::size_t k) {
      return tables->entry(votes[k].entry).nouns[votes[k].phrase].size();
    };
    EXPECT_GE(words(i - 1), words(i));
  }
  EXPECT_TRUE(tables->entry(votes.back().entry).with.empty());
}

TEST(AgendaTables, TheHeadOfAPhraseStandsBeforeOf) {
  EXPECT_EQ(AgendaTables::head_of({"peace", "conference"}), 1u);
  EXPECT_EQ(AgendaTables::head_of({"transfer", "of", "power"}), 0u);
  EXPECT_EQ(AgendaTables::head_of({"summit"}), 0u);
}

constexpr const char* good_kinds = "[[kind]]\nid = \"a\"\nwhat = \"summit\"\nnoun = [\"summit\"]\n";
constexpr const char* good_cues =
    "[[governor]]\ncertainty = \"expected\"\nwords = [\"expect\"]\n"
    "[[noun]]\ncertainty = \"proposed\"\nwords = [\"idea\"]\n"
    "[[modifier]]\ncertainty = \"scheduled\"\nwords = [\"planned\"]\n"
    "[words]\nholding = [\"hold\"]\nsequence = [\"follow\"]\ndeadline = [\"by\"]\ndemand = [\"order\"]\n"
    "effective = [\"decide\"]\nrejecting = [\"reject\"]\n"
    "plain = [\"be\"]\n";

TEST(AgendaTables, MistakesAreNamedWithTheirLine) {
  const struct {
    std::string kinds, cues;
    const char* message;
    std::uint64_t line;
  } rows[] = {
      {"[[kind]]\nid = \"a\"\nwhat = \"sumit\"\nnoun = [\"summit\"]\n", good_cues,
       "unknown kind of agenda item \"sumit\"", 3},
      {"[[kind]]\nid = \"a\"\nwhat = \"summit\"\n", good_cues, "\"a\" has no noun and no verb", 1},
      {std::string(good_kinds) + good_kinds, good_cues, "the id \"a\" is used twice", 6},
      {"[[kind]]\nid = \"a\"\nwhat = \"summit\"\nnoun = [\"x\"]\nwith = [\"@nowhere\"]\n", good_cues,
       "unknown word class \"@nowhere\"", 5},
      {"[[kind]]\nid = \"a\"\nwhat = \"summit\"\nnuon = [\"x\"]\n", good_cues, "unknown key \"nuon\"", 4},
      {good_kinds, "[[governor]]\ncertainty = \"sure\"\nwords = [\"expect\"]\n", "unknown certainty \"sure\"",
       2},
      {good_kinds, "[[governor]]\ncertainty = \"expected\"\nover = \"all\"\nwords = [\"expect\"]\n",
       "unknown reach \"all\"", 3},
      {"[[kind]\n", good_cues, "", 1},
  };
  for (const auto& row : rows) {
    const auto tables = AgendaTables::read(row.kinds, "kinds.toml", row.cues, "cues.toml", lexicon());
    ASSERT_FALSE(tables) << row.message;
    EXPECT_NE(tables.error().message.find(row.message), std::string::npos) << tables.error().to_string();
    EXPECT_EQ(tables.error().line, row.line) << tables.error().to_string();
  }
  EXPECT_TRUE(AgendaTables::read(good_kinds, "kinds.toml", good_cues, "cues.toml", lexicon()));
}

TEST(ObligationTables, ShippedTablesLoadAndMistakesAreNamed) {
  const auto tables = ObligationTables::load(data, lexicon());
  ASSERT_TRUE(tables) << tables.error().to_string();
  EXPECT_TRUE(tables->commit.has("ready"));
  EXPECT_TRUE(tables->attack.has("invade"));
  EXPECT_TRUE(tables->bodies_with_mandate.any());
  const auto key = ObligationTables::read("[commitment]\nmarkrs = [\"ready\"]\n", "o.toml", lexicon());
  ASSERT_FALSE(key);
  EXPECT_EQ(key.error().line, 2u);
  EXPECT_NE(key.error().to_string().find("markers"), std::string::npos) << key.error().to_string();
  EXPECT_FALSE(ObligationTables::read("[commitment]\nwords = [\"ready\"]\n", "o.toml", lexicon()));
}

TEST(ThreadTables, TopicsByLongestPrefix) {
  const auto tables = ThreadTables::load(data);
  ASSERT_TRUE(tables) << tables.error().to_string();
  const auto topic = [&](Turn turn, const char* code) {
    const auto found = tables->topic(turn, code);
    return found ? tables->name(*found) : std::string("-");
  };
  EXPECT_EQ(topic(Turn::request, "0232"), "help");
  EXPECT_EQ(topic(Turn::request, "020"), "any");
  EXPECT_EQ(topic(Turn::request, "1056"), "yield");
  EXPECT_EQ(topic(Turn::reject, "1222"), "help");
  EXPECT_EQ(topic(Turn::deed, "036"), "-");
  EXPECT_EQ(topic(Turn::deed, "0831"), "reform");
  const auto help = *tables->topic(Turn::request, "023"), meet = *tables->topic(Turn::request, "026");
  EXPECT_TRUE(tables->answers(help, *tables->topic(Turn::agree, "030")));
  EXPECT_TRUE(tables->answers(help, *tables->topic(Turn::agree, "0332")));
  EXPECT_FALSE(tables->answers(help, meet));
}

TEST(ThreadTables, MistakesAreNamed) {
  const auto twice = ThreadTables::read(
      "[[topic]]\nname = \"a\"\nrequest = [\"02\"]\n[[topic]]\nname = \"b\"\nrequest = [\"02\"]\n[words]\n",
      "t.toml");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().line, 4u);
  EXPECT_FALSE(ThreadTables::read("[[topic]]\nname = \"a\"\nnear = [\"b\"]\n[words]\n", "t.toml"));
  EXPECT_TRUE(ThreadTables::read("[[topic]]\nname = \"a\"\n[words]\n", "t.toml"));
}

}  // namespace
}  // namespace casus::code
