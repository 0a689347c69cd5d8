// What the command line says, verb by verb; command_line.cpp fills these in.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ingest/reader.h"
#include "write/form.h"

namespace casus::cli {

// Exit codes of every verb.
inline constexpr int all_well = 0;
inline constexpr int usage = 1;             // wrong command line, or something it needs is not there
inline constexpr int nothing_readable = 2;  // no story could be coded
inline constexpr int some_rejected = 3;
inline constexpr int stopped = 4;  // by a signal; the same command goes on

enum class Color { automatic, always, never };

struct Common {
  std::string data;
  std::string model;
  bool quiet = false;
  Color color = Color::automatic;
};

struct InputOptions {
  std::vector<std::string> files;
  ingest::Format format = ingest::Format::detect;
  ingest::Defaults defaults;
  std::uint64_t max_bytes = std::uint64_t{2} << 20;
  int threads = 0;  // 0: as many as there are processors
};

struct CodeOptions {
  InputOptions input;
  std::string db;
  std::string output;
  std::string format = "record";  // the records themselves, or a name of write::forms()
  write::FormOptions how;
};

struct WatchOptions {
  InputOptions input;  // files: folders and feed files
  std::string db;
  bool once = false;
};

struct ExportOptions {
  std::vector<std::string> files;  // of records; none: standard input
  std::string package;             // folder of a data package; "": one form
  std::string license = "CC-BY-4.0";
  std::string db;
  std::string output;
  std::string format = "record";
  write::FormOptions how;
};

enum class Sync { automatic, normal, full };

struct IngestVerbOptions {
  InputOptions input;
  std::string db;
  Sync sync = Sync::automatic;  // full for standard input, normal for files
  bool again = false;
};

struct DbOptions {
  std::string action;
  std::string to;
  std::string db;
  bool json = false;
};

struct RejectsOptions {
  std::string action;
  std::vector<std::string> stories;
  std::string code;
  std::string db;
  std::uint64_t max_bytes = std::uint64_t{2} << 20;
  int threads = 0;
};

struct RecodeOptions {
  std::string db;
  bool all = false;
  bool dry_run = false;
  std::uint64_t max_bytes = std::uint64_t{2} << 20;
  int threads = 0;
};

struct SituationOptions {
  std::string db;
  std::string id;  // "": a list of all
  bool by_story = false;
  bool json = false;
};

struct ServeOptions {
  std::string db;
  std::string bind = "127.0.0.1";
  std::uint16_t port = 8642;
  std::string token;
};

struct AcrossOptions {
  std::string db;
  std::string situation;  // "": all
  bool json = false;
};

struct EvalOptions {
  std::string gold;
  std::vector<std::string> records;
  std::string db;
  std::size_t misses = 0;
  bool json = false;
};

struct LearnOptions {
  InputOptions input;
  std::string reviews;
  std::string output;
  double precision = 0.8;   // the threshold is the lowest that reaches this on stories held out
  double threshold = -1;    // where not negative: this threshold instead
  double prior = 10;        // pull towards no weight: signs of grammar, rules and sides
  double words_prior = 20;  // of the words around
};

struct ReadOptions {
  InputOptions input;
  int width = 0;  // 0: the terminal's
};

struct AnnotateOptions {
  InputOptions input;
  bool roles = false;
  bool json = false;
};

struct ExplainOptions {
  std::vector<std::string> text;  // words or whole sentences
  std::string published;
};

struct DiffOptions {
  std::string before, after;  // files of records; one may be "-"
  bool json = false;
  std::size_t examples = 5;  // shown a rule; 0: all
};

struct WhoOptions {
  std::string name;
  std::string on;  // "": today
};

struct WhereOptions {
  std::string name;
  std::string near;  // alpha-3
  std::string on;
};

struct MembersOptions {
  std::string organisation;
  std::string on;
};

struct TestOptions {
  std::vector<std::string> paths;  // files and folders; none: tests/stories
  bool accept = false;
};

struct LintOptions {
  bool no_examples = false;
};

// The verbs. Each returns an exit code.
int code(const Common& common, const CodeOptions& options);
int watch(const Common& common, const WatchOptions& options);
int export_records(const Common& common, const ExportOptions& options);
int ingest(const Common& common, const IngestVerbOptions& options);
int db(const Common& common, const DbOptions& options);
int rejects(const Common& common, const RejectsOptions& options);
int recode(const Common& common, const RecodeOptions& options);
int situation(const Common& common, const SituationOptions& options);
int serve(const Common& common, const ServeOptions& options);
int timeline(const Common& common, const AcrossOptions& options);
int tolls(const Common& common, const AcrossOptions& options);
int threads(const Common& common, const AcrossOptions& options);
int agenda(const Common& common, const AcrossOptions& options);
int eval(const Common& common, const EvalOptions& options);
int learn(const Common& common, const LearnOptions& options);
int read(const Common& common, const ReadOptions& options);
int annotate(const Common& common, const AnnotateOptions& options);
int who(const Common& common, const WhoOptions& options);
int where(const Common& common, const WhereOptions& options);
int members(const Common& common, const MembersOptions& options);
int explain(const Common& common, const ExplainOptions& options);
int diff(const Common& common, const DiffOptions& options);
int test(const Common& common, const TestOptions& options);
int lint(const Common& common, const LintOptions& options);
int doctor(const Common& common);

// The whole program.
int run(int argc, const char* const* argv);

}  // namespace casus::cli
