#include "store/records.h"

#include "store/migrations.h"
#include "store/sqlite.h"

namespace casus::store {

base::Result<void> for_each_record(const std::string& file, const std::function<void(std::string&&)>& take) {
  auto connection = open_for_reading(file);
  if (!connection) return connection.error();
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
