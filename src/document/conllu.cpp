#include "document/conllu.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "document/json_string.h"

namespace casus::document {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

void append_unit(std::string& out, unsigned unit) {
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += hex_digits[(unit >> shift) & 0xF];
}

std::string to_json(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

std::optional<unsigned> read_unit(std::string_view text, std::size_t at) {
  if (at + 4 > text.size()) return std::nullopt;
  unsigned value = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const std::size_t digit = hex_digits.find(base::to_lower(text[i]));
    if (digit == std::string_view::npos) return std::nullopt;
    value = value * 16 + static_cast<unsigned>(digit);
  }
  return value;
}

// Undoes both to_json and the escapes of white-space tokens. Nothing where an escape is broken.
std::optional<std::string> unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    if (++i == text.size()) return std::nullopt;
    switch (text[i]) {
      case 'n':
        out += '\n';
        break;
      case 'r':
        out += '\r';
        break;
      case 't':
        out += '\t';
        break;
      case 'b':
        out += '\b';
        break;
      case 'f':
        out += '\f';
        break;
      case 's':
        out += ' ';
        break;
      case '"':
      case '/':
      case '\\':
        out += text[i];
        break;
      case 'u': {
        const auto unit = read_unit(text, i + 1);
        if (!unit) return std::nullopt;
        char32_t code_point = *unit;
        i += 4;
        if (code_point >= 0xD800 && code_point < 0xDC00) {
          if (text.substr(i + 1, 2) != "\\u") return std::nullopt;
          const auto low = read_unit(text, i + 3);
          if (!low || *low < 0xDC00 || *low > 0xDFFF) return std::nullopt;
          code_point = 0x10000 + ((code_point - 0xD800) << 10) + (*low - 0xDC00);
          i += 6;
        } else if (code_point >= 0xDC00 && code_point < 0xE000) {
          return std::nullopt;
        }
        base::append_utf8(out, code_point);
        break;
      }
      default:
        return std::nullopt;
    }
  }
  return out;
}

std::string escaped_white_space(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const base::Decoded decoded = base::decode_utf8(text, at);
    at += decoded.length;
    switch (decoded.code_point) {
      case ' ':
        out += "\\s";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (decoded.code_point <= 0xFFFF) {
          append_unit(out, static_cast<unsigned>(decoded.code_point));
        } else {
          base::append_utf8(out, decoded.code_point);
        }
    }
  }
  return out;
}

// A form, lemma or comment on one line: what would break the line or the column becomes a blank.
std::string on_one_line(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return out;
}

std::string or_underscore(std::string_view text) { return text.empty() ? "_" : on_one_line(text); }

std::optional<std::uint32_t> read_number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// One token line, before the text is known.
struct Row {
  std::string form;
  std::string lemma;
  std::string morph;
  Tag tag = Tag::none;
  Pos pos = Pos::none;
  Dep dep = Dep::none;
  std::uint32_t head = 0;  // 1-based in the sentence; 0 is the root
  std::uint32_t sentence_at = 0;
  bool sentence_start = false;
  bool space_after = true;
  std::optional<std::uint32_t> from;
  std::optional<std::uint32_t> to;
  std::string entity;
  std::uint64_t line = 0;
};

struct Reader {
  Article article;
  std::optional<std::string> story_text;
  std::vector<Row> rows;
  std::uint64_t line = 0;

  base::Error error(std::string message) const { return error(std::move(message), line); }
  static base::Error error(std::string message, std::uint64_t at) {
    return {.code = "bad_conllu",
            .message = std::move(message),
            .hint = "see docs/formats/conllu.md",
            .line = at};
  }

