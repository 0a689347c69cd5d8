#include "serve/across.h"

#include <algorithm>

namespace casus::serve {
namespace {

constexpr std::size_t at(Claim claim) { return static_cast<std::size_t>(claim); }

class Placer {
 public:
  Placer(const Columns& columns, Across& to) : columns_(columns), to_(to) {
    for (const Claim claim : {Claim::event, Claim::thread, Claim::agenda})
      to_.first[at(claim)].assign(columns_.of(claim).size(), nowhere);
    for (const Claim claim : {Claim::toll, Claim::thread, Claim::agenda})
      to_.place[at(claim)].assign(columns_.of(claim).size(), nowhere);
    for (const Claim claim : {Claim::thread, Claim::agenda})
      to_.status[at(claim)].assign(columns_.of(claim).size(), 0);
    to_.figure.assign(columns_.of(Claim::toll).size(), 0);
  }

  void place(const inquire::Facts& facts) {
    stories_.clear();
    for (const inquire::Teller& story : facts.stories) stories_.push_back(columns_.find_story(story.key));
    for (std::uint32_t i = 0; i < facts.countings.size(); ++i) {
      for (std::uint32_t k = 0; k < facts.countings[i].figures.size(); ++k) {
        const std::uint32_t row = row_of(Claim::toll, facts.countings[i].figures[k].claim);
        if (row == nowhere) continue;
        to_.place[at(Claim::toll)][row] = i;
        to_.figure[row] = k;
      }
    }
    for (std::uint32_t i = 0; i < facts.askings.size(); ++i)
      tellings(Claim::thread, facts.askings[i].threads, i, facts.askings[i].status);
    for (std::uint32_t i = 0; i < facts.plans.size(); ++i)
      tellings(Claim::agenda, facts.plans[i].items, i, facts.plans[i].status);
    for (const inquire::Retold& event : facts.retold) {
      if (event.stories > 1) first(Claim::event, event.tellings);
    }
  }

 private:
  std::uint32_t row_of(Claim claim, const inquire::Claim& told) const {
    const std::uint32_t story = stories_[told.story];
    return story == nowhere ? nowhere : columns_.find_row(claim, story, told.id);
  }
  void first(Claim claim, const std::vector<inquire::Claim>& tellings) {
    std::uint32_t first = nowhere;
    for (const inquire::Claim& one : tellings) {
      const std::uint32_t row = row_of(claim, one);
      if (row == nowhere) continue;
      if (first == nowhere) first = row;
      to_.first[at(claim)][row] = first;
    }
  }
  void tellings(Claim claim, const std::vector<inquire::Claim>& all, std::uint32_t place,
                std::string_view status) {
    const auto known = std::find(columns_.statuses.begin(), columns_.statuses.end(), status);
    const auto number =
        static_cast<std::uint8_t>(known == columns_.statuses.end() ? 0 : known - columns_.statuses.begin());
    bool several = false;
    for (const inquire::Claim& one : all) {
      several = several || one.story != all.front().story;
      const std::uint32_t row = row_of(claim, one);
      if (row == nowhere) continue;
      to_.place[at(claim)][row] = place;
      to_.status[at(claim)][row] = number;
    }
    if (several) first(claim, all);
  }

  const Columns& columns_;
  Across& to_;
  std::vector<std::uint32_t> stories_;  // by their place in the facts
};

}  // namespace

Across across_of(const Columns& columns, const std::unordered_map<std::string, Facts>& facts) {
  Across out;
  Placer placer(columns, out);
  for (const auto& [id, one] : facts) {
    const Word word = columns.words.find(id);
    if (word == Words::nowhere || word == Words::none) continue;
    placer.place(*one);
    out.situations.emplace(word, one);
  }
  return out;
}

}  // namespace casus::serve
