// Near-duplicates on made wire traffic: dispatches of alike shootings, each sent again with edits, added
// paragraphs, changed counts, corrections, or cut short. Every pair of dispatches is judged.
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

#include "situate/fingerprint.h"
#include "situate/memory_shelf.h"
#include "situate/situations.h"

namespace casus::situate {
namespace {

const OrdinaryWords& ordinary() {
  static const auto words = [] {
    auto loaded = OrdinaryWords::load(CASUS_SOURCE_DIR "/data/words/en/ordinary.txt");
    return loaded ? *std::move(loaded) : OrdinaryWords();
  }();
  return words;
}

// {0} victim, {1} age, {2} town, {3} street, {4} count, {5} second person, {6} officer. All dispatches draw
// on the same sentences.
constexpr std::array<const char*, 22> sentences = {
    "Police said {0}, {1}, was shot dead on {3} Street in {2} late on Saturday night.",
    "Officers were called to the 400 block of {3} Street shortly before midnight and found the victim on the "
    "ground.",
    "{4} other people were wounded and taken to a local hospital, where they were listed in stable "
    "condition.",
    "No arrest had been made by Sunday morning, and investigators asked anyone with information to come "
    "forward.",
    "\"We heard what sounded like fireworks, and then people began to run,\" said {5}, who lives nearby.",
    "Detective {6} of the {2} police department said the shooting did not appear to be random.",
    "A vigil for {0} is planned for Monday evening outside the church on {3} Street.",
    "Investigators recovered several shell casings at the scene and are looking at video from nearby shops.",
    "Family members described {0} as a hard worker who loved to cook for his friends.",
    "It was the third fatal shooting in {2} this year, according to police records.",
    "{5} told reporters that the street had been quiet for most of the evening.",
    "The mayor of {2} said the city would pay for more patrols in the area through the end of the summer.",
    "A spokeswoman for the hospital declined to give further details, citing privacy rules.",
    "Anyone who saw a dark sedan leave the area is asked to call the {2} tip line.",
    "{6} said officers had spoken with a number of people who attended a party at a home on {3} Street.",
    "Neighbors said they wanted more lights on the street and fewer strangers at the corner shop.",
    "The county coroner will carry out an examination on Tuesday to establish the cause of death.",
    "The school that {0} attended years ago said counselors would be there for anybody who needed them.",
    "Police closed the road for several hours while they searched the yards of nearby houses.",
    "{5} said she had known {0} since both were children in {2}.",
    "The victim was pronounced dead at the scene, the department said in a statement.",
    "No motive has been established, {6} said, and the investigation goes on."};

struct Dispatch {
  Told told;
  int of = 0;  // which incident's dispatch it is a version of
};

class Wire {
 public:
  explicit Wire(unsigned seed) : random_(seed) {}

  std::vector<Dispatch> feed(int incidents) {
    std::vector<Dispatch> out;
    for (int i = 0; i < incidents; ++i) dispatches(i, out);
    return out;
  }

 private:
  // A made name of two or three syllables: some hundreds of first names, some thousands of others.
  std::string name(std::size_t syllables) {
    static constexpr std::array<const char*, 14> begin = {"Bar", "Cor", "Del", "El",  "Far", "Gal", "Hes",
                                                          "Jor", "Kel", "Lor", "Mar", "Nor", "Pel", "Tam"};
    static constexpr std::array<const char*, 10> middle = {"a",  "e",  "i",  "o",  "an",
                                                           "en", "is", "or", "ul", "eth"};
    static constexpr std::array<const char*, 12> end = {"na",  "ric",  "ton", "ley", "ford",  "wick",
                                                        "den", "mond", "by",  "low", "stead", "ra"};
    std::string out = begin[random_() % begin.size()];
    for (std::size_t i = 2; i < syllables; ++i) out += middle[random_() % middle.size()];
    return out + end[random_() % end.size()];
  }
  std::string person() { return name(2) + " " + name(3); }

  void dispatches(int of, std::vector<Dispatch>& out) {
    const std::string victim = person(), town = name(3), street = name(2), second = person(),
                      officer = person();
    const auto age = 18 + random_() % 60;
    const unsigned count = 2 + static_cast<unsigned>(random_() % 6);
    std::vector<std::size_t> order(sentences.size() - 1);
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i + 1;
    std::shuffle(order.begin(), order.end(), random_);
    order.resize(9 + random_() % 6);
    order.insert(order.begin(), 0);
    const auto tell = [&](std::size_t which, unsigned wounded) {
      return fmt::format(fmt::runtime(sentences[which]), victim, age, town, street, wounded, second, officer);
    };
    const auto write = [&](const std::vector<std::string>& paragraphs) {
      std::string text;
      for (const std::string& one : paragraphs) text += one + "\n\n";
      return text;
    };
    std::vector<std::string> base;
    for (const std::size_t which : order) base.push_back(tell(which, count));
    const std::string headline = fmt::format("Man shot dead in {}", town);
    const auto add = [&](const char* name, const std::string& head,
                         const std::vector<std::string>& paragraphs) {
      out.push_back({{fmt::format("{:04}-{}", of, name),
                      fmt::format("2015-03-{:02}T{:02}:00:00Z", 1 + of % 28, 8 + out.size() % 12), "wire",
                      head, write(paragraphs)},
                     of});
    };
    add("first", headline, base);

    // Edited: two sentences said in other words.
    std::vector<std::string> edited = base;
    edited[1 + random_() % (edited.size() - 1)] =
        "Authorities released few other details of what had happened.";
    edited.front() = fmt::format("{}, {}, died after a shooting on {} Street in {}, officers said.", victim,
                                 age, street, town);
    add("edited", headline, edited);

    // Grown: more paragraphs, and a new count.
    std::vector<std::string> grown;
    for (const std::size_t which : order) grown.push_back(tell(which, count + 3));
    for (std::size_t more = 0; more < 4; ++more) {
      grown.push_back(
          fmt::format("{} of the {} council said on Sunday that plan number {} would be put to a vote.",
                      person(), town, 10 + random_() % 80));
    }
    add("grown", "UPDATE 2-" + headline, grown);

    std::vector<std::string> corrected = base;
    corrected.front() = fmt::format("(Corrects age) Police said {}, {}, was shot dead on {} Street in {}.",
                                    victim, age + 1, street, town);
    add("corrected", "CORRECTED-" + headline, corrected);

    // Cut from the end, as papers do.
    std::vector<std::string> trimmed(base.begin(), base.begin() + static_cast<long>((base.size() + 1) / 2));
    add("trimmed", headline, trimmed);
  }

