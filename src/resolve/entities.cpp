#include "resolve/entities.h"

#include "resolve/story.h"

namespace casus::resolve {

base::Result<EntityReader> EntityReader::load(const std::string& words_folder,
                                              const knowledge::Knowledge& knowledge) {
  auto words = EntityWords::load(words_folder);
  if (!words) return words.error();
  return EntityReader(std::move(*words), knowledge);
}

void EntityReader::read(document::Document& document, EntityTrace* trace) const {
  document.entities.clear();
  document.mentions.clear();
  if (!document.has_syntax()) return;
  Story(document, words_, *knowledge_, trace).read();
}

}  // namespace casus::resolve
