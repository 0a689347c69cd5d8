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
    if (!*more) break;
    take({stories->text(0), stories->text(1), stories->text(2), stories->text(3), false});
  }
  auto rejects = (*connection)
                     ->prepare(
                         "SELECT story, CAST(raw AS TEXT) FROM rejects WHERE story <> '' AND story NOT IN "
                         "(SELECT id FROM stories) "
                         "ORDER BY story");
  if (!rejects) return rejects.error();
  for (;;) {
    const auto more = rejects->step();
    if (!more) return more.error();
    if (!*more) return {};
    take({rejects->text(0), {}, {}, rejects->text(1), true});
  }
}

}  // namespace casus::store
