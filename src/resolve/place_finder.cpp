// One pass over the tokens. At each capital letter the gazetteer and the names of countries are asked; what
// the model marked, the words around and the longer name that the words are part of say how far to believe
// it. A second pass links "Osh, Kyrgyzstan" and "the Uzbek capital of Tashkent".
#include "resolve/place_finder.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/ascii.h"
#include "knowledge/name_form.h"

namespace casus::resolve {

using document::NameLabel;
using document::TokenIndex;
using document::TokenRange;
using knowledge::Kind;
using knowledge::Place;
using knowledge::Sense;

namespace {

bool is_place_label(NameLabel label) {
  return label == NameLabel::gpe || label == NameLabel::loc || label == NameLabel::fac;
}

bool is_number_label(NameLabel label) {
  return label == NameLabel::date || label == NameLabel::time || label == NameLabel::cardinal ||
         label == NameLabel::ordinal || label == NameLabel::percent || label == NameLabel::money ||
         label == NameLabel::quantity || label == NameLabel::language;
}

bool begins_capital(std::string_view word) {
  return !word.empty() && (base::is_upper(word.front()) || static_cast<unsigned char>(word.front()) >= 0xC3);
}

bool all_capitals(std::string_view word, std::size_t at_least) {
  std::size_t letters = 0;
  for (const char c : word) {
    if (base::is_lower(c) || static_cast<unsigned char>(c) >= 0x80) return false;
    letters += base::is_upper(c);
  }
  return letters >= at_least;
}

// Degrees from north, clockwise; -1 for another word.
double bearing(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, double>, 8> names = {{{"north", 0},
                                                                         {"northeast", 45},
                                                                         {"east", 90},
                                                                         {"southeast", 135},
                                                                         {"south", 180},
                                                                         {"southwest", 225},
                                                                         {"west", 270},
                                                                         {"northwest", 315}}};
  for (const auto& [name, degrees] : names) {
    if (base::equals_ignoring_case(word, name)) return degrees;
  }
  return -1;
}

// Kilometres of a unit of distance; 0 for another word.
double kilometres_of(std::string_view lemma, std::string_view text) {
  if (lemma == "kilometer" || lemma == "kilometre" || text == "km" || text == "kms") return 1;
  return lemma == "mile" ? 1.609 : 0;
}

std::optional<double> plain_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

}  // namespace

PlaceFinder::PlaceFinder(const knowledge::Knowledge& knowledge, const PlaceWords& words)
    : knowledge_(knowledge), words_(words) {
  for (std::size_t i = 0; i < knowledge.size(); ++i) {
    const knowledge::Entry entry = knowledge.entry(knowledge::EntryId(i));
    if (entry.kind != Kind::country) continue;
    for (const std::uint32_t place : knowledge.places_named(entry.name)) {
      if (knowledge.place(place).entry == entry.id) countries_.try_emplace(std::string(entry.key), place);
    }
  }
}

std::uint32_t PlaceFinder::country_place(std::string_view code) const {
  const auto at = countries_.find(std::string(code));
  return at == countries_.end() ? Place::none : at->second;
}

class PlaceFinder::Search {
 public:
  Search(const PlaceFinder& finder, const document::Document& document)
      : finder_(finder), knowledge_(finder.knowledge_), words_(finder.words_), document_(document) {
    const TokenIndex size = document.size();
    texts_.reserve(size);
    lowered_capitals_.resize(size);
    for (TokenIndex i = 0; i < size; ++i) texts_.push_back(document.token(i).text());
    named_.resize(size);
    for (const document::Name& name : document.names) {
      for (TokenIndex i = name.tokens.begin; i < name.tokens.end; ++i) named_[i] = &name;
    }
  }

  std::vector<Toponym> run() {
    for (TokenIndex i = 0; i < document_.size();) i = read(i);
    for (std::uint32_t i = 0; i < found_.size(); ++i) link(i);
    return std::move(found_);
  }

