// The word tables of a package: tokenizer, norms, attribute rules, lemmas. Part of convert.h.
#pragma once

#include "annotate/model_file.h"
#include "annotate/package.h"
#include "base/result.h"

namespace casus::annotate {

base::Result<void> convert_tokenizer(const Package& package, ModelFileWriter& writer);
base::Result<void> convert_norms(const Package& package, ModelFileWriter& writer);
base::Result<void> convert_rules(const Package& package, ModelFileWriter& writer);
base::Result<void> convert_lemmas(const Package& package, ModelFileWriter& writer);

// A pattern of Python's re as PCRE2 (UTF, UCP) reads it: \uXXXX and \UXXXXXXXX become \x{...}, (?u) goes, and
// \s and \S outside brackets become the white space of Python's str.
std::string to_pcre2(std::string_view python);

}  // namespace casus::annotate
