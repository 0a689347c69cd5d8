// Where the people stand that a toll counts, as the syntax of one clause shows it and roles do not: clauses
// turned round, bounds taken for prepositions, objects that two verbs share.
#pragma once

#include "code/tolls_tables.h"
#include "document/document.h"

namespace casus::code {

// "are killed": a passive in the plain present.
bool is_general(const document::Document& document, document::TokenIndex verb);

// "Also killed in the strike were a dozen gunmen": the victims stand behind the verb "be". no_token where the
// clause is not turned round.
document::TokenIndex inverted_subject(const document::Document& document, document::TokenIndex participle);

// "wounded over 2,600 soldiers": the bound that the parser took for a preposition. no_token where there is
// none.
document::TokenIndex bounded_object(const document::Document& document, const TollTables& tables,
                                    document::TokenIndex verb);

// "killed or wounded 15,000 guards": the object that the second verb has for both. no_token where it has
// none.
document::TokenIndex shared_object(const document::Document& document, const document::Predicate& predicate);

// "Officers arrived and was arrested": what the verb says of one is not said of several.
bool agrees_in_number(const document::Document& document, document::TokenIndex verb,
                      document::TokenIndex victims);

// Whether a noun stands between two words.
bool noun_between(const document::Document& document, document::TokenIndex begin, document::TokenIndex end);

// "The load was taken by officials and one man was held": the subject that the parser gave to the clause
// before, though it stands right before the verb group. no_token where that is not so.
document::TokenIndex adjacent_subject(const document::Document& document,
                                      const document::Predicate& predicate);

}  // namespace casus::code
