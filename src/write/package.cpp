#include "write/package.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_set>

#include "base/sha256.h"
#include "write/csv_tables.h"

namespace casus::write {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

struct License {
  std::string_view name;
  std::string_view title;
  std::string_view path;
};
constexpr std::array<License, 6> licenses = {{
    {"CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"},
    {"CC-BY-SA-4.0", "Creative Commons Attribution-ShareAlike 4.0",
     "https://creativecommons.org/licenses/by-sa/4.0/"},
    {"CC-BY-NC-4.0", "Creative Commons Attribution-NonCommercial 4.0",
     "https://creativecommons.org/licenses/by-nc/4.0/"},
    {"CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"},
    {"ODC-BY-1.0", "Open Data Commons Attribution License 1.0",
     "https://opendatacommons.org/licenses/by/1-0/"},
    {"ODbL-1.0", "Open Data Commons Open Database License 1.0",
     "https://opendatacommons.org/licenses/odbl/1-0/"},
}};

base::Error cannot_write(const fs::path& file, const std::string& why) {
  return {.code = "cannot_write", .message = "cannot write: " + why, .file = file.string()};
}

// What may stand in the name of a package.
std::string slug(const fs::path& folder) {
  std::string out;
  for (const char c : folder.filename().string()) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 && static_cast<unsigned char>(c) < 0x80) {
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "casus" : out;
}

struct Resource {
  const CsvTable* table = nullptr;
  std::ofstream file;
  base::Sha256 hash;
  std::uint64_t bytes = 0;
  std::uint64_t rows = 0;

  void write(const std::string& text) {
    file << text;
    hash.add(text);
    bytes += text.size();
  }
};

Json schema_of(const CsvTable& table) {
  Json fields = Json::array();
  for (const Column& column : table.columns) {
    Json field{{"name", column.name}, {"type", column.type}, {"description", column.what}};
    if (!column.hxl.empty()) field["hxl"] = column.hxl;
    if (column.needed) field["constraints"] = {{"required", true}};
    fields.push_back(std::move(field));
  }
  Json schema{{"fields", std::move(fields)}, {"missingValues", {""}}, {"primaryKey", table.key}};
  for (const ForeignKey& key : table.foreign) {
    schema["foreignKeys"].push_back(
        {{"fields", key.columns}, {"reference", {{"resource", key.table}, {"fields", key.to}}}});
  }
  return schema;
}

}  // namespace

struct Package::Parts {
  fs::path folder;   // as wanted
  fs::path working;  // beside it; "" once it is done
  FormOptions options;
  PackageFacts facts;
  std::vector<std::unique_ptr<Resource>> resources;
  std::unordered_set<std::string> stories;
  std::map<std::array<std::string, 3>, std::uint64_t> makers;  // version, model, lexicon: stories
  std::set<std::string> sources;
  std::string first_day, last_day;

  ~Parts() {
    std::error_code ignored;
    resources.clear();
    if (!working.empty()) fs::remove_all(working, ignored);
  }
};

