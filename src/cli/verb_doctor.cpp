// casus doctor: is this installation sound?
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>

#include "annotate/annotator.h"
#include "annotate/cpu.h"
#include "base/sha256.h"
#include "cli/work.h"
#include "pipeline/installation.h"

namespace casus::cli {
namespace {

namespace fs = std::filesystem;
using document::Document;

// Long enough to go through every part of the model: sentences, names, numbers, quotes, rare words.
constexpr const char* sample =
    "BISHKEK, June 12 - Kyrgyzstan's interim government asked Russia on Saturday to send peacekeepers to the "
    "southern city of Osh, where at least 75 people have been killed since Thursday. \"We need outside "
    "forces,\" "
    "Roza Otunbayeva told reporters. The Kremlin said it saw no grounds for taking part, but would fly in "
    "medicine "
    "worth $1.5 million; the U.N. Security Council is to meet on Monday.";

class Examination {
 public:
  Examination(Output& output, bool color) : output_(output), color_(color) {}

  void good(std::string_view what, std::string_view said) { line("ok", "32", what, said); }
  // Works, but is not as it should be.
  void note(std::string_view what, std::string_view said) { line("note", "33", what, said); }
  void bad(std::string_view what, std::string_view said) {
    line("WRONG", "31", what, said);
    ++wrong_;
  }
  int wrong() const { return wrong_; }

