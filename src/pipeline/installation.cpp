#include "pipeline/installation.h"

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <vector>

#include "knowledge/read_tables.h"

namespace casus::pipeline {
namespace {

namespace fs = std::filesystem;
using base::Error;

bool is_file(const fs::path& path) {
  std::error_code status;
  return fs::is_regular_file(path, status);
}

bool is_data(const fs::path& path) {
  std::error_code status;
  return fs::is_directory(path / "ontology", status);
}

std::string from_environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

// ../share/casus beside the running program.
std::optional<fs::path> beside_program() {
  std::error_code status;
  const fs::path program = fs::read_symlink("/proc/self/exe", status);
  if (status) return std::nullopt;
  return (program.parent_path().parent_path() / "share" / "casus").lexically_normal();
}

std::string model_file(std::string_view name) {
  if (name.empty() || name == "md") return "en_core_web_md-3.7.1.casus";
  if (name == "sm") return "en_core_web_sm-3.8.0.casus";
  return {};
}

base::Result<std::string> find_data(const std::string& wanted) {
  for (const std::string& said : {wanted, from_environment("CASUS_DATA")}) {
    if (said.empty()) continue;
    if (is_data(said)) return said;
    return Error{.code = "no_data",
                 .message = "no data folder: it has no ontology/",
                 .hint = "give the folder data/ of Casus to --data",
                 .file = said};
  }
  if (const auto share = beside_program(); share && is_data(*share)) return share->string();
  if (is_data(CASUS_SOURCE_DIR "/data")) return std::string(CASUS_SOURCE_DIR "/data");
  return Error{.code = "no_data",
               .message = "the data folder of Casus was not found",
               .hint = "give it to --data, or set CASUS_DATA"};
}

// A file of `name` in `folder`, below the places that hold what set-up made.
std::string find_made(const std::string& folder, const std::string& name) {
  std::vector<fs::path> roots;
  if (const std::string said = from_environment("CASUS_DATA"); !said.empty()) roots.emplace_back(said);
  if (const auto share = beside_program()) roots.push_back(*share);
  roots.emplace_back(CASUS_SOURCE_DIR "/.cache");
  for (const fs::path& root : roots) {
    if (is_file(root / folder / name)) return (root / folder / name).string();
  }
  return {};
}

base::Result<std::string> find_model(const std::string& wanted) {
  const std::string name = model_file(wanted);
  if (name.empty()) {
    if (is_file(wanted)) return wanted;
    return Error{.code = "no_model",
                 .message = "there is no such language model",
                 .hint = "give md, sm or a model file to --model",
                 .file = wanted};
  }
  if (std::string file = find_made("models", name); !file.empty()) return file;
  return Error{.code = "no_model",
               .message = "the language model " + name + " is not there",
               .hint = "make setup fetches it; or give a model file to --model"};
}

}  // namespace

base::Result<Installation> find_knowledge(const std::string& wanted) {
  auto data = find_data(wanted);
  if (!data) return data.error();
  Installation out;
  out.data = *std::move(data);
  out.own_data = !wanted.empty();
  const fs::path own = fs::path(out.data) / "knowledge" / "knowledge.casus";
  out.knowledge = out.own_data && is_file(own) ? own.string() : find_made("knowledge", "knowledge.casus");
  return out;
}

std::string known_path(const std::string& file, const Installation& installation) {
  if (installation.own_data || !file.starts_with(installation.data)) return file;
  return "data" + file.substr(installation.data.size());
}

base::Result<LoadedKnowledge> load_knowledge(const Installation& from) {
  const auto tables = [&](std::string note) -> base::Result<LoadedKnowledge> {
    auto known = knowledge::Knowledge::from_tables(from.data);
    if (!known) return known.error();
    return LoadedKnowledge{*std::move(known), std::move(note)};
  };
  if (from.knowledge.empty()) {
    return tables("there is no knowledge file, so towns are not known; make setup makes it");
  }
  auto known = knowledge::Knowledge::open(from.knowledge);
  if (!known) return known.error();
  if (known->tables_hash() == knowledge::tables_hash(from.data + "/knowledge")) {
    return LoadedKnowledge{*std::move(known), {}};
  }
  if (from.own_data) {
    return tables(
        "the tables of " + from.data +
        "/knowledge are not those of the knowledge file: they count, and towns of the gazetteer are "
        "not known; casus-knowledge compiles both into " +
        from.data + "/knowledge/knowledge.casus");
  }
  return LoadedKnowledge{*std::move(known), "the tables of data/knowledge were edited after " +
                                                from.knowledge +
                                                " was made, which counts until make setup makes it anew"};
}

base::Result<Installation> find_installation(const Wanted& wanted) {
  auto out = find_knowledge(wanted.data);
  if (!out) return out;
  auto model = find_model(wanted.model);
  if (!model) return model.error();
  out->model = *std::move(model);
  return out;
}

std::string_view version() { return CASUS_VERSION; }

}  // namespace casus::pipeline
