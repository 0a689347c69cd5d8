// How well mentions of one actor are told to be one: stories with their chains marked
// (tests/coref/stories.txt).
//
// Of each marked mention that is found (ours with the same head, inside the marked words): B-cubed over the
// chains, and how often a pronoun or a noun phrase that is not the first of its chain goes to the right one.
// The figures are printed; bars below them fail the test.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <sstream>

#include "document/conllu.h"
#include "resolve/entities.h"
#include "resolve/story_names.h"

namespace casus::resolve {
namespace {

const std::string source = CASUS_SOURCE_DIR;

struct Marked {
  base::Span span;
  std::set<int> chains;
};

struct Marks {
  std::string text;
  std::vector<Marked> mentions;
};

// "{1,2|The two countries} met" -> the text and what is marked in it.
Marks read_marks(const std::string& body) {
  Marks out;
  std::vector<Marked> open;
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body[i] == '{') {
      const std::size_t bar = body.find('|', i);
      Marked mark;
      mark.span.start = static_cast<std::uint32_t>(out.text.size());
      std::stringstream chains(body.substr(i + 1, bar - i - 1));
      for (std::string chain; std::getline(chains, chain, ',');) mark.chains.insert(std::stoi(chain));
      open.push_back(std::move(mark));
      i = bar;
    } else if (body[i] == '}') {
      open.back().span.end = static_cast<std::uint32_t>(out.text.size());
      out.mentions.push_back(std::move(open.back()));
      open.pop_back();
    } else {
      out.text += body[i];
    }
  }
  std::sort(out.mentions.begin(), out.mentions.end(), [](const Marked& a, const Marked& b) {
    return a.span.start != b.span.start ? a.span.start < b.span.start : a.span.end > b.span.end;
  });
  return out;
}

std::map<std::string, Marks> read_stories(const std::string& file) {
  std::map<std::string, Marks> out;
  std::ifstream in(file);
  std::string line;
  std::string id;
  std::string body;
  const auto keep = [&] {
    while (!body.empty() && body.back() == '\n') body.pop_back();
    if (!id.empty()) out[id] = read_marks(body);
    body.clear();
  };
  while (std::getline(in, line)) {
    if (line.starts_with("#")) continue;
    if (line.starts_with("= ")) {
      keep();
      id = line.substr(2, line.find(' ', 2) - 2);
    } else if (!id.empty() && !(line.empty() && body.empty())) {
      body += line + "\n";
    }
  }
  keep();
  return out;
}

struct Found {
  std::set<int> chains;
  std::set<std::uint32_t> entities;
  bool pronoun = false;
  bool nominal = false;
};