  std::mt19937 random_;
};

TEST(WireUpdates, AreToldFromAlikeShootings) {
  ASSERT_TRUE(ordinary().has("police"));
  std::size_t right = 0, said = 0, true_pairs = 0;
  for (const unsigned seed : {3U, 17U, 202U}) {
    const std::vector<Dispatch> feed = Wire(seed).feed(80);
    MemoryShelf shelf;
    Situations situations(shelf);
    for (const Dispatch& one : feed) ASSERT_TRUE(situations.add(entry_of(one.told, ordinary())));
    ASSERT_TRUE(situations.settle());
    for (std::size_t i = 0; i < feed.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        const auto& all = shelf.all(Level::story);
        const bool same = feed[i].of == feed[k].of;
        const bool found =
            all.find(feed[i].told.id)->second.place.copies == all.find(feed[k].told.id)->second.place.copies;
        true_pairs += same ? 1U : 0U;
        said += found ? 1U : 0U;
        right += same && found ? 1U : 0U;
      }
    }
  }
  const double precision = static_cast<double>(right) / static_cast<double>(said);
  const double recall = static_cast<double>(right) / static_cast<double>(true_pairs);
  RecordProperty("precision", std::to_string(precision));
  RecordProperty("recall", std::to_string(recall));
  EXPECT_GE(precision, 0.98) << "recall " << recall;
  EXPECT_GE(recall, 0.98) << "precision " << precision;
}

TEST(WireUpdates, TheLastUpdateSupersedes) {
  const std::vector<Dispatch> feed = Wire(5).feed(1);
  std::vector<Edition> editions;
  for (const Dispatch& one : feed) {
    const Entry entry = entry_of(one.told, ordinary());
    editions.push_back({entry.id, entry.published, entry.source, entry.mark, entry.print});
  }
  const std::vector<Version> versions = versions_of(editions);
  ASSERT_EQ(versions.size(), 5U);
  EXPECT_EQ(versions[0].kind, VersionKind::original);
  EXPECT_EQ(versions[1].kind, VersionKind::update);
  EXPECT_EQ(versions[2].kind, VersionKind::update);
  EXPECT_EQ(versions[3].kind, VersionKind::correction);
  EXPECT_EQ(versions[4].kind, VersionKind::shortened);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(versions[static_cast<std::size_t>(i)].superseded_by, 3U);
  EXPECT_FALSE(versions[3].superseded_by);
  EXPECT_FALSE(versions[4].superseded_by);
}

TEST(WireUpdates, AnotherPaperSupersedesNothingUnlessItSaysSo) {
  const Entry entry = entry_of({"a", "2015-03-01", "wire", "h", Wire(5).feed(1)[0].told.text}, ordinary());
  std::vector<Edition> editions = {{"a", "2015-03-01", "wire", {}, entry.print},
                                   {"b", "2015-03-02", "paper", {}, entry.print}};
  EXPECT_EQ(versions_of(editions)[1].kind, VersionKind::copy);
  EXPECT_FALSE(versions_of(editions)[0].superseded_by);
  editions[1].mark.correction = true;
  EXPECT_EQ(versions_of(editions)[0].superseded_by, 1U);
}

TEST(Marks, AreWhatAWireWritesOverADispatch) {
  struct Case {
    const char* headline;
    const char* text;
    Mark mark;
  };
  const std::vector<Case> cases = {
      {"UPDATE 2-Troops leave the border", "", {2, false}},
      {"3rd LEAD Troops leave the border", "", {3, false}},
      {"WRAPUP 1 Troops leave, talks begin", "", {1, false}},
      {"CORRECTED-UPDATE 4-Troops leave", "", {4, true}},
      {"Corrected: troops did not leave", "", {0, true}},
      {"Troops leave", "REFILE: adds dateline\nMore", {0, true}},
      {"Army update on the border", "", {0, false}},
      {"Minister corrected by parliament", "", {0, false}},
      {"Rebels lead 2 attacks", "", {0, false}},
  };
  for (const Case& one : cases) EXPECT_EQ(mark_of(one.headline, one.text), one.mark) << one.headline;
}

TEST(Fingerprints, TellHowMuchIsCommon) {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "word" + std::to_string(i) + " ";
  const Fingerprint whole = fingerprint_of(text);
  const Fingerprint half = fingerprint_of(text.substr(0, text.size() / 2));
  const Resemblance both = compare(whole, half);
  EXPECT_NEAR(both.common, 0.5, 0.12);
  EXPECT_GT(both.contained, 0.85);
  EXPECT_EQ(compare(whole, whole).common, 1.0);
  EXPECT_EQ(compare(whole, fingerprint_of("other words that stand in no such text")).common, 0.0);
  EXPECT_TRUE(bands_of(fingerprint_of("too short")).empty());
}

}  // namespace
}  // namespace casus::situate
