// Writes JSON onto the end of a string: compact, in one pass, without a tree.
//
// Text must be valid UTF-8; it is kept as it is, only what JSON reserves is escaped. Numbers are the shortest
// form that reads back the same. The caller opens and closes in order; commas come by themselves.
#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace casus::write {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  void key(std::string_view name) {
    separate();
    quoted(name);
    out_ += ':';
    comma_ = false;
  }
  void string(std::string_view text) {
    separate();
    quoted(text);
    comma_ = true;
  }
  void boolean(bool value) { literal(value ? "true" : "false"); }
  void null() { literal("null"); }
  void number(std::integral auto value) { digits(value); }
  void number(std::floating_point auto value) { digits(value); }

  // A member whose text is null where it is empty.
  void text_or_null(std::string_view name, std::string_view text) {
    key(name);
    text.empty() ? null() : string(text);
  }
  void member(std::string_view name, std::string_view text) {
    key(name);
    string(text);
  }

 private:
  void separate() {
    if (comma_) out_ += ',';
  }
  void open(char bracket) {
    separate();
    out_ += bracket;
    comma_ = false;
  }
  void close(char bracket) {
    out_ += bracket;
    comma_ = true;
  }
  void literal(std::string_view text) {
    separate();
    out_ += text;
    comma_ = true;
  }
  void digits(auto value) {
    char buffer[40];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    literal({buffer, static_cast<std::size_t>(end - buffer)});
  }
  void quoted(std::string_view text);

  std::string& out_;
  bool comma_ = false;
};

}  // namespace casus::write
