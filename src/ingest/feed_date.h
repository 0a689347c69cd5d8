// Dates as feeds write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace casus::ingest {

// RFC 822 ("Sat, 12 Jun 2010 08:00:00 +0600") with what is seen beside it: no day of the week, no seconds,
// years of two digits, month names in full, names of zones. RFC 3339 ("2010-06-12T08:00:00+06:00") and a bare
// day. In the record's form: "2010-06-12T08:00:00+06:00", "2010-06-12". A zone that is not known is left out.
// Nothing where it is no date.
std::optional<std::string> read_feed_date(std::string_view text);

}  // namespace casus::ingest
