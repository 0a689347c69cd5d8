#include "document/labels.h"

#include <array>
#include <cstddef>

namespace casus::document {
namespace {

constexpr std::array<std::string_view, 51> tags = {
    "",    "$",   "''",   ",",   "-LRB-", "-RRB-", ".",   ":",   "ADD", "AFX", "CC",  "CD",  "DT",
    "EX",  "FW",  "HYPH", "IN",  "JJ",    "JJR",   "JJS", "LS",  "MD",  "NFP", "NN",  "NNP", "NNPS",
    "NNS", "PDT", "POS",  "PRP", "PRP$",  "RB",    "RBR", "RBS", "RP",  "SYM", "TO",  "UH",  "VB",
    "VBD", "VBG", "VBN",  "VBP", "VBZ",   "WDT",   "WP",  "WP$", "WRB", "XX",  "_SP", "``"};

constexpr std::array<std::string_view, 19> parts = {"",      "ADJ",  "ADP",  "ADV",  "AUX",  "CCONJ", "DET",
                                                    "INTJ",  "NOUN", "NUM",  "PART", "PRON", "PROPN", "PUNCT",
                                                    "SCONJ", "SYM",  "VERB", "X",    "SPACE"};

constexpr std::array<std::string_view, 46> deps = {
    "",       "ROOT",  "acl",       "acomp",    "advcl", "advmod",   "agent",   "amod",
    "appos",  "attr",  "aux",       "auxpass",  "case",  "cc",       "ccomp",   "compound",
    "conj",   "csubj", "csubjpass", "dative",   "dep",   "det",      "dobj",    "expl",
    "intj",   "mark",  "meta",      "neg",      "nmod",  "npadvmod", "nsubj",   "nsubjpass",
    "nummod", "oprd",  "parataxis", "pcomp",    "pobj",  "poss",     "preconj", "predet",
    "prep",   "prt",   "punct",     "quantmod", "relcl", "xcomp"};

constexpr std::array<std::string_view, 19> name_labels = {
    "",     "CARDINAL", "DATE", "EVENT",   "FAC",    "GPE",     "LANGUAGE", "LAW",  "LOC",        "MONEY",
    "NORP", "ORDINAL",  "ORG",  "PERCENT", "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART"};

static_assert(tags.size() == static_cast<std::size_t>(Tag::open_quote) + 1);
static_assert(parts.size() == static_cast<std::size_t>(Pos::space) + 1);
static_assert(deps.size() == static_cast<std::size_t>(Dep::xcomp) + 1);
static_assert(name_labels.size() == static_cast<std::size_t>(NameLabel::work_of_art) + 1);

template <class Label, std::size_t N>
std::optional<Label> find(const std::array<std::string_view, N>& names, std::string_view wanted) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == wanted) return static_cast<Label>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view name(Tag tag) { return tags[static_cast<std::size_t>(tag)]; }
std::string_view name(Pos pos) { return parts[static_cast<std::size_t>(pos)]; }
std::string_view name(Dep dep) { return deps[static_cast<std::size_t>(dep)]; }
std::string_view name(NameLabel label) { return name_labels[static_cast<std::size_t>(label)]; }

std::optional<Tag> find_tag(std::string_view wanted) { return find<Tag>(tags, wanted); }
std::optional<Pos> find_pos(std::string_view wanted) { return find<Pos>(parts, wanted); }
std::optional<Dep> find_dep(std::string_view wanted) { return find<Dep>(deps, wanted); }
std::optional<NameLabel> find_name_label(std::string_view wanted) {
  return find<NameLabel>(name_labels, wanted);
}

}  // namespace casus::document