 private:
  TokenIndex read(TokenIndex at);
  std::optional<knowledge::PlaceMatch> place_at(TokenIndex at);
  std::optional<Toponym> demonym_at(TokenIndex at, TokenIndex& other_name) const;
  Support support(const Toponym& toponym) const;
  void widen(Toponym& toponym) const;
  void beside(Toponym& toponym) const;
  void link(std::uint32_t index);

  NameLabel label(TokenIndex i) const { return named_[i] ? named_[i]->label : NameLabel::none; }
  bool is(TokenIndex i, PlaceWord word_class) const {
    return i < texts_.size() && words_.is(texts_[i], word_class);
  }
  bool text_is(TokenIndex i, std::string_view word) const { return i < texts_.size() && texts_[i] == word; }
  bool located(TokenIndex begin, PlaceWord by = PlaceWord::locative) const;
  bool heads_line(TokenRange range) const;
  void take_in_part(Toponym& toponym) const;
  void take_in_offset(Toponym& toponym) const;
  bool mid_name(TokenRange range) const;

  const PlaceFinder& finder_;
  const knowledge::Knowledge& knowledge_;
  const PlaceWords& words_;
  const document::Document& document_;
  std::vector<std::string_view> texts_;
  std::vector<std::string> lowered_capitals_;  // "Kabul" for "KABUL", made where asked for
  std::vector<const document::Name*> named_;
  std::vector<Toponym> found_;
};

std::optional<knowledge::PlaceMatch> PlaceFinder::Search::place_at(TokenIndex at) {
  auto match = knowledge_.place_at(texts_, at);
  if (match || !all_capitals(texts_[at], 2)) return match;
  if (!all_capitals(texts_[at], 4) && !(at + 1 < texts_.size() && all_capitals(texts_[at + 1], 4)))
    return match;
  std::vector<std::string_view> window;
  const TokenIndex end = std::min<TokenIndex>(at + 6, document_.size());
  for (TokenIndex i = at; i < end; ++i) {
    if (all_capitals(texts_[i], 2)) {
      if (lowered_capitals_[i].empty()) lowered_capitals_[i] = knowledge::from_capitals(texts_[i]);
      window.emplace_back(lowered_capitals_[i]);
    } else {
      window.push_back(texts_[i]);
    }
  }
  return knowledge_.place_at(window, 0);
}

// A country's adjective or people. `other_name` is the end of another entry's name that begins here and is no
// place: the words of "Washington Post" and "African Union" name none, nor does "Taliban", though a village
// is called so.
std::optional<Toponym> PlaceFinder::Search::demonym_at(TokenIndex at, TokenIndex& other_name) const {
  std::optional<Toponym> out;
  for (const knowledge::Match& match : knowledge_.names_at(texts_, at)) {
    const knowledge::Entry entry = knowledge_.entry(match.entry);
    const TokenRange range{at, at + match.tokens};
    if (entry.kind == Kind::country) {
      const bool of_people =
          match.sense == Sense::adjective || match.sense == Sense::people || match.sense == Sense::ethnic;
      if (!of_people || (out && out->tokens.size() > match.tokens)) continue;
      const std::uint32_t place = finder_.country_place(entry.key);
      if (place == Place::none) continue;
      // A state that is, before one that was.
      if (out && (match.sense == Sense::ethnic || entry.to)) continue;
      out.emplace();
      out->tokens = out->name = range;
      out->candidates = {place};
      out->demonym = true;
    } else if (entry.kind != Kind::region && entry.kind != Kind::base && match.sense != Sense::surname) {
      other_name = std::max(other_name, range.end);
    }
  }
  return out;
}

// A preposition of place stands before, maybe with "the" or a part of the place between.
bool PlaceFinder::Search::located(TokenIndex begin, PlaceWord by) const {
  for (int steps = 0; begin > 0 && steps < 4; ++steps) {
    --begin;
    if (is(begin, by)) return true;
    const bool passes = is(begin, PlaceWord::part) || is(begin, PlaceWord::settlement) ||
                        is(begin, PlaceWord::division) || text_is(begin, "the") || text_is(begin, "of");
    if (!passes) return false;
  }
  return false;
}

// Within a longer name a place stands at its beginning or behind a preposition ("University of Kentucky");
// elsewhere the word is another ("Foreign Minister").
bool PlaceFinder::Search::mid_name(TokenRange range) const {
  const document::Name* name = named_[range.begin];
  if (!name || range.begin == name->tokens.begin) return false;
  if (is_place_label(name->label) && name->label != NameLabel::fac) return false;
  TokenIndex before = range.begin - 1;
  while (before > name->tokens.begin && (is(before, PlaceWord::part) || text_is(before, "the"))) --before;
  if (before == name->tokens.begin &&
      (is(before, PlaceWord::part) || text_is(before, "the") || text_is(before, "The"))) {
    return false;
  }
  return !text_is(before, "of") && !text_is(before, "in") && !text_is(before, "at") &&
         !text_is(before, "for") && !text_is(before, ",") && !text_is(before, "and") &&
         !text_is(before, "-") && !text_is(before, "/");
}

// "CLINTON - A town couple", "BEIRUT: The body": in capitals before a dash or a colon.
bool PlaceFinder::Search::heads_line(TokenRange range) const {
  if (!all_capitals(texts_[range.begin], 2)) return false;
  const TokenIndex end = range.end;
  if (end >= texts_.size()) return false;
  const std::string_view next = texts_[end];
  return next == ":" || next == "-" || next == "--" || next == "\xE2\x80\x93" || next == "\xE2\x80\x94" ||
         (next == "," && end + 1 < texts_.size() && begins_capital(texts_[end + 1]));
}

Support PlaceFinder::Search::support(const Toponym& toponym) const {
  const TokenIndex begin = toponym.tokens.begin;
  const document::Name* name = named_[begin];
  const bool doubtful = toponym.tokens.size() == 1 && is(begin, PlaceWord::doubtful);
  // "SWAT" amid other words is an acronym.
  const bool shouted =
      toponym.name.size() == 1 && !lowered_capitals_[begin].empty() && texts_[begin].size() < 6;
  if (shouted && !heads_line(toponym.tokens) && !(name && is_place_label(name->label))) return Support::faint;
  if (heads_line(toponym.tokens)) return Support::strong;
  // Bases and regions of our own tables, named in full, whatever the model takes the words for.
  if (toponym.name.size() > 1) {
    const std::string_view kind = knowledge_.place(toponym.candidates.front()).kind;
    if (kind == "base" || kind == "region") return Support::strong;
  }
  if (toponym.division && !toponym.inside && !doubtful) return Support::strong;
  if (!name) {
    if (!document::is_proper(document_.tokens.tag[begin])) return Support::faint;
    if (doubtful) return Support::faint;
    return located(begin) || toponym.division ? Support::strong : Support::weak;
  }
  if (name->label == NameLabel::person) {
    const bool whole = toponym.tokens.contains(name->tokens);
    if (!whole || doubtful) return Support::faint;
    return located(begin, PlaceWord::inside) ? Support::strong
           : located(begin)                  ? Support::weak
                                             : Support::faint;
  }
  if (is_place_label(name->label) && !toponym.inside) {
    return doubtful && !located(begin) && name->label != NameLabel::gpe ? Support::faint : Support::strong;
  }
  if (doubtful) return Support::faint;
  if (toponym.amid) return Support::weak;
  // Part of a longer place that no table has: "Pech River Valley" is not the Valley.
  if (is_place_label(name->label) && begin > name->tokens.begin) return Support::faint;
  if (toponym.tokens.contains(name->tokens)) return located(begin) ? Support::strong : Support::weak;
  return Support::weak;
}

// Takes in the word that says what the place is where it is part of the name ("Osh Region", "Kandahar City").
void PlaceFinder::Search::widen(Toponym& toponym) const {
  const TokenIndex end = toponym.tokens.end;
  if (end < texts_.size()) {
    const bool division = is(end, PlaceWord::division);
    const bool settlement = is(end, PlaceWord::settlement);
    toponym.division = toponym.division || division;
    toponym.settlement = toponym.settlement || (settlement && !division);
    if ((division || settlement) && begins_capital(texts_[end])) toponym.tokens.end = end + 1;
  }
  // The table's own name may end so: "Osh Region".
  if (toponym.name.size() > 1 && is(toponym.name.end - 1, PlaceWord::division)) toponym.division = true;
  const document::Name* name = named_[toponym.tokens.begin];
  if (!name) return;
  TokenIndex begin = name->tokens.begin;
  while (begin < toponym.name.begin && (is(begin, PlaceWord::part) || text_is(begin, "the") ||
                                        text_is(begin, "The") || text_is(begin, "-"))) {
    ++begin;
  }
  TokenIndex last = name->tokens.end;
  if (last > toponym.tokens.end && text_is(last - 1, "'s")) --last;
  toponym.inside = begin < toponym.name.begin || last > toponym.tokens.end;
}

// "the Uzbek capital of Tashkent", "the Kyrgyz city of Osh", "Uzbekistan's capital, Tashkent".
void PlaceFinder::Search::beside(Toponym& toponym) const {
  TokenIndex at = toponym.tokens.begin;
  if (at > 0 && (text_is(at - 1, "of") || text_is(at - 1, ","))) --at;
  if (at == 0) return;
  --at;
  const bool settlement = is(at, PlaceWord::settlement);
  const bool division = is(at, PlaceWord::division);
  if (!settlement && !division) return;
  if (text_is(at + 1, ",") && document_.lemma(at) != "capital") return;
  toponym.settlement = toponym.settlement || settlement;
  toponym.division = toponym.division || division;
  toponym.capital = document_.lemma(at) == "capital";
  for (int steps = 0; steps < 5 && at > 0; ++steps) {
    --at;
    if (!found_.empty() && found_.back().tokens.contains(TokenRange{at, at + 1})) {
      const Toponym& before = found_.back();
      if (before.candidates.empty()) return;
      const Place place = knowledge_.place(before.candidates.front());
      if (place.kind == "country") toponym.country = place.country;
      return;
    }
    const document::Pos pos = document_.tokens.pos[at];
    const bool passes = pos == document::Pos::adj || pos == document::Pos::noun ||
                        pos == document::Pos::propn || pos == document::Pos::part || text_is(at, "-") ||
                        text_is(at, "'s") || is(at, PlaceWord::part);
    if (!passes) return;
  }
}

// "northern Mali": the word for the part is of the mention.
void PlaceFinder::Search::take_in_part(Toponym& toponym) const {
  const TokenIndex begin = toponym.tokens.begin;
  if (begin == 0 || toponym.inside || toponym.support == Support::faint) return;
  if (!is(begin - 1, PlaceWord::part)) return;
  if (!found_.empty() && found_.back().tokens.end > begin - 1) return;
  toponym.part = true;
  toponym.tokens.begin = begin - 1;
}

// "20 km north of Osh", "10 miles from Gori", "5 kilometers to the east of Kant".
void PlaceFinder::Search::take_in_offset(Toponym& toponym) const {
  TokenIndex at = toponym.tokens.begin;
  const auto back = [&at](bool holds) {
    if (holds) --at;
    return holds;
  };
  if (at < 3) return;
  --at;
  if (!text_is(at, "of") && !text_is(at, "from") && !text_is(at, "outside")) return;
  Offset offset;
  if (at > 0) offset.bearing = bearing(texts_[at - 1]);
  if (offset.bearing >= 0) {
    --at;
    if (at > 0) back(text_is(at - 1, "the"));
    if (at > 0) back(text_is(at - 1, "to"));
  }
  if (at < 2) return;
  const double unit = kilometres_of(document_.lemma(at - 1), texts_[at - 1]);
  const auto number = plain_number(texts_[at - 2]);
  if (unit == 0 || !number || *number * unit > 300) return;
  if (!found_.empty() && found_.back().tokens.end > at - 2) return;
  offset.kilometres = *number * unit;
  toponym.offset = offset;
  toponym.support = Support::strong;
  toponym.tokens.begin = at - 2;
}

TokenIndex PlaceFinder::Search::read(TokenIndex at) {
  const TokenIndex next = at + 1;
  if (!begins_capital(texts_[at]) || is_number_label(label(at))) return next;

  TokenIndex other_name = at;
  const auto demonym = demonym_at(at, other_name);
  const auto match = place_at(at);
  const TokenIndex place_end = match ? at + match->tokens : at;
  const TokenIndex demonym_end = demonym ? demonym->tokens.end : at;
  if (other_name > std::max(place_end, demonym_end)) return other_name;
  const bool place_first = is_place_label(label(at)) || located(at, PlaceWord::inside);
  if (other_name > at && other_name == place_end && place_end > demonym_end && !place_first)
    return other_name;

  if (demonym && demonym->tokens.end >= place_end) {
    const bool place_after_all =
        match && demonym->tokens.end == place_end && is_place_label(label(at)) && located(at);
    if (!place_after_all) {
      Toponym out = *demonym;
      out.support = Support::strong;
      out.key = knowledge_.place(out.candidates.front()).country;
      found_.push_back(std::move(out));
      return demonym->tokens.end;
    }
  }
  if (!match) return next;
  if (match->tokens == 1 && (is(at, PlaceWord::part) || is(at, PlaceWord::division))) return next;

  Toponym out;
  out.tokens = out.name = {at, place_end};
  out.candidates = match->places;
  for (TokenIndex i = at; i < place_end; ++i) {
    if (!out.key.empty()) out.key += ' ';
    out.key += lowered_capitals_[i].empty() ? texts_[i] : std::string_view(lowered_capitals_[i]);
  }
  out.amid = mid_name(out.name);
  // "North Richmond" is a town, or the north of one.
  if (is(at, PlaceWord::part) && place_end > at + 1) {
    const auto rest = knowledge_.place_at(texts_, at + 1);
    if (rest && at + 1 + rest->tokens == place_end) {
      out.candidates.insert(out.candidates.end(), rest->places.begin(), rest->places.end());
    }
  }
  widen(out);
  beside(out);
  // "European", "Central American": nothing need have happened there, as with a country's adjective.
  out.demonym = label(at) == NameLabel::norp && knowledge_.place(out.candidates.front()).kind == "region";
  out.marked = is_place_label(label(at)) && !out.inside;
  out.support = out.demonym ? Support::strong : support(out);
  if (!out.demonym) {
    take_in_part(out);
    take_in_offset(out);
  }
  const TokenIndex end = out.tokens.end;
  found_.push_back(std::move(out));
  return end;
}

// "Osh, Kyrgyzstan"; "Osh in southern Kyrgyzstan"; "Helmand province of Afghanistan".
void PlaceFinder::Search::link(std::uint32_t index) {
  Toponym& toponym = found_[index];
  if (toponym.demonym || index + 1 >= found_.size()) return;
  const Toponym& next = found_[index + 1];
  TokenIndex at = toponym.tokens.end;
  if (is(at, PlaceWord::division) || is(at, PlaceWord::settlement)) ++at;
  if (next.demonym) return;
  if (next.tokens.begin < at || next.tokens.begin > at + 4) return;
  if (document_.sentence_of(next.tokens.begin) != document_.sentence_of(toponym.tokens.begin)) return;
  float weight = 0;
  if (text_is(at, ",") || text_is(at, "(")) {
    ++at;
    weight = 4;
  }
  for (; at < next.tokens.begin; ++at) {
    if (text_is(at, "in") || text_is(at, "of")) {
      weight = std::max(weight, 3.0F);
    } else if (!text_is(at, "the") && !is(at, PlaceWord::part) && !text_is(at, "-")) {
      return;
    }
  }
  if (weight == 0) return;
  toponym.within = index + 1;
  toponym.within_weight = weight;
}

std::vector<Toponym> PlaceFinder::find(const document::Document& document) const {
  return Search(*this, document).run();
}

}  // namespace casus::resolve
