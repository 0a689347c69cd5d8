#include "situate/versions.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>

#include "base/ascii.h"

namespace casus::situate {
namespace {

constexpr std::array<std::string_view, 4> update_words = {"UPDATE", "LEAD", "WRAPUP", "WRITETHRU"};
constexpr std::array<std::string_view, 4> correction_words = {"CORRECTED", "CORRECTION", "REFILE",
                                                              "CORRECTS"};

struct Word {
  std::string_view text;
  bool first = false;
};

std::vector<Word> first_words(std::string_view line, std::size_t most) {
  std::vector<Word> out;
  for (std::size_t at = 0; at < line.size() && out.size() < most;) {
    if (!base::is_alpha(line[at]) && !base::is_digit(line[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < line.size() && (base::is_alpha(line[end]) || base::is_digit(line[end]))) ++end;
    out.push_back({line.substr(at, end - at), out.empty()});
    at = end;
  }
  return out;
}

// "2", "2nd", "3rd"
std::optional<std::int32_t> small_number(std::string_view word) {
  std::int32_t value = 0;
  std::size_t at = 0;
  for (; at < word.size() && base::is_digit(word[at]) && at < 3; ++at) value = value * 10 + (word[at] - '0');
  if (at == 0 || value == 0 || value > 99) return std::nullopt;
  const std::string rest = base::lowered(word.substr(at));
  if (!rest.empty() && rest != "st" && rest != "nd" && rest != "rd" && rest != "th") return std::nullopt;
  return value;
}

Mark mark_in(std::string_view line) {
  Mark out;
  const std::vector<Word> words = first_words(line, 6);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string upper;
    bool capitals = true;
    for (const char c : words[i].text) {
      capitals = capitals && !base::is_lower(c);
      upper += base::is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
    }
    // "Corrected: ..." opens a line; within one only capitals are a mark.
    const std::size_t end =
        static_cast<std::size_t>(words[i].text.data() - line.data()) + words[i].text.size();
    const bool label = words[i].first && end < line.size() && (line[end] == ':' || line[end] == '-');
    if (!capitals && !label) continue;
    if (std::find(correction_words.begin(), correction_words.end(), upper) != correction_words.end())
      out.correction = true;
    if (std::find(update_words.begin(), update_words.end(), upper) != update_words.end()) {
      std::optional<std::int32_t> number;
      if (i + 1 < words.size()) number = small_number(words[i + 1].text);
      if (!number && i > 0) number = small_number(words[i - 1].text);
      out.update = std::max(out.update, number.value_or(1));
    }
  }
  return out;
}

bool marked(const Mark& mark) { return mark.correction || mark.update > 0; }

}  // namespace

Mark mark_of(std::string_view headline, std::string_view text) {
  const Mark out = mark_in(headline);
  if (marked(out)) return out;
  return mark_in(text.substr(0, std::min(text.find('\n'), std::size_t{160})));
}

std::vector<Version> versions_of(const std::vector<Edition>& editions) {
  std::vector<std::size_t> order(editions.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) {
    const Edition &a = editions[x], &b = editions[y];
    if (a.published != b.published) return a.published < b.published;
    if (a.mark.update != b.mark.update) return a.mark.update < b.mark.update;
    if (a.mark.correction != b.mark.correction) return b.mark.correction;
    return a.id < b.id;
  });
  std::vector<Version> out;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Edition& one = editions[order[i]];
    Version version{order[i], VersionKind::original, std::nullopt};
    if (i > 0) {
      // As against the earlier edition that it is nearest to.
      Resemblance best;
      std::size_t nearest = 0;
      for (std::size_t k = 0; k < i; ++k) {
        const Resemblance here = compare(editions[order[k]].print, one.print);
        if (here.common >= best.common) best = here, nearest = k;
      }
      const auto before = static_cast<double>(editions[order[nearest]].print.shingles);
      if (one.mark.correction) {
        version.kind = VersionKind::correction;
      } else if (one.mark.update > 0) {
        version.kind = VersionKind::update;
      } else if (best.common >= 0.97) {
        version.kind = VersionKind::copy;
      } else if (static_cast<double>(one.print.shingles) < 0.85 * before) {
        version.kind = VersionKind::shortened;
      } else {
        version.kind = VersionKind::update;
      }
    }
    out.push_back(version);
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (std::size_t k = i + 1; k < out.size(); ++k) {
      if (out[k].kind != VersionKind::update && out[k].kind != VersionKind::correction) continue;
      const Edition &early = editions[out[i].edition], &late = editions[out[k].edition];
      if (early.source == late.source || marked(late.mark)) out[i].superseded_by = out[k].edition;
    }
  }
  return out;
}

}  // namespace casus::situate