Package::Package(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Package::Package(Package&&) noexcept = default;
Package& Package::operator=(Package&&) noexcept = default;
Package::~Package() = default;

base::Result<Package> Package::begin(const std::string& folder, const FormOptions& options,
                                     PackageFacts facts) {
  auto parts = std::make_unique<Parts>();
  fs::path wanted = fs::path(folder).lexically_normal();
  if (!wanted.has_filename()) wanted = wanted.parent_path();
  std::error_code status;
  if (fs::exists(wanted, status) && !fs::is_empty(wanted, status)) {
    return base::Error{.code = "exists",
                       .message = "there is something already",
                       .hint = "name a new folder, or take this one away",
                       .file = wanted.string()};
  }
  parts->folder = wanted;
  fs::path working = wanted;
  working += ".part";
  fs::remove_all(working, status);  // of a run that was cut off
  fs::create_directories(working, status);
  if (status) return cannot_write(working, status.message());
  parts->working = working;
  parts->options = options;
  parts->options.hxl = false;  // the tags stand in the schema
  parts->facts = std::move(facts);
  for (const CsvTable& table : csv_tables()) {
    auto resource = std::make_unique<Resource>();
    resource->table = &table;
    const fs::path file = working / (std::string(table.name) + ".csv");
    resource->file.open(file, std::ios::binary);
    if (!resource->file) return cannot_write(file, "it cannot be opened");
    std::string header;
    write_header(table, false, header);
    resource->write(header);
    parts->resources.push_back(std::move(resource));
  }
  return Package(std::move(parts));
}

bool Package::story(const record::Story& story) {
  Parts& parts = *parts_;
  if (!parts.stories.insert(story.id).second) return false;
  ++parts.makers[{story.made.version, story.made.model, story.made.lexicon}];
  if (!story.source.empty()) parts.sources.insert(story.source);
  if (const auto day = story.day()) {
    const std::string text = base::to_string(*day);
    if (parts.first_day.empty() || text < parts.first_day) parts.first_day = text;
    if (text > parts.last_day) parts.last_day = text;
  }
  for (const auto& resource : parts.resources) {
    std::string rows;
    Cells cells(rows, ',', parts.options.guard);
    resource->table->rows(story, parts.options, cells);
    resource->write(rows);
  }
  return true;
}

base::Result<void> Package::finish() {
  Parts& parts = *parts_;
  Json resources = Json::array();
  std::string hashes;
  for (const auto& resource : parts.resources) {
    const CsvTable& table = *resource->table;
    const std::string name = std::string(table.name) + ".csv";
    resource->file.close();
    if (!resource->file) return cannot_write(parts.working / name, "the disk may be full");
    const std::string hash = resource->hash.hex();
    hashes += hash;
    resources.push_back({{"name", table.name},
                         {"path", name},
                         {"profile", "tabular-data-resource"},
                         {"title", table.what},
                         {"format", "csv"},
                         {"mediatype", "text/csv"},
                         {"encoding", "utf-8"},
                         {"bytes", resource->bytes},
                         {"hash", "sha256:" + hash},
                         {"dialect",
                          {{"delimiter", ","},
                           {"lineTerminator", "\n"},
                           {"quoteChar", "\""},
                           {"doubleQuote", true},
                           {"header", true}}},
                         {"schema", schema_of(table)}});
  }

  Json makers = Json::array(), sources = Json::array(), contributors = Json::array();
  std::set<std::string> versions;
  for (const auto& [maker, stories] : parts.makers) {
    const auto& [version, model, lexicon] = maker;
    Json made{{"version", version}, {"model", "sha256:" + model}, {"lexicon", "sha256:" + lexicon}};
    if (!parts.facts.rules.empty() && lexicon == parts.facts.lexicon) {
      made["rules"] = "sha256:" + parts.facts.rules;
    }
    made["stories"] = stories;
    makers.push_back(std::move(made));
    versions.insert(version);
  }
  for (const std::string& source : parts.sources) sources.push_back({{"title", guarded(source)}});
  sources.push_back({{"title", "GeoNames (CC BY 4.0): places"}, {"path", "https://www.geonames.org/"}});
  std::string coder = "Casus";
  for (const std::string& version : versions) coder += (coder == "Casus" ? " " : ", ") + version;
  contributors.push_back({{"title", coder}, {"role", "wrangler"}});

  const std::string digest = base::sha256_hex(hashes).substr(0, 12);
  const std::string version = (versions.empty() ? std::string("0") : *versions.rbegin()) + "+" + digest;
  std::string of =
      fmt::format("{} {}", parts.stories.size(), parts.stories.size() == 1 ? "story" : "stories");
  if (!parts.first_day.empty()) of += " published from " + parts.first_day + " to " + parts.last_day;
  Json license{{"name", parts.facts.license}};
  for (const License& one : licenses) {
    if (one.name == parts.facts.license)
      license = {{"name", one.name}, {"path", one.path}, {"title", one.title}};
  }
  const Json package{{"profile", "tabular-data-package"},
                     {"name", slug(parts.folder)},
                     {"title", "Events of " + of},
                     {"description",
                      "Who did what to whom, who says so, tolls, requests and answers, obligations and the "
                      "agenda, coded from "
                      "news by " +
                          coder + ". The texts of the stories are not in the package."},
                     {"version", version},
                     {"licenses", Json::array({std::move(license)})},
                     {"sources", std::move(sources)},
                     {"contributors", std::move(contributors)},
                     {"citation", coder + ": events of " + of + ", version " + version + "."},
                     {"casus", {{"makers", std::move(makers)}, {"formula_guard", parts.options.guard}}},
                     {"resources", std::move(resources)}};

  const fs::path file = parts.working / "datapackage.json";
  std::ofstream out(file, std::ios::binary);
  out << package.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
  out.close();
  if (!out) return cannot_write(file, "the disk may be full");
  std::error_code status;
  fs::remove(parts.folder, status);  // an empty folder of that name
  fs::rename(parts.working, parts.folder, status);
  if (status) return cannot_write(parts.folder, status.message());
  parts.working.clear();
  return {};
}

}  // namespace casus::write
