// The closed label sets of English syntax: OntoNotes / Penn tags, universal parts of speech, ClearNLP
// dependencies, OntoNotes names. Closed on purpose: rules switch on them, and a model that speaks other
// labels is refused when it is loaded, not when a rule silently never fires.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace casus::document {

// Penn Treebank tags as OntoNotes extends them. Punctuation tags have names here; name() prints the tag
// itself.
enum class Tag : std::uint8_t {
  none,
  dollar,
  close_quote,
  comma,
  open_bracket,
  close_bracket,
  period,
  colon,
  add,
  afx,
  cc,
  cd,
  dt,
  ex,
  fw,
  hyph,
  in,
  jj,
  jjr,
  jjs,
  ls,
  md,
  nfp,
  nn,
  nnp,
  nnps,
  nns,
  pdt,
  pos,
  prp,
  prp_poss,
  rb,
  rbr,
  rbs,
  rp,
  sym,
  to,
  uh,
  vb,
  vbd,
  vbg,
  vbn,
  vbp,
  vbz,
  wdt,
  wp,
  wp_poss,
  wrb,
  xx,
  space,
  open_quote,
};

enum class Pos : std::uint8_t {
  none,
  adj,
  adp,
  adv,
  aux,
  cconj,
  det,
  intj,
  noun,
  num,
  part,
  pron,
  propn,
  punct,
  sconj,
  sym,
  verb,
  x,
  space,
};

// ClearNLP dependency relations ("ROOT" prints in capitals).
enum class Dep : std::uint8_t {
  none,
  root,
  acl,
  acomp,
  advcl,
  advmod,
  agent,
  amod,
  appos,
  attr,
  aux,
  auxpass,
  case_,
  cc,
  ccomp,
  compound,
  conj,
  csubj,
  csubjpass,
  dative,
  dep,
  det,
  dobj,
  expl,
  intj,
  mark,
  meta,
  neg,
  nmod,
  npadvmod,
  nsubj,
  nsubjpass,
  nummod,
  oprd,
  parataxis,
  pcomp,
  pobj,
  poss,
  preconj,
  predet,
  prep,
  prt,
  punct,
  quantmod,
  relcl,
  xcomp,
};

enum class NameLabel : std::uint8_t {
  none,
  cardinal,
  date,
  event,
  fac,
  gpe,
  language,
  law,
  loc,
  money,
  norp,
  ordinal,
  org,
  percent,
  person,
  product,
  quantity,
  time,
  work_of_art,
};

// The label as the field writes it: "NNP", "PROPN", "nsubj", "GPE"; "" for none.
std::string_view name(Tag tag);
std::string_view name(Pos pos);
std::string_view name(Dep dep);
std::string_view name(NameLabel label);

// The label of a name, or nothing where the name is not of the set. "" is none.
std::optional<Tag> find_tag(std::string_view name);
std::optional<Pos> find_pos(std::string_view name);
std::optional<Dep> find_dep(std::string_view name);
std::optional<NameLabel> find_name_label(std::string_view name);

constexpr bool is_verb(Tag tag) { return tag >= Tag::vb && tag <= Tag::vbz; }
constexpr bool is_proper(Tag tag) { return tag == Tag::nnp || tag == Tag::nnps; }
constexpr bool is_noun(Tag tag) { return tag >= Tag::nn && tag <= Tag::nns; }
constexpr bool is_subject(Dep dep) {
  return dep == Dep::nsubj || dep == Dep::nsubjpass || dep == Dep::csubj || dep == Dep::csubjpass;
}

}  // namespace casus::document
