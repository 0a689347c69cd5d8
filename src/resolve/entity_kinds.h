// How the kinds of the knowledge tables and of role nouns become kinds and roles of a story's entities.
#pragma once

#include <string_view>

#include "document/layers.h"
#include "knowledge/knowledge.h"

namespace casus::resolve {

document::EntityType type_of(const knowledge::Entry& entry);
// A type as roles.tsv and the tables write it; `unknown` for a word that is none.
document::EntityType type_named(std::string_view type);
// The role part of a code where the table gives only a country: "REB", "MED".
std::string_view roles_of(knowledge::Kind kind);
// Kinds of actor of which each state has its own.
bool belongs_to_country(document::EntityType type);
// Roles that tell more than the head they stand before: "rebel officials", "opposition leader".
bool outranks(std::string_view roles, std::string_view head_roles);
// Kinds whose members live where the story happens rather than where the government sits.
bool is_local(std::string_view roles);
// Roles whose bearers act through what stands behind them: "army jeep", "rebel positions".
bool bears_arms_or_office(std::string_view roles);

}  // namespace casus::resolve
