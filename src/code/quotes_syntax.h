// What the search for quotes asks of a sentence's syntax: the words under a head, who the subject is.
//
// All of it works on token columns and the syntax index; it needs neither predicates nor mentions.
#pragma once

#include <string>
#include <vector>

#include "document/document.h"

namespace casus::code {

// The words under `head`, itself included, without the subtrees of the tokens in `without`. Sorted.
std::vector<document::TokenIndex> words_under(const document::Document& document, document::TokenIndex head,
                                              const std::vector<document::TokenIndex>& without = {});

// Sorted words as ranges. Gaps of punctuation and blanks alone are bridged; commas, full stops and the like
// at the edges of the whole are left out, quotation marks and brackets stay.
std::vector<document::TokenRange> ranges_of(const document::Document& document,
                                            const std::vector<document::TokenIndex>& words);

// The words of a noun phrase that name its bearer: without relative clauses, appositions after a comma and
// participles.
document::TokenRange name_of_phrase(const document::Document& document, document::TokenIndex head);

// The child of `head` with this relation, or no_token.
document::TokenIndex child_with(const document::Document& document, document::TokenIndex head,
                                document::Dep dep);

bool is_passive(const document::Document& document, document::TokenIndex verb);
// "to" stands before it.
bool is_infinitive(const document::Document& document, document::TokenIndex verb);
// An -ing form without an auxiliary.
bool is_gerund(const document::Document& document, document::TokenIndex verb);
// Verb or auxiliary by its tag.
bool is_verbal(const document::Document& document, document::TokenIndex t);

// The subject of a verb, its own or, for conjuncts, infinitives and participles, the one it shares. no_token
// where there is none or only an expletive.
document::TokenIndex subject_of(const document::Document& document, document::TokenIndex verb);

// Who does what `verb` says: its subject, in the passive what stands under "by".
document::TokenIndex doer_of(const document::Document& document, document::TokenIndex verb);

std::string lowered_text(const document::Document& document, document::TokenIndex t);
std::string lowered_lemma(const document::Document& document, document::TokenIndex t);

}  // namespace casus::code