 private:
  void line(std::string_view verdict, std::string_view ink, std::string_view what, std::string_view said) {
    const std::string mark =
        color_ ? fmt::format("\033[{}m{:<5}\033[0m", ink, verdict) : fmt::format("{:<5}", verdict);
    output_.write(fmt::format("{}  {:<10} {}\n", mark, what, said));
  }
  Output& output_;
  bool color_;
  int wrong_ = 0;
};

document::Article article() {
  document::Article out;
  out.id = "sample";
  out.published = "2010-06-12";
  out.text = sample;
  out.sha256 = base::sha256_hex(out.text);
  return out;
}

base::Result<Document> annotated(const std::string& model, annotate::Cpu cpu) {
  const auto annotator = annotate::Annotator::load(model, cpu);
  if (!annotator) return annotator.error();
  auto document = Document::open(article());
  if (!document) return document.error();
  annotate::Annotator::Workspace workspace;
  if (auto done = annotator->read(*document, workspace); !done) return done.error();
  return *std::move(document);
}

bool same_names(const Document& a, const Document& b) {
  return std::equal(a.names.begin(), a.names.end(), b.names.begin(), b.names.end(),
                    [](const document::Name& x, const document::Name& y) {
                      return x.tokens == y.tokens && x.label == y.label;
                    });
}

bool same(const Document& a, const Document& b) {
  return a.tokens.span == b.tokens.span && a.tokens.tag == b.tokens.tag && a.tokens.dep == b.tokens.dep &&
         a.tokens.head == b.tokens.head && a.tokens.sentence_start == b.tokens.sentence_start &&
         same_names(a, b);
}

// Every instruction set that this machine has against the plain loop, decision by decision.
void kernels(const std::string& model, Examination& report) {
  using annotate::Cpu;
  const auto plain = annotated(model, Cpu::plain);
  if (!plain) return report.bad("kernels", plain.error().to_string());
  std::string agree;
  for (const Cpu cpu : {Cpu::avx2, Cpu::avx512}) {
    if (!annotate::supported(cpu)) continue;
    const auto other = annotated(model, cpu);
    if (!other) return report.bad("kernels", other.error().to_string());
    if (!same(*plain, *other)) {
      return report.bad("kernels",
                        fmt::format("{} and the plain loop read the sample differently; set CASUS_CPU=plain",
                                    annotate::name(cpu)));
    }
    agree += fmt::format("{}{}", agree.empty() ? "" : ", ", annotate::name(cpu));
  }
  report.good("kernels", agree.empty() ? "plain only; this processor has nothing faster"
                                       : agree + " read as the plain loop does; in use: " +
                                             std::string(annotate::name(annotate::best_cpu())));
}

void disk(Examination& report) {
  std::error_code status;
  const fs::path here = fs::current_path(status);
  const fs::space_info space = fs::space(here, status);
  if (status) return report.bad("disk", "the current folder cannot be looked at: " + status.message());
  const fs::path probe = here / ".casus-doctor";
  const bool writable = static_cast<bool>(std::ofstream(probe) << "x");
  fs::remove(probe, status);
  const double gigabytes = static_cast<double>(space.available) / 1e9;
  const std::string said = fmt::format("{:.1f} GB free in {}", gigabytes, here.string());
  if (!writable)
    return report.bad("disk",
                      "the current folder may not be written to; records and databases must go elsewhere");
  gigabytes < 0.1 ? report.bad("disk", said) : report.good("disk", said);
}

// Tables that were edited after the file was compiled from them.
bool is_stale(const pipeline::Installation& places) {
  std::error_code status;
  const auto compiled = fs::last_write_time(places.knowledge, status);
  if (status) return false;
  for (const auto& entry : fs::recursive_directory_iterator(places.data + "/knowledge", status)) {
    if (entry.is_regular_file() && entry.last_write_time() > compiled) return true;
  }
  return false;
}

void rooms(const pipeline::Installation& places, Examination& report) {
  const auto start = std::chrono::steady_clock::now();
  const auto pipeline = pipeline::Pipeline::open(places);
  const auto seconds = [](auto since) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
  };
  if (!pipeline) return report.bad("data", pipeline.error().to_string());
  const code::Coder& coder = pipeline->coder();
  report.good("model", fmt::format("{} {} in {}", pipeline->annotator().name(),
                                   pipeline->annotator().version(), places.model));
  report.good("data",
              fmt::format("{} rules with {} words, {} CAMEO codes in {}", coder.rules().rules().size(),
                          coder.rules().key_count(), pipeline->ontology().codes().size(), places.data));
  const knowledge::Knowledge& known = pipeline->knowledge();
  if (places.knowledge.empty()) {
    report.good(
        "knowledge",
        fmt::format("{} entries, read from tables; make setup compiles them with a gazetteer", known.size()));
  } else if (is_stale(places)) {
    report.note("knowledge", "tables were edited after " + places.knowledge +
                                 " was compiled; make setup compiles it again");
  } else {
    report.good("knowledge", fmt::format("{} entries{} in {}", known.size(),
                                         known.has_gazetteer() ? " and a gazetteer" : "", places.knowledge));
  }
  report.good("start", fmt::format("{:.0f} ms", seconds(start) * 1000));

  pipeline::Pipeline::Workspace workspace;
  std::size_t found = 0;
  if (const auto first = pipeline->take(article(), workspace)) found = first->claims.events.size();
  if (found == 0) return report.bad("coding", "no event was found in the sample");
  constexpr int rounds = 50;
  const auto begun = std::chrono::steady_clock::now();
  for (int i = 0; i < rounds; ++i) (void)pipeline->take(article(), workspace);
  report.good("coding", fmt::format("{} events in the sample, {:.0f} such stories a second and thread", found,
                                    rounds / seconds(begun)));
}

}  // namespace

int doctor(const Common& common) {
  Console console(common);
  auto output = *Output::open("");
  Examination report(output, use_color(common.color, 1));
  report.good("casus", pipeline::version());
  if (const auto places = pipeline::find_installation({common.data, common.model}); !places) {
    report.bad("files", places.error().to_string());
  } else {
    kernels(places->model, report);
    rooms(*places, report);
  }
  disk(report);
  if (auto done = output.close(); !done) return console.error(done.error()), usage;
  if (report.wrong() > 0) console.error(fmt::format("{} of these must be put right", report.wrong()));
  return report.wrong() == 0 ? all_well : usage;
}

}  // namespace casus::cli
