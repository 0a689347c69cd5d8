#include "ingest/reader.h"

#include "base/ascii.h"
#include "base/calendar.h"
#include "ingest/formats.h"
#include "ingest/input.h"

namespace casus::ingest {
namespace {

std::unique_ptr<Reader> reader_over(Input input, Format format, const Defaults& defaults) {
  const FormatInfo& info = format == Format::detect ? detect(input) : info_of(format);
  return info.make(std::move(input), defaults);
}

}  // namespace

base::Result<std::unique_ptr<Reader>> open_reader(const std::string& file, Format format,
                                                  const Defaults& defaults) {
  auto input = Input::open(file);
  if (!input) return input.error();
  return reader_over(*std::move(input), format, defaults);
}

std::unique_ptr<Reader> read_bytes(std::string bytes, const std::string& file, Format format,
                                   const Defaults& defaults) {
  return reader_over(Input::over(std::move(bytes), file), format, defaults);
}

std::optional<std::string> tidy_published(std::string_view given) {
  given = base::trimmed(given);
  if (given.size() < 10 || !base::parse_date(given.substr(0, 10))) return std::nullopt;
  if (given.size() == 10) return std::string(given);
  if (given[10] != 'T' && given[10] != 't' && given[10] != ' ') return std::nullopt;
  // hh:mm, then anything that times are written with.
  const std::string_view time = given.substr(11);
  if (time.size() < 5 || !base::is_digit(time[0]) || !base::is_digit(time[1]) || time[2] != ':' ||
      !base::is_digit(time[3]) || !base::is_digit(time[4]) ||
      time.find_first_not_of("0123456789:.+-Zz ") != time.npos) {
    return std::nullopt;
  }
  if ((time[0] - '0') * 10 + (time[1] - '0') > 24 || time[3] > '5') return std::nullopt;
  std::string out(given.substr(0, 10));
  out += 'T';
  for (const char c : time) {
    if (c != ' ') out += c == 'z' ? 'Z' : c;
  }
  return out;
}

std::string id_from(std::string_view sha256) { return std::string(sha256.substr(0, 16)); }

}  // namespace casus::ingest