  base::Result<void> comment(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) return {};
    const std::string_view key = base::trimmed(text.substr(1, equals - 1));
    const std::string_view value = base::trimmed(text.substr(equals + 1));
    if (key == "newdoc id") article.id = value;
    if (key == "published") article.published = value;
    if (key == "story_text") {
      if (value.size() < 2 || value.front() != '"' || value.back() != '"') {
        return error("story_text is not a JSON string");
      }
      story_text = unescaped(value.substr(1, value.size() - 2));
      if (!story_text) return error("story_text has a broken escape");
    }
    return {};
  }

  base::Result<void> token(std::string_view text, std::uint32_t sentence_at) {
    const auto columns = base::split(text, '\t');
    if (columns.size() != 10)
      return error("a token line has " + std::to_string(columns.size()) + " columns, not 10");
    // Ranges (1-2) and empty nodes (1.1) are of no use to us.
    if (columns[0].find_first_of("-.") != std::string_view::npos) return {};
    const auto plain = [](std::string_view value) { return value == "_" ? std::string_view() : value; };
    Row row;
    row.line = line;
    const auto id = read_number(columns[0]);
    if (!id || *id != rows.size() - sentence_at + 1) return error("token ids do not count up from 1");
    const auto tag = find_tag(plain(columns[4]));
    if (!tag) return error("unknown tag \"" + std::string(columns[4]) + "\"");
    const auto pos = find_pos(plain(columns[3]));
    if (!pos) return error("unknown part of speech \"" + std::string(columns[3]) + "\"");
    const auto dep = find_dep(plain(columns[7]));
    if (!dep) return error("unknown relation \"" + std::string(columns[7]) + "\"");
    const auto head = read_number(plain(columns[6]).empty() ? "0" : columns[6]);
    if (!head) return error("the head is not a number");
    row.tag = *tag;
    row.pos = *pos;
    row.dep = *dep;
    row.head = *head;
    row.form = columns[1];
    row.lemma = columns[2] == "_" && columns[1] != "_" ? std::string_view() : columns[2];
    if (row.tag == Tag::space) {
      for (std::string* escaped : {&row.form, &row.lemma}) {
        auto form = unescaped(*escaped);
        if (!form) return error("a white-space token has a broken escape");
        *escaped = std::move(*form);
      }
    }
    row.morph = plain(columns[5]);
    row.sentence_at = sentence_at;
    row.sentence_start = rows.size() == sentence_at;
    for (const std::string_view field : base::split(plain(columns[9]), '|')) {
      const std::size_t equals = field.find('=');
      if (equals == std::string_view::npos) continue;
      const std::string_view key = field.substr(0, equals);
      const std::string_view value = field.substr(equals + 1);
      if (key == "SpaceAfter") row.space_after = value != "No";
      if (key == "CharStart") row.from = read_number(value);
      if (key == "CharEnd") row.to = read_number(value);
      if (key == "Entity") row.entity = value;
    }
    rows.push_back(std::move(row));
    return {};
  }

  base::Result<void> read(std::string_view text) {
    std::uint32_t sentence_at = 0;
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      std::string_view one = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      ++line;
      if (!one.empty() && one.back() == '\r') one.remove_suffix(1);
      if (one.empty()) {
        sentence_at = static_cast<std::uint32_t>(rows.size());
        continue;
      }
      auto done = one.front() == '#' ? comment(one) : token(one, sentence_at);
      if (!done) return done;
    }
    return {};
  }
};

}  // namespace

