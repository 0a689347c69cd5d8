#include "events/claims.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

namespace casus::events {
namespace {

template <std::size_t N, class Enum>
std::string_view pick(const std::array<std::string_view, N>& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

template <class Enum, std::size_t N>
std::optional<Enum> find(const std::array<std::string_view, N>& names, std::string_view wanted) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == wanted) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

constexpr std::array<std::string_view, 2> parties = {"actor", "recipient"};
constexpr std::array<std::string_view, 2> saliences = {"main", "background"};
constexpr std::array<std::string_view, 8> tolls = {"killed",   "injured",   "missing",   "detained",
                                                   "abducted", "displaced", "evacuated", "sick"};
constexpr std::array<std::string_view, 8> qualifiers = {"exact",     "at_least",  "at_most", "about",
                                                        "more_than", "less_than", "range",   "vague"};
constexpr std::array<std::string_view, 5> responses = {"grant", "conditional", "partial", "refusal",
                                                       "deferral"};
constexpr std::array<std::string_view, 7> thread_statuses = {"open",    "granted",  "conditional", "partial",
                                                             "refused", "deferred", "mixed"};
constexpr std::array<std::string_view, 4> obligations = {"treaty_trigger", "conditional_commitment",
                                                         "prohibition", "mandate"};
constexpr std::array<std::string_view, 3> obligation_statuses = {"pending", "triggered", "not_triggered"};
constexpr std::array<std::string_view, 23> agenda = {"referendum",
                                                     "election",
                                                     "summit",
                                                     "talks",
                                                     "visit",
                                                     "session",
                                                     "vote",
                                                     "signing",
                                                     "ceasefire",
                                                     "deadline",
                                                     "deployment",
                                                     "withdrawal",
                                                     "observer_mission",
                                                     "exercise",
                                                     "trial",
                                                     "verdict",
                                                     "release",
                                                     "protest",
                                                     "strike",
                                                     "ceremony",
                                                     "transfer_of_power",
                                                     "sanctions",
                                                     "other"};
constexpr std::array<std::string_view, 5> certainties = {"scheduled", "expected", "proposed", "postponed",
                                                         "cancelled"};

static_assert(agenda.size() == static_cast<std::size_t>(AgendaKind::other) + 1);
static_assert(tolls.size() == static_cast<std::size_t>(TollKind::sick) + 1);

ThreadStatus status_after(ResponseKind kind) {
  switch (kind) {
    case ResponseKind::grant:
      return ThreadStatus::granted;
    case ResponseKind::conditional:
      return ThreadStatus::conditional;
    case ResponseKind::partial:
      return ThreadStatus::partial;
    case ResponseKind::refusal:
      return ThreadStatus::refused;
    case ResponseKind::deferral:
      return ThreadStatus::deferred;
  }
  return ThreadStatus::open;
}

}  // namespace

std::optional<MemberCheck> check_members(const Obligation& one) {
  if (!one.members_stated || one.known_members.empty()) return std::nullopt;
  const auto sorted = [](std::vector<std::string> codes) {
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
  };
  const std::vector<std::string> stated = sorted(one.members), known = sorted(one.known_members);
  MemberCheck out;
  std::set_intersection(stated.begin(), stated.end(), known.begin(), known.end(),
                        std::back_inserter(out.agreed));
  std::set_difference(stated.begin(), stated.end(), known.begin(), known.end(),
                      std::back_inserter(out.only_stated));
  std::set_difference(known.begin(), known.end(), stated.begin(), stated.end(),
                      std::back_inserter(out.only_known));
  return out;
}

ThreadStatus status_of(const Thread& thread) {
  ThreadStatus out = ThreadStatus::open;
  for (const Response& response : thread.responses) {
    const ThreadStatus one = status_after(response.kind);
    if (out != ThreadStatus::open && out != one) return ThreadStatus::mixed;
    out = one;
  }
  return out;
}

std::string_view name(Party v) { return pick(parties, v); }
std::string_view name(Salience v) { return pick(saliences, v); }
std::string_view name(TollKind v) { return pick(tolls, v); }
std::string_view name(Qualifier v) { return pick(qualifiers, v); }
std::string_view name(ResponseKind v) { return pick(responses, v); }
std::string_view name(ThreadStatus v) { return pick(thread_statuses, v); }
std::string_view name(ObligationKind v) { return pick(obligations, v); }
std::string_view name(ObligationStatus v) { return pick(obligation_statuses, v); }
std::string_view name(AgendaKind v) { return pick(agenda, v); }
std::string_view name(Certainty v) { return pick(certainties, v); }
std::optional<AgendaKind> find_agenda_kind(std::string_view wanted) {
  return find<AgendaKind>(agenda, wanted);
}
std::optional<TollKind> find_toll_kind(std::string_view wanted) { return find<TollKind>(tolls, wanted); }

}  // namespace casus::events
