// Scenes made by hand, from public facts of June 2010: what many stories say of one crisis.
#include <gtest/gtest.h>

#include "inquire/asks.h"
#include "inquire/brief.h"
#include "inquire/facts.h"
#include "inquire/merged.h"
#include "inquire/plans.h"
#include "inquire/scene.h"
#include "inquire/stance.h"
#include "inquire/tolls.h"

namespace casus::inquire {
namespace {

std::uint32_t story(Scene& scene, std::string id, std::string day, std::string source,
                    std::string text = {}) {
  Story out;
  out.id = out.incident = out.copies = std::move(id);
  out.published = out.day = std::move(day);
  out.source = std::move(source);
  out.text = std::move(text);
  scene.stories.push_back(std::move(out));
  return static_cast<std::uint32_t>(scene.stories.size() - 1);
}

std::int64_t position = 0;

Party party(std::string name, std::string code) { return {"ent-" + name, name, code}; }

Event& event(Scene& scene, std::uint32_t of, std::string type, std::string mode, std::vector<Party> actors,
             std::vector<Party> recipients, std::string place = {}) {
  Event out;
  out.story = of;
  out.id = "e" + std::to_string(++position);
  out.start = position;
  out.end = position + 1;
  out.text = type;
  out.event = std::move(type);
  out.mode = std::move(mode);
  out.status = "actual";
  out.at = out.day = scene.stories[of].day;
  out.actors = std::move(actors);
  out.recipients = std::move(recipients);
  out.place = std::move(place);
  scene.events.push_back(out);
  return scene.events.back();
}

void toll(Scene& scene, std::uint32_t of, std::int64_t low, std::string qualifier, std::string speaker,
          bool cumulative = true, std::string victims = "people") {
  Toll out;
  out.story = of;
  out.id = "t" + std::to_string(++position);
  out.start = position * 10;
  out.end = out.start + 5;
  out.kind = "killed";
  out.qualifier = std::move(qualifier);
  out.low = low;
  if (out.qualifier == "exact") out.high = low;
  out.cumulative = cumulative;
  out.victims = std::move(victims);
  out.speaker = std::move(speaker);
  scene.tolls.push_back(out);
}

void agenda(Scene& scene, std::uint32_t of, std::string what, std::string day, std::string certainty) {
  AgendaItem out;
  out.story = of;
  out.id = "a" + std::to_string(++position);
  out.text = what;
  out.what = std::move(what);
  out.first = out.last = std::move(day);
  out.certainty = std::move(certainty);
  scene.agenda.push_back(out);
}

const Party kyrgyz = party("government of Kyrgyzstan", "KGZGOV");
const Party russia = party("Russia", "RUS");
const Party kremlin = party("Dmitry Medvedev", "RUSGOV");

TEST(TollSeries, RiseWithSourcesAndConflicts) {
  Scene scene;
  toll(scene, story(scene, "s1", "2010-06-11", "one"), 45, "at_least", "the Health Ministry", false);
  toll(scene, story(scene, "s2", "2010-06-12", "two"), 63, "exact", "the Health Ministry");
  const std::uint32_t third = story(scene, "s3", "2010-06-13", "one");
  toll(scene, third, 77, "exact", "the Health Ministry in Bishkek");
  toll(scene, story(scene, "s4", "2010-06-13", "two"), 200, "at_least", "Uzbek leaders in Osh", false,
       "at least 200 Uzbeks");
  toll(scene, third, 1, "exact", "", false, "One French pilot");
  toll(scene, third, 2, "exact", "", false, "two people");  // another incident

  const auto all = toll_series(scene);
  ASSERT_EQ(all.size(), 3U);
  const TollSeries& series = all[0];
  EXPECT_EQ(series.kind, "killed");
  EXPECT_EQ(series.incident, "");
  ASSERT_EQ(series.points.size(), 4U);
  EXPECT_TRUE(series.points[0].superseded);  // the ministry counted again
  EXPECT_TRUE(series.points[1].superseded);
  EXPECT_FALSE(series.points[2].superseded);  // two opinions of one day
  EXPECT_FALSE(series.points[3].superseded);
  EXPECT_EQ(series.points[0].superseded_by, 1U);  // by the first that did
  EXPECT_EQ(series.points[1].superseded_by, 2U);
  EXPECT_EQ(series.points[2].superseded_by, std::nullopt);
  EXPECT_EQ(series.points[2].conflicts, std::vector<std::size_t>{3});
  EXPECT_EQ(series.points[3].conflicts, std::vector<std::size_t>{2});
  EXPECT_EQ(figure_of(scene.tolls[series.points[0].toll]), "at least 45");
  EXPECT_EQ(all[1].incident, "s3");
  EXPECT_EQ(all[2].victims, "pilot");
}

TEST(TollSeries, AFigureTakenBackIsSuperseded) {
  Scene scene;
  toll(scene, story(scene, "s1", "2015-03-01", "one"), 6, "exact", "police");
  toll(scene, story(scene, "s2", "2015-03-02", "two"), 5, "exact", "police");
  const auto all = toll_series(scene);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_TRUE(all[0].points[0].superseded);
  EXPECT_FALSE(all[0].points[1].superseded);
  EXPECT_TRUE(all[0].points[0].conflicts.empty());
}

TEST(TollSeries, FiguresOfDispatchesThatWereSupersededAre) {
  Scene scene;
  toll(scene, story(scene, "s1", "2015-03-01", "one"), 6, "exact", "police");
  scene.stories[0].superseded_by = "s2";
  EXPECT_TRUE(toll_series(scene)[0].points[0].superseded);
}

TEST(Asks, AreAnsweredInLaterStories) {
  Scene scene;
  const std::uint32_t first = story(scene, "s1", "2010-06-12", "one"),
                      second = story(scene, "s2", "2010-06-12", "two"),
                      third = story(scene, "s3", "2010-06-15", "one"),
                      fourth = story(scene, "s4", "2010-06-20", "one");
  const std::string asked = event(scene, first, "REQUEST", "assist", {kyrgyz}, {russia}).id;
  const std::string again = event(scene, second, "REQUEST", "assist", {kyrgyz}, {kremlin}).id;
  scene.threads = {{first, "thr1", asked, "open", {}}, {second, "thr2", again, "open", {}}};
  EXPECT_EQ(follow_asks(scene).size(), 1U);
  EXPECT_EQ(follow_asks(scene)[0].status, "open");

  event(scene, third, "REJECT", "assist", {kremlin}, {kyrgyz});
  event(scene, third, "REJECT", "assist", {party("Uzbekistan", "UZB")}, {kyrgyz});  // was not asked
  event(scene, third, "REJECT", "assist", {kremlin}, {party("Georgia", "GEO")});    // of somebody else
  auto asks = follow_asks(scene);
  ASSERT_EQ(asks.size(), 1U);
  EXPECT_EQ(asks[0].requests.size(), 2U);
  ASSERT_EQ(asks[0].answers.size(), 1U);
  EXPECT_EQ(asks[0].answers[0].kind, "refusal");
  EXPECT_TRUE(asks[0].answers[0].later);
  EXPECT_EQ(asks[0].status, "refused");

  // The last word of who answers counts; the first is kept.
  event(scene, fourth, "AID", "", {russia}, {kyrgyz});
  asks = follow_asks(scene);
  EXPECT_EQ(asks[0].answers.size(), 2U);
  EXPECT_EQ(asks[0].status, "granted");
}

TEST(Asks, WhatWasDoneBeforeAnswersNothing) {
  Scene scene;
  const std::uint32_t first = story(scene, "s1", "2010-06-10", "one"),
                      second = story(scene, "s2", "2010-06-12", "one");
  event(scene, first, "AID", "", {russia}, {kyrgyz});
  const std::string asked = event(scene, second, "REQUEST", "assist", {kyrgyz}, {russia}).id;
  scene.threads = {{second, "thr", asked, "open", {}}};
  EXPECT_EQ(follow_asks(scene)[0].status, "open");
}

TEST(Asks, AnyOrganisationMayAnswerWhenAllAreAsked) {
  Scene scene;
  const std::uint32_t first = story(scene, "s1", "2010-06-14", "one"),
                      second = story(scene, "s2", "2010-06-16", "one");
  const Party tashkent = party("Abdulla Aripov", "UZBGOV");
  const std::string asked =
      event(scene, first, "REQUEST", "assist", {tashkent}, {party("international organisations", "IGO")}).id;
  scene.threads = {{first, "thr", asked, "open", {}}};
  event(scene, second, "AID", "", {party("UNHCR", "IGOUNOHCR")}, {party("Uzbekistan", "UZB")});
  EXPECT_EQ(follow_asks(scene)[0].status, "granted");
}

TEST(Plans, TheReferendumTookPlace) {
  Scene scene;
  const std::uint32_t first = story(scene, "s1", "2010-06-15", "one", "The referendum is set for June 27.");
  agenda(scene, first, "referendum", "2010-06-27", "scheduled");
  story(scene, "s2", "2010-06-20", "two",
        "The referendum will be held on June 27, and the vote passed a test.");
  EXPECT_EQ(follow_plans(scene)[0].status, "open");
  story(scene, "s3", "2010-06-29", "two", "Prices rose.");
  EXPECT_EQ(follow_plans(scene)[0].status, "due");
  story(scene, "s4", "2010-06-30", "one",
        "In \u00d6sh soldiers stood by. The vote passed off calmly on Sunday.");
  const auto plans = follow_plans(scene);
  ASSERT_EQ(plans.size(), 1U);
  EXPECT_EQ(plans[0].status, "took_place");
  ASSERT_TRUE(plans[0].resolved_by);
  EXPECT_EQ(plans[0].resolved_by->story, 3U);
  EXPECT_EQ(plans[0].resolved_by->text, "vote passed");
  EXPECT_EQ(plans[0].resolved_by->start, 30);  // code points
}

TEST(Plans, PutOffAndCalledOff) {
  for (const char* how : {"postponed", "cancelled"}) {
    Scene scene;
    agenda(scene, story(scene, "s1", "2010-06-15", "one"), "election", "2010-07-10", "scheduled");
    agenda(scene, story(scene, "s2", "2010-06-20", "two"), "election", "2010-10-10", how);
    const auto plans = follow_plans(scene);
    ASSERT_EQ(plans.size(), 1U);
    EXPECT_EQ(plans[0].status, how);
    ASSERT_TRUE(plans[0].resolved_by);
    EXPECT_EQ(plans[0].resolved_by->story, 1U);
  }
}

TEST(Plans, OnlyWordsThatLookBackSayThatAThingTookPlace) {
  struct Case {
    const char* what;
    const char* text;
    const char* found;  // "" for nothing
  };
  for (const Case& one : std::vector<Case>{
           {"election", "Voters turned out in large numbers.", "Voters turned out"},
           {"election", "The election will go ahead, and turnout was held to be key.", ""},
           {"election", "If the election was held today, he would lose.", ""},
           {"summit", "The summit ended without a statement.", "summit ended"},
           {"summit", "He climbed the summit.", ""},
           {"talks", "Talks between the two took place in Vienna.", "Talks between the two took place"},
           {"talks", "Officials postponed the talks that were held dear.", ""},
           {"sanctions", "Sanctions took place.", ""},
       }) {
    const auto found = look_back(one.what, one.text);
    EXPECT_EQ(found ? found->text : "", one.found) << one.text;
  }
}

TEST(MergedEvents, OneEventWithAllItsSourcesAndTheirDifferences) {
  Scene scene;
  const std::uint32_t first = story(scene, "s1", "2010-06-13", "one"),
                      second = story(scene, "s2", "2010-06-13", "two"),
                      third = story(scene, "s3", "2010-06-14", "three");
  const Party police = party("police", "GBRCOP"), son = party("Maxim Bakiyev", "KGZELI");
  event(scene, first, "COERCE", "arrest", {police}, {son}, "Farnborough");
  event(scene, second, "COERCE", "", {party("border police", "GBRCOP")}, {son});
  event(scene, third, "COERCE", "arrest", {}, {son}, "Farnborough");
  event(scene, third, "COERCE", "arrest", {police}, {party("a driver", "GBRCVL")},
        "Farnborough");                                                                 // another man
  event(scene, third, "COERCE", "arrest", {police}, {son}, "Bishkek").country = "KGZ";  // another place
  Event& denied = event(scene, third, "COERCE", "arrest", {police}, {son}, "Farnborough");
  denied.status = "negated";
  const auto merged = merge_events(scene);
  ASSERT_EQ(merged.size(), 4U);
  EXPECT_EQ(merged[0].id, "s1#" + scene.events[0].id);
  EXPECT_EQ(merged[0].tellings, (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(merged[0].stories, 3U);
  EXPECT_EQ(merged[0].sources, 3U);
  std::vector<std::string> fields;
  for (const Difference& difference : merged[0].differences) fields.push_back(difference.field);
  EXPECT_EQ(fields, (std::vector<std::string>{"actors", "day"}));
  EXPECT_EQ(merged[0].differences[0].values, (std::vector<std::string>{"police", "border police"}));
}

TEST(Stance, SumsWhatOneDidToAnother) {
  Scene scene;
  const std::uint32_t first = story(scene, "s1", "2010-06-12", "one");
  event(scene, first, "AID", "", {russia}, {kyrgyz}).score = 7;
  event(scene, first, "REJECT", "assist", {russia}, {kyrgyz}).score = -2;
  event(scene, first, "ASSAULT", "", {russia}, {kyrgyz}).status = "hypothetical";
  event(scene, first, "AID", "", {russia}, {russia}).score = 7;
  const auto links = network(scene);
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links[0].from, "RUS");
  EXPECT_EQ(links[0].to, "KGZGOV");
  EXPECT_EQ(links[0].score, 5);
  EXPECT_EQ(links[0].cooperation, 1);
  EXPECT_EQ(links[0].conflict, 1);
  const auto days = escalation(scene);
  ASSERT_EQ(days.size(), 1U);
  EXPECT_EQ(days[0].events, 3);
  EXPECT_EQ(days[0].sum, 12);
}

TEST(Brief, NamesASituationByPlaceWhatAndWhen) {
  Scene scene;
  const std::uint32_t first = story(scene, "s1", "2010-06-11", "one");
  story(scene, "s2", "2010-06-28", "two");
  event(scene, first, "ASSAULT", "", {}, {kyrgyz}, "Osh").country = "KGZ";
  scene.countries["KGZ"] = "Kyrgyzstan";
  EXPECT_EQ(label_of(scene), "Osh, Kyrgyzstan: fighting, 11-28 June 2010");
  EXPECT_EQ(span_words("2010-06-30", "2010-07-02"), "30 June - 2 July 2010");
  EXPECT_EQ(span_words("2010-12-30", "2011-01-02"), "30 December 2010 - 2 January 2011");
  EXPECT_EQ(span_words("2010-06-30", "2010-06-30"), "30 June 2010");
  EXPECT_EQ(label_of(Scene{}), "");
}

TEST(Brief, EveryFigureHasItsWords) {
  Scene scene;
  const std::uint32_t first = story(scene, "s1", "2010-06-11", "one"),
                      second = story(scene, "s2", "2010-06-14", "two");
  toll(scene, first, 45, "at_least", "the Health Ministry");
  toll(scene, second, 124, "exact", "the Health Ministry");
  const std::string asked = event(scene, first, "REQUEST", "assist", {kyrgyz}, {russia}).id;
  event(scene, second, "REJECT", "assist", {kremlin}, {kyrgyz});
  scene.threads = {{first, "thr", asked, "open", {}}};
  agenda(scene, second, "referendum", "2010-06-27", "scheduled");
  std::vector<std::string> said;
  const Facts facts = facts_of(scene);
  for (const BriefLine& line : five_lines(facts)) {
    EXPECT_EQ(line.told.size(), 1U) << line.kind;
    EXPECT_EQ(line.count, 1U) << line.kind;
    std::string text;
    for (const Part& part : line.parts) {
      text += part.text;
      const bool figure = part.text.find_first_of("0123456789") != std::string::npos;
      if (figure && !part.text.starts_with(" on ") && part.text.find(" asked,") == std::string::npos) {
        EXPECT_TRUE(part.claim) << part.text;
      }
    }
    said.push_back(text);
  }
  EXPECT_EQ(said, (std::vector<std::string>{
                      "Killed: at least 45 on 11 June, 124 on 14 June",
                      "Asked: government of Kyrgyzstan asked Russia for help on 11 June",
                      "Answered: Dmitry Medvedev refused what government of Kyrgyzstan asked, on 14 June",
                      "Agenda: referendum on 27 June"}));

  // Of what is chosen only.
  const Chosen chosen{{{true, false}}, {false}, {true}};
  const auto lines = five_lines(facts, &chosen);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].told[0].figures, std::vector<std::size_t>{0});
  EXPECT_EQ(lines[0].parts.size(), 3U);
  EXPECT_EQ(lines[1].kind, "next");
}

TEST(Facts, StandWithoutTheirScene) {
  Scene scene;
  const std::uint32_t first = story(scene, "s1", "2010-06-11", "one"),
                      second = story(scene, "s2", "2010-06-12", "two");
  const std::string one = event(scene, first, "ASSAULT", "", {kyrgyz}, {}).id;
  const std::string two = event(scene, second, "ASSAULT", "", {kyrgyz}, {}).id;
  event(scene, second, "AID", "", {russia}, {});
  const std::string asked = event(scene, second, "REQUEST", "assist", {kyrgyz}, {russia}).id;
  scene.threads = {{second, "thr", asked, "open", {}}};
  agenda(scene, first, "vote", "2010-06-27", "scheduled");
  agenda(scene, second, "vote", "2010-06-27", "postponed");
  const Facts facts = facts_of(scene);
  ASSERT_EQ(facts.retold.size(), 1U) << "what is told once is not retold";
  EXPECT_EQ(facts.retold[0].tellings[0].id, one);
  EXPECT_EQ(facts.retold[0].tellings[1].id, two);
  EXPECT_EQ(facts.retold[0].sources, 2U);
  ASSERT_EQ(facts.askings.size(), 1U);
  EXPECT_EQ(facts.askings[0].threads[0].id, "thr");
  EXPECT_EQ(facts.askings[0].threads[0].story, second);
  ASSERT_EQ(facts.plans.size(), 1U);
  EXPECT_EQ(facts.plans[0].status, "postponed");
  EXPECT_EQ(facts.plans[0].items.size(), 2U);
  EXPECT_EQ(facts.plans[0].resolved_by->story, second);
}

TEST(Bands, AreAsWideAsWhatStands) {
  const struct {
    std::vector<Standing> figures;
    std::vector<std::string> expected;  // "day low-high", with + where the top is open
  } cases[] = {
      {{}, {}},
      {{{"2010-06-11", "", 45, std::nullopt}}, {"2010-06-11 45-45+"}},
      {{{"2010-06-11", "2010-06-12", 45, 45}, {"2010-06-12", "", 63, 63}},
       {"2010-06-11 45-45", "2010-06-12 63-63"}},
      {{{"2010-06-12", "2010-06-14", 77, 77},
        {"2010-06-13", "", 200, std::nullopt},
        {"2010-06-14", "", 124, 124}},
       {"2010-06-12 77-77", "2010-06-13 77-200+", "2010-06-14 124-200+"}},
      {{{"2010-06-12", "2010-06-12", 77, 77}}, {}},  // taken back on its day
  };
  for (const auto& one : cases) {
    std::vector<std::string> bands;
    for (const Band& band : bands_of(one.figures)) {
      bands.push_back(band.day + " " + std::to_string(static_cast<int>(band.low)) + "-" +
                      std::to_string(static_cast<int>(band.high)) + (band.open ? "+" : ""));
    }
    EXPECT_EQ(bands, one.expected);
  }
}

}  // namespace
}  // namespace casus::inquire
