// Names of stories and claims as IRIs.
#pragma once

#include <string>
#include <string_view>

namespace casus::write {

// Percent-encoded: what may stand in one segment of a URN.
std::string encoded(std::string_view text);

// "urn:casus:story:ID", and "urn:casus:claim:STORY:ID" for a claim of it.
std::string story_iri(std::string_view story);
std::string claim_iri(std::string_view story, std::string_view claim);

// The text itself where it is an absolute IRI without anything that JSON-LD would stumble over; else "".
std::string_view as_iri(std::string_view text);

}  // namespace casus::write