TEST(Coreference, OnMarkedStories) {
  if (!std::filesystem::exists(source + "/data/knowledge/countries.tsv")) {
    GTEST_SKIP() << "needs data/knowledge/*.tsv";
  }
  const auto world = knowledge::Knowledge::from_tables(source + "/data");
  ASSERT_TRUE(world) << world.error().to_string();
  const auto reader = EntityReader::load(source + "/data/words/en", *world);
  ASSERT_TRUE(reader) << reader.error().to_string();
  const auto marks = read_stories(source + "/tests/coref/stories.txt");
  ASSERT_GE(marks.size(), 12U);
  std::ifstream in(source + "/tests/coref/stories.conllu");
  std::stringstream buffer;
  buffer << in.rdbuf();
  const std::string text = buffer.str();
  const bool loud = std::getenv("CASUS_COREF_MISSES") != nullptr;

  std::size_t marked = 0;
  std::size_t found_count = 0;
  std::size_t right[2] = {0, 0};
  std::size_t asked[2] = {0, 0};
  std::size_t counted = 0;
  double precision = 0;
  double recall = 0;
  std::size_t stories = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = std::min(text.find("# newdoc", at + 1), text.size());
    auto document = document::read_conllu(std::string_view(text).substr(at, next - at));
    at = next;
    ASSERT_TRUE(document) << document.error().to_string();
    const auto story = marks.find(document->article().id);
    ASSERT_NE(story, marks.end()) << document->article().id;
    ASSERT_EQ(story->second.text, document->text()) << "make stories.conllu again (tests/coref/README.md)";
    reader->read(*document);
    ++stories;
    std::vector<Found> all;
    for (const Marked& mark : story->second.mentions) {
      ++marked;
      const document::TokenRange range = document->tokens_in(mark.span);
      const document::TokenIndex head = head_of(*document, range);
      Found found;
      found.chains = mark.chains;
      for (const document::Mention& mention : document->mentions) {
        if (mention.head != head) continue;
        found.entities.insert(mention.entity.index());
        found.pronoun = mention.kind == document::MentionKind::pronoun;
        found.nominal = mention.kind == document::MentionKind::nominal;
      }
      const std::string words(document->text(mark.span));
      if (found.entities.empty()) {
        if (loud) std::printf("%s: not found: %s\n", document->article().id.c_str(), words.c_str());
        continue;
      }
      ++found_count;
      // Right where it shares the entities of an earlier mention of its chain.
      std::set<std::uint32_t> expected;
      bool first = true;
      for (const Found& before : all) {
        for (const int chain : mark.chains) {
          if (before.chains.contains(chain)) {
            first = false;
            if (before.chains.size() == 1) expected.insert(before.entities.begin(), before.entities.end());
          }
        }
      }
      if (!first && (found.pronoun || found.nominal)) {
        const bool good =
            std::includes(expected.begin(), expected.end(), found.entities.begin(), found.entities.end()) &&
            found.entities.size() == mark.chains.size();
        ++asked[found.pronoun ? 0 : 1];
        right[found.pronoun ? 0 : 1] += good ? 1U : 0U;
        if (loud && !good) {
          std::string got;
          for (const std::uint32_t e : found.entities) got += document->entities[e].name + "; ";
          std::printf("%s: %s -> %s\n", document->article().id.c_str(), words.c_str(), got.c_str());
        }
      }
      all.push_back(std::move(found));
    }
    // B-cubed over the mentions found, those of one chain only.
    for (const Found& one : all) {
      if (one.chains.size() != 1) continue;
      ++counted;
      std::size_t both = 0;
      std::size_t ours = 0;
      std::size_t theirs = 0;
      for (const Found& other : all) {
        if (other.chains.size() != 1) continue;
        const bool same_chain = one.chains == other.chains;
        const bool same_entity = *one.entities.begin() == *other.entities.begin();
        both += same_chain && same_entity ? 1U : 0U;
        ours += same_entity ? 1U : 0U;
        theirs += same_chain ? 1U : 0U;
      }
      precision += static_cast<double>(both) / static_cast<double>(ours);
      recall += static_cast<double>(both) / static_cast<double>(theirs);
    }
  }
  EXPECT_EQ(stories, marks.size());
  const double n = static_cast<double>(counted);
  const double b3_p = precision / n;
  const double b3_r = recall / n;
  const auto share = [&](int kind) {
    return static_cast<double>(right[kind]) / static_cast<double>(std::max<std::size_t>(asked[kind], 1));
  };
  std::printf("stories %zu, mentions marked %zu, found %.3f\n", stories, marked,
              static_cast<double>(found_count) / static_cast<double>(marked));
  std::printf("B-cubed precision %.3f recall %.3f F1 %.3f\n", b3_p, b3_r, 2 * b3_p * b3_r / (b3_p + b3_r));
  EXPECT_GE(static_cast<double>(found_count), 0.95 * static_cast<double>(marked));
  EXPECT_GE(b3_p, 0.90);
  EXPECT_GE(b3_r, 0.87);
  EXPECT_GE(share(0), 0.88);
  EXPECT_GE(share(1), 0.82);
  std::printf("pronouns right %.3f of %zu, noun phrases right %.3f of %zu\n", share(0), asked[0], share(1),
              asked[1]);
}

}  // namespace
}  // namespace casus::resolve
