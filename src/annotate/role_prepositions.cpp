#include "annotate/role_prepositions.h"

#include <algorithm>
#include <array>

namespace casus::annotate {

using document::Role;

namespace {

struct Row {
  std::string_view preposition;
  Role thing, person, place, time, clause;
};

constexpr Role A = Role::agent, P = Role::patient, T = Role::theme, R = Role::recipient,
               B = Role::beneficiary, G = Role::goal, O = Role::origin, I = Role::instrument,
               AT = Role::attribute, C = Role::content, PU = Role::purpose, CA = Role::cause,
               TO = Role::topic, CO = Role::companion, TI = Role::time, PL = Role::place, M = Role::manner;

// Sorted by preposition.
constexpr std::array rows = {
    Row{"about", TO, TO, TO, TI, TO},
    Row{"above", PL, PL, PL, TI, M},
    Row{"across", PL, PL, PL, TI, M},
    Row{"after", TI, TI, TI, TI, TI},
    Row{"against", P, P, P, TI, P},
    Row{"ahead of", TI, TI, TI, TI, TI},
    Row{"along", PL, PL, PL, TI, M},
    Row{"along with", CO, CO, CO, CO, CO},
    Row{"alongside", CO, CO, PL, TI, M},
    Row{"amid", CA, CA, PL, TI, CA},
    Row{"among", PL, CO, PL, TI, M},
    Row{"around", PL, PL, PL, TI, M},
    Row{"as", AT, AT, AT, TI, TI},
    Row{"as of", TI, TI, TI, TI, TI},
    Row{"at", PL, PL, PL, TI, M},
    Row{"because of", CA, CA, CA, CA, CA},
    Row{"before", TI, PL, TI, TI, TI},
    Row{"behind", PL, PL, PL, TI, M},
    Row{"below", PL, PL, PL, TI, M},
    Row{"beneath", PL, PL, PL, TI, M},
    Row{"beside", PL, PL, PL, TI, M},
    Row{"between", PL, CO, PL, TI, M},
    Row{"beyond", PL, PL, PL, TI, M},
    Row{"by", I, A, PL, TI, M},
    Row{"concerning", TO, TO, TO, TO, TO},
    Row{"despite", M, M, M, M, M},
    Row{"down", PL, PL, PL, TI, M},
    Row{"due to", CA, CA, CA, CA, CA},
    Row{"during", TI, TI, TI, TI, TI},
    Row{"following", TI, TI, TI, TI, TI},
    Row{"for", PU, B, PU, TI, PU},
    Row{"from", O, O, O, TI, C},
    Row{"in", PL, PL, PL, TI, M},
    Row{"in front of", PL, PL, PL, PL, PL},
    Row{"inside", PL, PL, PL, TI, M},
    Row{"instead of", M, M, M, M, M},
    Row{"into", G, G, G, TI, C},
    Row{"like", M, M, M, M, M},
    Row{"near", PL, PL, PL, TI, M},
    Row{"of", T, T, T, TI, C},
    Row{"off", PL, PL, PL, TI, M},
    Row{"on", TO, TO, PL, TI, TO},
    Row{"onto", G, G, G, TI, M},
    Row{"out of", O, O, O, TI, CA},
    Row{"outside", PL, PL, PL, TI, M},
    Row{"over", TO, TO, PL, TI, TO},
    Row{"owing to", CA, CA, CA, CA, CA},
    Row{"per", M, M, M, M, M},
    Row{"regarding", TO, TO, TO, TO, TO},
    Row{"since", TI, TI, TI, TI, TI},
    Row{"thanks to", CA, CA, CA, CA, CA},
    Row{"through", I, I, PL, TI, M},
    Row{"throughout", PL, PL, PL, TI, M},
    Row{"till", TI, TI, TI, TI, TI},
    Row{"to", G, R, G, TI, C},
    Row{"together with", CO, CO, CO, CO, CO},
    Row{"toward", G, G, G, TI, G},
    Row{"towards", G, G, G, TI, G},
    Row{"under", M, M, PL, TI, M},
    Row{"until", TI, TI, TI, TI, TI},
    Row{"up", PL, PL, PL, TI, M},
    Row{"upon", TO, TO, PL, TI, TI},
    Row{"using", I, I, I, I, I},
    Row{"via", I, I, PL, TI, M},
    Row{"with", M, CO, CO, TI, M},
    Row{"within", PL, PL, PL, TI, M},
    Row{"without", M, M, M, M, M},
};

static_assert(std::is_sorted(rows.begin(), rows.end(),
                             [](const Row& a, const Row& b) { return a.preposition < b.preposition; }));

}  // namespace

std::optional<Role> preposition_role(std::string_view preposition, FillerClass filler) {
  const auto row = std::lower_bound(rows.begin(), rows.end(), preposition,
                                    [](const Row& a, std::string_view b) { return a.preposition < b; });
  if (row == rows.end() || row->preposition != preposition) return std::nullopt;
  switch (filler) {
    case FillerClass::thing:
      return row->thing;
    case FillerClass::person:
      return row->person;
    case FillerClass::place:
      return row->place;
    case FillerClass::time:
      return row->time;
    case FillerClass::clause:
      return row->clause;
  }
  return std::nullopt;
}

}  // namespace casus::annotate
