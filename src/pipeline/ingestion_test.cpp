// The loop of an ingest with a coder that needs no model: every story says one thing.
#include "pipeline/ingestion.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

#include "store/upkeep.h"

namespace casus::pipeline {
namespace {

using document::Document;

void code(Outcome& outcome) {
  auto document = Document::open(outcome.item.article);
  ASSERT_TRUE(document);
  if (document->text().find("unspeakable") != std::string_view::npos) {
    outcome.item.error = base::Error{.code = "unspeakable", .message = "the story cannot be coded"};
    return;
  }
  events::Claims claims;
  if (document->text().size() > 8) {
    events::Event event(events::Evidence({0, 4}, "made"));
    event.rules = {"made"};
    claims.events.push_back(event);
  }
  outcome.coded.emplace(Coded{*std::move(document), std::move(claims)});
  outcome.ids = events::ids_of(outcome.coded->document, outcome.coded->claims);
  write::write_record({"1", "m", "l"}, {outcome.coded->document, outcome.coded->claims, outcome.ids}, nullptr,
                      outcome.record);
}

class IngestionTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(CASUS_BINARY_DIR) / "ingestion_test" /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }

  std::string file(const std::string& name, const std::string& content,
                   std::ios::openmode mode = std::ios::trunc) {
    std::ofstream(folder_ / name, std::ios::binary | std::ios::out | mode) << content;
    return folder_ / name;
  }

  static std::string lines(int from, int to, const std::string& text = "Troops left the town.") {
    std::string out;
    for (int i = from; i < to; ++i) {
      out += "{\"id\": \"s" + std::to_string(i) + "\", \"published\": \"2010-06-12\", \"text\": \"" + text +
             "\"}\n";
    }
    return out;
  }

  IngestCounts ingest(const std::string& db, const std::vector<std::string>& files, int threads = 1,
                      const std::function<void(IngestOptions&)>& change = {}) {
    coded_ = 0;
    auto store = store::Store::open(folder_ / db, maker_);
    EXPECT_TRUE(store) << store.error().to_string();
    auto known = store::Known::open(folder_ / db, maker_);
    EXPECT_TRUE(known);
    IngestOptions options;
    options.files = files;
    options.threads = threads;
    options.commit_documents = 3;
    if (change) change(options);
    const auto counts = ingest_files(
        [this] {
          return [this](Outcome& outcome) {
            ++coded_;
            code(outcome);
          };
        },
        *store, *known, options, {}, stop_);
    EXPECT_TRUE(counts) << counts.error().to_string();
    return counts ? *counts : IngestCounts();
  }

  std::string digest(const std::string& db) {
    const auto out = store::digest(folder_ / db);
    EXPECT_TRUE(out) << out.error().to_string();
    const auto wrong = store::verify(folder_ / db);
    EXPECT_TRUE(wrong);
    if (wrong) {
      EXPECT_EQ(wrong->size(), 0u) << (wrong->empty() ? "" : wrong->front());
    }
    return out ? *out : "";
  }

  std::filesystem::path folder_;
  store::Maker maker_{"1", "m", "l"};
  std::atomic<int> coded_ = 0;
  std::atomic<bool>* stop_ = nullptr;
};

TEST_F(IngestionTest, TheSameStoriesGiveTheSameDatabaseInAnyOrder) {
  const std::string a = file("a.jsonl", lines(0, 20) + "{broken\n" + lines(15, 25));
  const std::string b = file("b.jsonl", lines(40, 60, "unspeakable") + lines(3, 8) + lines(60, 62, "Short."));
  const std::string c = file("c.txt", "Troops left Osh.");
  const std::string later =
      file("d.jsonl",
           "{\"id\": \"s7\", \"published\": \"2010-06-13\", \"text\": \"Troops came back.\"}\n"
           "{\"id\": \"s8\", \"published\": \"2010-06-11\", \"text\": \"Troops stayed on.\"}\n");
  const IngestCounts counts = ingest("one.db", {a, b, c, later});
  EXPECT_EQ(counts.documents(), 31u + 27 + 1 + 2);
  EXPECT_EQ(counts.rejected, 21u);
  EXPECT_EQ(counts.no_event, 2u);
  EXPECT_EQ(counts.duplicate, 5u + 5 + 1);  // again in one file, in another, and an older version
  const std::string one = digest("one.db");
  ingest("two.db", {later, c, b, a}, 2);
  EXPECT_EQ(digest("two.db"), one);
  for (const std::string& each : {b, a, later, c, a}) ingest("three.db", {each}, 3);
  EXPECT_EQ(digest("three.db"), one);
  // With everything from the beginning once more.
  ingest("one.db", {b, a}, 2, [](IngestOptions& options) { options.again = true; });
  EXPECT_EQ(digest("one.db"), one);
}

