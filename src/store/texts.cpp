#include "store/texts.h"

#include "store/schema.h"
#include "store/sqlite.h"

namespace casus::store {

base::Result<void> for_each_text(const std::string& file, const std::function<void(StoredText&&)>& take) {
  auto connection = Connection::open(file, Connection::Access::read_only);
  if (!connection) return connection.error();
  const auto application = (*connection)->number("PRAGMA application_id");
  if (!application) return application.error();
  if (*application != application_id) {
    return base::Error{"foreign_database", "this is no database of Casus",
                       "casus ingest FILES --db FILE makes one", file};
  }
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