base::Result<Document> read_conllu(std::string_view text) {
  Reader reader;
  if (auto done = reader.read(text); !done) return done.error();
  std::vector<Row>& rows = reader.rows;

  std::vector<base::Span> spans(rows.size());
  if (reader.story_text) {
    reader.article.text = std::move(*reader.story_text);
    const std::string& whole = reader.article.text;
    if (base::find_invalid_utf8(whole) != std::string_view::npos)
      return Reader::error("story_text is not UTF-8", 1);
    std::vector<std::uint32_t> bytes;  // of each code point
    for (std::size_t at = 0; at < whole.size(); at += base::decode_utf8(whole, at).length) {
      bytes.push_back(static_cast<std::uint32_t>(at));
    }
    bytes.push_back(static_cast<std::uint32_t>(whole.size()));
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Row& row = rows[i];
      if (!row.from || !row.to || *row.from < last || *row.to <= *row.from || *row.to >= bytes.size()) {
        return Reader::error("the token has no offsets, or they do not fit story_text", row.line);
      }
      last = *row.to;
      spans[i] = {bytes[*row.from], bytes[*row.to]};
    }
  } else {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::string& whole = reader.article.text;
      spans[i].start = static_cast<std::uint32_t>(whole.size());
      whole += rows[i].form;
      spans[i].end = static_cast<std::uint32_t>(whole.size());
      if (rows[i].space_after && i + 1 < rows.size()) whole += ' ';
    }
  }

  base::Result<Document> opened = Document::open(reader.article);
  if (!opened) return opened;
  Document& document = *opened;
  TokenColumns& tokens = document.tokens;
  tokens.span = std::move(spans);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    tokens.space_after.push_back(row.space_after ? 1 : 0);
    tokens.tag.push_back(row.tag);
    tokens.pos.push_back(row.pos);
    tokens.dep.push_back(row.dep);
    tokens.lemma.push_back(document.keep(row.lemma));
    tokens.morph.push_back(document.keep(row.morph));
    tokens.sentence_start.push_back(row.sentence_start ? 1 : 0);
    const std::size_t head = row.head == 0 ? i : row.sentence_at + row.head - 1;
    if (head >= rows.size() || rows[head].sentence_at != row.sentence_at) {
      return Reader::error("the head is not in the sentence", row.line);
    }
    tokens.head.push_back(static_cast<TokenIndex>(head));
    if (row.entity.size() < 3) continue;
    const auto label = find_name_label(std::string_view(row.entity).substr(2));
    if (!label) return Reader::error("unknown entity label \"" + row.entity + "\"", row.line);
    const auto at = static_cast<TokenIndex>(i);
    if (row.entity[0] == 'I' && !document.names.empty() && document.names.back().tokens.end == at) {
      ++document.names.back().tokens.end;
    } else {
      document.names.push_back({{at, at + 1}, *label});
    }
  }
  document.index_syntax();
  return opened;
}

std::string write_conllu(const Document& document) {
  std::string out;
  const Article& article = document.article();
  out += "# newdoc id = " + on_one_line(article.id) + '\n';
  if (!article.published.empty()) out += "# published = " + on_one_line(article.published) + '\n';
  out += "# story_text = " + to_json(article.text) + '\n';

  std::vector<std::string> entity(document.size());
  for (const Name& found : document.names) {
    for (TokenIndex i = found.tokens.begin; i < found.tokens.end; ++i) {
      entity[i] = (i == found.tokens.begin ? "B-" : "I-") + std::string(name(found.label));
    }
  }
  const TokenColumns& tokens = document.tokens;
  for (std::size_t s = 0; s < document.sentences().size(); ++s) {
    const TokenRange sentence = document.sentences()[s];
    if (s != 0) out += '\n';
    out += "# sent_id = " + on_one_line(article.id) + '-' + std::to_string(s + 1) + '\n';
    out += "# text = " + on_one_line(document.text(sentence)) + '\n';
    for (TokenIndex i = sentence.begin; i < sentence.end; ++i) {
      const bool blank = tokens.tag[i] == Tag::space;
      const std::string_view form = document.text(tokens.span[i]);
      const base::Span characters = document.code_points().of(tokens.span[i]);
      const TokenIndex head = tokens.head[i];
      const std::array<std::string, 10> columns = {
          std::to_string(i - sentence.begin + 1),
          blank ? escaped_white_space(form) : on_one_line(form),
          blank ? escaped_white_space(document.lemma(i)) : or_underscore(document.lemma(i)),
          or_underscore(name(tokens.pos[i])),
          or_underscore(name(tokens.tag[i])),
          or_underscore(document.morph(i)),
          head == i ? "0" : std::to_string(head - sentence.begin + 1),
          or_underscore(name(tokens.dep[i])),
          "_",
          std::string(tokens.space_after[i] != 0 ? "" : "SpaceAfter=No|") +
              "CharStart=" + std::to_string(characters.start) + "|CharEnd=" + std::to_string(characters.end) +
              (entity[i].empty() ? "" : "|Entity=" + entity[i])};
      for (std::size_t c = 0; c < columns.size(); ++c) {
        if (c != 0) out += '\t';
        out += columns[c];
      }
      out += '\n';
    }
  }
  return out + '\n';
}

}  // namespace casus::document
