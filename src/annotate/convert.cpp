#include "annotate/convert.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "annotate/convert_network.h"
#include "annotate/convert_text.h"
#include "annotate/package.h"

namespace casus::annotate {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 2> licences = {"LICENSE", "LICENSES_SOURCES"};

base::Result<void> convert_meta(const Package& package, ModelFileWriter& writer) {
  auto bytes = package.read("meta.json");
  if (!bytes) return bytes.error();
  auto config = package.read("config.cfg");
  if (!config) return config.error();
  auto tagger = package.read("tagger/cfg");
  if (!tagger) return tagger.error();
  const Json from = Json::parse(*bytes, nullptr, false);
  const Json tagger_config = Json::parse(*tagger, nullptr, false);
  if (!from.is_object() || !tagger_config.is_object() || !tagger_config.contains("labels")) {
    return base::Error{.code = "package_content", .message = "meta.json or tagger/cfg cannot be read"};
  }
  Json meta = Json::object();
  for (const char* key :
       {"name", "version", "lang", "license", "author", "url", "spacy_version", "vectors"}) {
    if (from.contains(key)) meta[key] = from[key];
  }
  meta["source_sha256"] = package.sha256();
  meta["labels"] = {{"tagger", tagger_config["labels"]}};
  writer.add("meta.json", meta.dump());
  writer.add("config.cfg", *std::move(config));
  return {};
}

}  // namespace

base::Result<ModelFileWriter> convert_package(const std::string& wheel_or_folder) {
  auto package = Package::open(wheel_or_folder);
  if (!package) return package.error();
  ModelFileWriter writer;
  for (const std::string_view licence : licences) {
    auto text = package->read(licence);  // the weights may not travel without it
    if (!text) return text.error();
    writer.add(std::string(licence), *std::move(text));
  }
  for (auto* convert :
       {convert_meta, convert_tokenizer, convert_norms, convert_rules, convert_lemmas, convert_vectors}) {
    if (auto done = convert(*package, writer); !done) return done.error();
  }
  for (const char* component : {"tok2vec", "tagger", "parser", "ner"}) {
    if (auto done = convert_network(*package, component, writer); !done) return done.error();
  }
  for (const char* component : {"parser", "ner"}) {
    if (auto done = convert_moves(*package, component, writer); !done) return done.error();
  }
  return writer;
}

base::Result<void> convert_model(const std::string& wheel_or_folder, const std::string& out) {
  auto writer = convert_package(wheel_or_folder);
  if (!writer) return writer.error();
  for (const std::string_view licence : licences) {
    const std::string* text = writer->find(licence);
    std::ofstream file(out + "." + std::string(licence), std::ios::binary);
    if (!(file << *text) || !file.flush()) {
      return base::Error{.code = "model_write",
                         .message = "cannot write the licence beside the language model",
                         .file = out + "." + std::string(licence)};
    }
  }
  return writer->write(out);
}

}  // namespace casus::annotate
