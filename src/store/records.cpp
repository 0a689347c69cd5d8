#include "store/records.h"

#include "store/schema.h"
#include "store/sqlite.h"

namespace casus::store {

base::Result<void> for_each_record(const std::string& file, const std::function<void(std::string&&)>& take) {
  auto connection = Connection::open(file, Connection::Access::read_only);
  if (!connection) return connection.error();
  const auto application = (*connection)->number("PRAGMA application_id");
  if (!application) return application.error();
  if (*application != application_id) {
    return base::Error{"foreign_database", "this is no database of Casus",
                       "casus ingest FILES --db FILE makes one", file};
  }
  auto records = (*connection)->prepare("SELECT record FROM stories ORDER BY id");
  if (!records) return records.error();
  for (;;) {
    const auto more = records->step();
    if (!more) return more.error();
    if (!*more) return {};
    take(std::string(records->text(0)));
  }
}

}  // namespace casus::store
