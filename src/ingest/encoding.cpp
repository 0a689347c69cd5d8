#include "ingest/encoding.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include "base/utf8.h"

namespace casus::ingest {
namespace {

using base::Error;

struct Mark {
  std::string_view bytes;
  const char* encoding;
};
// UTF-32LE before UTF-16LE: the one begins with the other.
constexpr Mark marks[] = {
    {std::string_view("\xef\xbb\xbf", 3), "UTF-8"},    {std::string_view("\xff\xfe\0\0", 4), "UTF-32LE"},
    {std::string_view("\0\0\xfe\xff", 4), "UTF-32BE"}, {std::string_view("\xff\xfe", 2), "UTF-16LE"},
    {std::string_view("\xfe\xff", 2), "UTF-16BE"},
};

const Mark* mark_of(std::string_view bytes) {
  for (const Mark& mark : marks) {
    if (bytes.starts_with(mark.bytes)) return &mark;
  }
  return nullptr;
}

// By way of UTF-16, with U+FFFD for what cannot be read. "" also where ICU does not know the encoding.
std::string convert(std::string_view bytes, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> from(ucnv_open(encoding, &status), ucnv_close);
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> to(ucnv_open("UTF-8", &status), ucnv_close);
  if (U_FAILURE(status)) return {};
  std::string out;
  char piece[4096];
  UChar pivot[1024];
  UChar* pivot_from = pivot;
  UChar* pivot_to = pivot;
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  bool first = true;
  do {
    char* target = piece;
    status = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &target, piece + sizeof piece, &source, end, pivot, &pivot_from,
                   &pivot_to, pivot + std::size(pivot), first, true, &status);
    first = false;
    out.append(piece, static_cast<std::size_t>(target - piece));
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  return U_FAILURE(status) ? std::string() : out;
}

// Control characters that no text has, per thousand code points.
std::size_t controls(std::string_view text) {
  std::size_t found = 0, all = 0;
  for (std::size_t i = 0; i < text.size(); ++all) {
    const base::Decoded one = base::decode_utf8(text, i);
    const char32_t c = one.code_point;
    found += (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b) ||
             (c >= 0x7f && c < 0xa0 && c != 0x85);
    i += one.length;
  }
  return all == 0 ? 0 : found * 1000 / all;
}

bool is_western(std::string_view name) {
  return name == "windows-1252" || name == "ISO-8859-1" || name == "ISO-8859-15";
}

// UTF-8 in which some bytes went astray: characters of several bytes, which other encodings hardly ever look
// like, outnumber what fits nowhere. Bytes that fit nowhere become U+FFFD, one each.
bool mend_utf8(std::string_view bytes, std::string& out, std::uint64_t& bad) {
  std::uint64_t wide = 0;
  std::string text;
  bad = 0;
  while (!bytes.empty()) {
    const std::size_t good = std::min(base::find_invalid_utf8(bytes), bytes.size());
    const std::string_view piece = bytes.substr(0, good);
    wide += static_cast<std::uint64_t>(std::count_if(
        piece.begin(), piece.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xC0; }));
    text += piece;
    bytes.remove_prefix(good);
    if (bytes.empty()) break;
    ++bad;
    if (bad > 1000 && bad > wide) return false;
    text += "\xef\xbf\xbd";
    bytes.remove_prefix(1);
  }
  if (wide < 2 || wide < 2 * bad) return false;
  out = std::move(text);
  return true;
}

Error binary() {
  return {.code = "binary_data",
          .message = "this is no text",
          .hint = "give plain text or JSON Lines; other documents have to be converted first"};
}

// The most likely encoding that ICU knows; "" where it has no idea.
std::string likely(std::string_view bytes) {
  // The beginning says enough, and detection is slow.
  const std::string_view sample = bytes.substr(0, 64U << 10);
  const auto ascii = std::count_if(sample.begin(), sample.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const bool mostly_ascii = static_cast<std::size_t>(ascii) * 10 >= sample.size() * 9;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                            ucsdet_close);
  if (U_FAILURE(status)) return mostly_ascii ? "windows-1252" : "";
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  std::int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  if (U_FAILURE(status)) count = 0;
  std::string best, western;
  std::int32_t best_confidence = 0, western_confidence = 0;
  for (std::int32_t i = 0; i < count; ++i) {
    status = U_ZERO_ERROR;
    const char* const name = ucsdet_getName(matches[i], &status);
    const std::int32_t confidence = ucsdet_getConfidence(matches[i], &status);
    if (U_FAILURE(status) || name == nullptr) continue;
    if (best.empty()) best = name, best_confidence = confidence;
    if (western.empty() && is_western(name)) western = name, western_confidence = confidence;
  }
  if (mostly_ascii && best != "UTF-8") {
    if (best_confidence < 10) return "windows-1252";
    if (!western.empty() && western_confidence + 25 >= best_confidence) best = western;
  } else if (best_confidence < 10) {
    return "";
  }
  // Every byte of ISO-8859-1 that people use means the same in windows-1252, which also has typographic
  // quotes.
  return best == "ISO-8859-1" ? "windows-1252" : best;
}

}  // namespace

bool is_wide(std::string_view bytes) {
  const Mark* const mark = mark_of(bytes);
  return mark != nullptr && std::string_view(mark->encoding) != "UTF-8";
}

base::Result<Decoded> decode(std::string_view bytes) {
  Decoded out;
  if (const Mark* const mark = mark_of(bytes)) {
    out.encoding = mark->encoding;
    bytes.remove_prefix(mark->bytes.size());
  }
  const bool utf8 =
      (out.encoding.empty() || out.encoding == "UTF-8") && base::find_invalid_utf8(bytes) == bytes.npos;
  if (utf8) {
    out.encoding = "UTF-8";
    out.text = bytes;
  } else if ((out.encoding.empty() || out.encoding == "UTF-8") && mend_utf8(bytes, out.text, out.bad)) {
    out.encoding = "UTF-8";
  } else {
    out.bad = 0;
    if (out.encoding.empty()) out.encoding = likely(bytes);
    if (out.encoding.empty()) {
      return Error{.code = "unknown_encoding",
                   .message = "the encoding could not be recognised",
                   .hint = "convert the file to UTF-8"};
    }
    out.text = convert(bytes, out.encoding.c_str());
  }
  if (controls(out.text) > 20) return binary();
  if (out.text.empty() && !bytes.empty()) return binary();
  return out;
}

}  // namespace casus::ingest
