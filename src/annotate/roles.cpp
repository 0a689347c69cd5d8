#include "annotate/roles.h"

#include <utility>

#include "annotate/role_lexicon.h"
#include "annotate/role_reader.h"

namespace casus::annotate {

RoleLabeler::RoleLabeler(std::unique_ptr<const RoleLexicon> lexicon) : lexicon_(std::move(lexicon)) {}
RoleLabeler::RoleLabeler(RoleLabeler&&) noexcept = default;
RoleLabeler& RoleLabeler::operator=(RoleLabeler&&) noexcept = default;
RoleLabeler::~RoleLabeler() = default;

base::Result<RoleLabeler> RoleLabeler::load(const std::string& data_folder) {
  auto lexicon = RoleLexicon::load(data_folder + "/words/en/roles");
  if (!lexicon) return lexicon.error();
  return RoleLabeler(std::make_unique<const RoleLexicon>(*std::move(lexicon)));
}

void RoleLabeler::read(document::Document& document) const { RoleReader(document, *lexicon_).read(); }

}  // namespace casus::annotate
