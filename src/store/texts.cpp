#include "store/texts.h"

#include "store/migrations.h"
#include "store/sqlite.h"

namespace casus::store {

base::Result<void> for_each_text(const std::string& file, const std::function<void(StoredText&&)>& take) {
  auto connection = open_for_reading(file);
  if (!connection) return connection.error();
  auto stories = (*connection)->prepare("SELECT id, published, headline, text FROM stories ORDER BY id");
  if (!stories) return stories.error();
  for (;;) {
    const auto more = stories->step();
    if (!more) return more.error();
    if (!*more) return {};
    take({stories->text(0), stories->text(1), stories->text(2), stories->text(3)});
  }
}

}  // namespace casus::store