TEST_F(IngestionTest, GoesOnWhereItWasLeft) {
  const std::string a = file("a.jsonl", lines(0, 10));
  EXPECT_EQ(ingest("one.db", {a}).coded, 10u);
  EXPECT_EQ(coded_, 10);
  IngestCounts again = ingest("one.db", {a});
  EXPECT_EQ(again.documents(), 0u);
  EXPECT_EQ(again.passed_files, 1u);
  EXPECT_EQ(coded_, 0);
  file("a.jsonl", lines(10, 14), std::ios::app);
  again = ingest("one.db", {a}, 2);
  EXPECT_EQ(again.documents(), 4u);
  EXPECT_EQ(coded_, 4);
  ingest("two.db", {a});
  EXPECT_EQ(digest("one.db"), digest("two.db"));
}

TEST_F(IngestionTest, ALineThatWasNotWholeIsReadAgain) {
  const std::string whole = lines(0, 3);
  const std::string a = file("a.jsonl", whole.substr(0, whole.size() - 20));
  EXPECT_EQ(ingest("one.db", {a}).rejected, 1u);
  file("a.jsonl", whole);
  EXPECT_EQ(ingest("one.db", {a}).coded, 3u);
}

TEST_F(IngestionTest, AFileThatChangedIsReadFromTheBeginning) {
  const std::string a = file("a.jsonl", lines(0, 6));
  ingest("one.db", {a});
  file("a.jsonl", lines(20, 30, "Other troops left the town."));
  EXPECT_EQ(ingest("one.db", {a}).coded, 10u);
  const std::string text = file("b.txt", "Troops left Osh.");
  ingest("one.db", {text});
  file("b.txt", " And came back.", std::ios::app);
  EXPECT_EQ(ingest("one.db", {text}).coded, 1u);
}

TEST_F(IngestionTest, OtherSettingsAreAnotherReading) {
  const std::string a = file("a.jsonl", lines(0, 4));
  ingest("one.db", {a});
  ingest("one.db", {a}, 1, [](IngestOptions& options) { options.defaults.source = "wire"; });
  EXPECT_EQ(coded_, 4);
  maker_.lexicon = "newer";
  ingest("one.db", {a});
  EXPECT_EQ(coded_, 4);
}

TEST_F(IngestionTest, WhatIsKnownIsNotCodedAgainFromAnotherPlace) {
  ingest("one.db", {file("a.jsonl", lines(0, 10))});
  const IngestCounts again = ingest("one.db", {file("b.jsonl", lines(5, 12))}, 2);
  EXPECT_EQ(again.duplicate, 5u);
  EXPECT_EQ(again.coded, 2u);
  EXPECT_EQ(coded_, 2);
}

TEST_F(IngestionTest, StopsWithEverythingCommittedAndGoesOn) {
  const std::string a = file("a.jsonl", lines(0, 10));
  std::atomic<bool> stop = true;
  stop_ = &stop;
  IngestCounts counts = ingest("one.db", {a});
  EXPECT_TRUE(counts.stopped);
  EXPECT_EQ(counts.documents(), 1u);
  stop_ = nullptr;
  counts = ingest("one.db", {a});
  EXPECT_EQ(counts.documents(), 9u);
  ingest("two.db", {a});
  EXPECT_EQ(digest("one.db"), digest("two.db"));
}

TEST_F(IngestionTest, AFileThatIsNotThereIsNoDocument) {
  const IngestCounts counts = ingest("one.db", {folder_ / "absent.txt", file("a.jsonl", lines(0, 2))});
  EXPECT_EQ(counts.unreadable_files, 1u);
  EXPECT_EQ(counts.documents(), 2u);
}

}  // namespace
}  // namespace casus::pipeline
