// CoNLL-U: one token a line, ten columns, the exchange form of annotated text.
//
// Columns: ID, FORM, LEMMA, UPOS, XPOS (Penn tag), FEATS (morphology), HEAD, DEPREL (ClearNLP labels, kept as
// they are), DEPS (always `_`), MISC. In MISC: `SpaceAfter=No`, `CharStart=N|CharEnd=N` (code points of the
// story's text, half-open) and `Entity=B-GPE` / `Entity=I-GPE`. A token of white space is written with the
// escapes \s \t \n \r \u.... Comments: `# newdoc id`, `# published`, `# story_text` (the whole text as a JSON
// string, so that reading restores every character), `# sent_id`, `# text`.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "document/document.h"

namespace casus::document {

// Reads one document: text, token columns, names; syntax is indexed. Without `# story_text` the text is put
// together from the forms and SpaceAfter. Error `bad_conllu` with the line where the file is not as above,
// among them unknown labels, heads out of range and offsets that do not fit the text. Cost: linear.
base::Result<Document> read_conllu(std::string_view text);

// Reads tokens, syntax, names. The result ends with a blank line.
std::string write_conllu(const Document& document);

}  // namespace casus::document
