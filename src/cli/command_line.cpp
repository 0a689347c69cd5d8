// The command line: every verb with its options, help and examples. What a verb does is in verb_*.cpp.
#include <CLI/CLI.hpp>
#include <charconv>
#include <map>

#include "cli/options.h"
#include "ingest/formats.h"
#include "pipeline/installation.h"

namespace casus::cli {
namespace {

// An option's value has to be a day or a date-time.
std::string check_published(std::string& value) {
  const auto tidy = ingest::tidy_published(value);
  if (!tidy) return "\"" + value + "\" is no date; write 2010-06-12 or 2010-06-12T08:00:00Z";
  value = *tidy;
  return {};
}

// Whether all of `value` is a number in [least, most]; NaN is not.
bool is_between(const std::string& value, double least, double most) {
  double number = 0;
  const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), number);
  return problem == std::errc() && end == value.data() + value.size() && number >= least && number <= most;
}
std::string check_share(std::string& value) {
  return is_between(value, 0, 1) ? "" : "\"" + value + "\" is no share; write a number from 0 to 1";
}
std::string check_pull(std::string& value) {
  return is_between(value, 1e-3, 1e6) ? ""
                                      : "\"" + value + "\" is no pull; write a number from 0.001 to 1000000";
}

void add_common(CLI::App& verb, Common& common) {
  verb.add_option("--data", common.data, "Folder with rules, tables and words")->type_name("FOLDER");
  verb.add_option("--model", common.model, "Language model: md (default), sm, or a file")->type_name("MODEL");
  verb.add_option("--color", common.color, "Colours: auto, always or never")
      ->transform(CLI::CheckedTransformer(std::map<std::string, Color>{{"auto", Color::automatic},
                                                                       {"always", Color::always},
                                                                       {"never", Color::never}})
                      .description(""))
      ->type_name("WHEN");
  verb.add_flag("-q,--quiet", common.quiet, "No progress and no summary; errors are still said");
}

void add_db(CLI::App& verb, std::string& db) {
  verb.add_option("--db", db, "A database that ingest or code filled")->type_name("FILE")->required();
}

void add_coding(CLI::App& verb, std::uint64_t& max_bytes, int& threads) {
  verb.add_option("--max-bytes", max_bytes, "Reject stories longer than this")->type_name("N");
  verb.add_option("-j,--threads", threads, "Threads; default: one a processor")
      ->check(CLI::Range(1, 1024).description(""))
      ->type_name("N");
}

void add_input(CLI::App& verb, InputOptions& input) {
  verb.add_option("FILES", input.files, "Plain text, JSON Lines or feeds; - or nothing is standard input");
  verb.add_option("--published", input.defaults.published, "Day or date-time of stories that do not say it")
      ->check(CLI::Validator(check_published, ""))
      ->type_name("DATE");
  verb.add_option("--source", input.defaults.source, "Who published stories that do not say it")
      ->type_name("NAME");
  verb.add_option("--id", input.defaults.id, "Id of a plain text; else one is made from its content")
      ->type_name("ID");
  std::map<std::string, ingest::Format> formats{{"auto", ingest::Format::detect}};
  std::string names = "auto";
  for (const ingest::FormatInfo& one : ingest::formats()) {
    formats.emplace(one.name, one.format);
    (names += ", ") += one.name;
  }
  verb.add_option("--input-format", input.format, "How to read FILES: " + names)
      ->transform(CLI::CheckedTransformer(formats).description(""))
      ->type_name("FORMAT");
  add_coding(verb, input.max_bytes, input.threads);
}

void add_form(CLI::App& verb, std::string& format, write::FormOptions& how) {
  std::vector<std::string> names{"record"};
  std::string list = "record (default)";
  for (const write::FormInfo& one : write::forms()) {
    names.emplace_back(one.name);
    (list += ", ") += one.name;
  }
  verb.add_option("--format", format, "What to write: " + list)
      ->check(CLI::IsMember(names).description(""))
      ->type_name("FORMAT");
  verb.add_option("--status", how.statuses,
                  "Events of these statuses: all, or actual, negated, future, conditional, hypothetical, "
                  "historical; default: what the format takes")
      ->check(
          CLI::IsMember({"all", "actual", "negated", "future", "conditional", "hypothetical", "historical"})
              .description(""))
      ->delimiter(',')
      ->type_name("LIST");
  verb.add_flag("--hxl", how.hxl, "A row of HXL tags below the header of CSV");
  verb.add_flag("!--no-guard", how.guard, "Leave text that a spreadsheet would run as a formula as it is");
  verb.add_flag("--no-mobilize-beside-assault", how.drop_mobilize,
                "Leave out MOBILIZE where the same story reports an ASSAULT");
}

}  // namespace

int run(int argc, const char* const* argv) {
  CLI::App app(
      "Casus reads English news and says who did what to whom, when, where, who says so and whether it\n"
      "really happened - each claim with the exact words it rests on.",
      "casus");
  app.set_version_flag("--version", "casus " + std::string(pipeline::version()));
  app.require_subcommand(1);
  app.footer(
      "casus VERB --help says more, with examples. Exit codes: 0 all coded, 1 wrong usage or set-up,\n"
      "2 nothing readable, 3 some stories rejected, 4 stopped by a signal.");

  Common common;
  int exit_code = all_well;

  CodeOptions code_options;
  CLI::App* verb = app.add_subcommand("code", "Stories in, records out, one JSON object a line");
  add_common(*verb, common);
  add_input(*verb, code_options.input);
  verb->add_option("--db", code_options.db, "Keep stories, claims and rejects in this SQLite file")
      ->type_name("FILE");
  verb->add_option("-o,--output", code_options.output, "Write the records there; default: standard output")
      ->type_name("FILE");
  add_form(*verb, code_options.format, code_options.how);
  verb->footer(
      "Examples:\n"
      "  casus code --published 2010-06-12 --source wire story.txt\n"
      "  casus code --format gdelt stories.jsonl > events.tsv\n"
      "  casus code --db crisis.db stories.jsonl > records.jsonl\n"
      "  zcat stories.jsonl.gz | casus code --quiet -");
  verb->callback([&] { exit_code = code(common, code_options); });

  IngestVerbOptions ingest_options;
  verb = app.add_subcommand("ingest", "Stories into a database; goes on where it was left");
  add_common(*verb, common);
  add_input(*verb, ingest_options.input);
  verb->add_option("--db", ingest_options.db, "The SQLite file; made where it is new")
      ->type_name("FILE")
      ->required();
  verb->add_option("--sync", ingest_options.sync,
                   "full: wait for the disk at every commit; normal: a power failure may undo the last ones; "
                   "default: normal for files, full for standard input")
      ->transform(
          CLI::CheckedTransformer(std::map<std::string, Sync>{{"full", Sync::full}, {"normal", Sync::normal}})
              .description(""))
      ->type_name("WHEN");
  verb->add_flag("--again", ingest_options.again,
                 "Files from the beginning, and code again what is there already");
  verb->footer(
      "After an interruption of any kind the same command goes on where it was left. The same files can be "
      "given again,\nin any order; what is there already is not coded again.\n"
      "Example:\n"
      "  casus ingest --db crisis.db stories.jsonl more/*.txt");
  verb->callback([&] { exit_code = ingest(common, ingest_options); });

  WatchOptions watch_options;
  verb = app.add_subcommand("watch", "What comes into folders and feed files goes into a database");
  add_common(*verb, common);
  add_input(*verb, watch_options.input);
  verb->get_option("FILES")->description("Folders, and files that are written anew")->required();
  verb->add_option("--db", watch_options.db, "The SQLite file; made where it is new")
      ->type_name("FILE")
      ->required();
  verb->add_flag("--once", watch_options.once, "Read what is there and new, then end");
  verb->footer(
      "Runs until SIGINT or SIGTERM; started again, it goes on with what came meanwhile.\n"
      "Examples:\n"
      "  casus watch --db crisis.db incoming\n"
      "  casus watch --db crisis.db feeds/wire.rss feeds/agency.atom");
  verb->callback([&] { exit_code = watch(common, watch_options); });

  DbOptions db_options;
  verb = app.add_subcommand("db", "Is a database sound, what is in it, is it the same as another, a copy");
  add_common(*verb, common);
  verb->add_option("ACTION", db_options.action, "verify, stats, digest, backup or upgrade")
      ->check(CLI::IsMember({"verify", "stats", "digest", "backup", "upgrade"}).description(""))
      ->required();
  verb->add_option("TO", db_options.to, "Where backup puts the copy");
  add_db(*verb, db_options.db);
  verb->add_flag("--json", db_options.json, "stats as a JSON object");
  verb->footer(
      "Examples:\n"
      "  casus db verify --db crisis.db\n"
      "  casus db backup crisis-june.db --db crisis.db");
  verb->callback([&] { exit_code = db(common, db_options); });

  RejectsOptions rejects_options;
  verb = app.add_subcommand("rejects", "Documents that could not be coded: list, show, retry, drop");
  add_common(*verb, common);
  verb->add_option("ACTION", rejects_options.action, "list, show, retry or drop")
      ->check(CLI::IsMember({"list", "show", "retry", "drop"}).description(""))
      ->required();
  verb->add_option("STORIES", rejects_options.stories, "Ids; none: all of them");
  add_db(*verb, rejects_options.db);
  verb->add_option("--code", rejects_options.code, "Only those rejected for this reason")->type_name("CODE");
  add_coding(*verb, rejects_options.max_bytes, rejects_options.threads);
  verb->footer(
      "Examples:\n"
      "  casus rejects list --db crisis.db\n"
      "  casus rejects retry --db crisis.db --code too_long --max-bytes 8000000");
  verb->callback([&] { exit_code = rejects(common, rejects_options); });

  RecodeOptions recode_options;
  verb = app.add_subcommand("recode", "Code kept stories again with today's rules, and say what changed");
  add_common(*verb, common);
  add_db(*verb, recode_options.db);
  verb->add_flag("--all", recode_options.all, "Those too that this version, model and rules have read");
  verb->add_flag("--dry-run", recode_options.dry_run, "Only say what would change");
  add_coding(*verb, recode_options.max_bytes, recode_options.threads);
  verb->footer(
      "Example:\n"
      "  casus recode --db crisis.db --dry-run");
  verb->callback([&] { exit_code = recode(common, recode_options); });

  ExportOptions export_options;
  verb = app.add_subcommand("export", "Records or a database in, a format of the field out");
  add_common(*verb, common);
  verb->add_option("RECORDS", export_options.files, "What casus code wrote; - or nothing is standard input");
  verb->add_option("--db", export_options.db, "A database instead of files of records")->type_name("FILE");
  verb->add_option("-o,--output", export_options.output, "Write there; default: standard output")
      ->type_name("FILE");
  add_form(*verb, export_options.format, export_options.how);
  verb->add_option("--package", export_options.package,
                   "A Frictionless data package with all tables instead of one format")
      ->type_name("FOLDER");
  verb->add_option("--license", export_options.license, "Licence of the package; default: CC-BY-4.0")
      ->type_name("ID");
  verb->footer(
      "Examples:\n"
      "  casus export --format csv --db crisis.db > events.csv\n"
      "  casus export --package crisis-events --db crisis.db\n"
      "  casus code stories.jsonl | casus export --format gdelt > events.tsv");
  verb->callback([&] { exit_code = export_records(common, export_options); });

  SituationOptions situation_options;
  verb = app.add_subcommand("situation",
                            "Which stories tell of one incident, which incidents make one situation");
  add_common(*verb, common);
  add_db(*verb, situation_options.db);
  verb->add_option("ID", situation_options.id, "A situation, or an incident or story of it; default: all");
  verb->add_flag("--by-story", situation_options.by_story,
                 "A line a story, with its incident and its situation");
  verb->add_flag("--json", situation_options.json, "A JSON object a line");
  verb->footer(
      "Examples:\n"
      "  casus situation --db crisis.db\n"
      "  casus situation --db crisis.db kgz-2010-06-11\n"
      "  casus situation --db crisis.db --by-story --json");
  verb->callback([&] { exit_code = situation(common, situation_options); });

  ServeOptions serve_options;
  verb = app.add_subcommand("serve", "The situation room in a browser, and its HTTP API, from a database");
  add_common(*verb, common);
  verb->add_option("--db", serve_options.db, "A database that ingest or code filled; it is only read")
      ->type_name("FILE")
      ->required();
  verb->add_option("--port", serve_options.port, "Default 8642; 0 takes any that is free")->type_name("N");
  verb->add_option("--bind", serve_options.bind,
                   "Address to listen on; default 127.0.0.1: this machine only. Any other needs a token")
      ->type_name("ADDRESS");
  verb->add_option("--token", serve_options.token, "What clients must send; CASUS_TOKEN says it as well")
      ->type_name("TEXT");
  verb->footer(
      "Prints the address and runs until it is interrupted.\n"
      "Examples:\n"
      "  casus serve --db crisis.db\n"
      "  curl 'http://127.0.0.1:8642/api/v1/events?type=ASSAULT&country=KGZ&limit=5'");
  verb->callback([&] { exit_code = serve(common, serve_options); });

  // What looks across the stories of a situation.
  AcrossOptions across_options;
  const auto add_across = [&](const char* name, const char* says,
                              int (*run_verb)(const Common&, const AcrossOptions&)) {
    CLI::App* added = app.add_subcommand(name, says);
    add_common(*added, common);
    add_db(*added, across_options.db);
    added
        ->add_option("--situation", across_options.situation,
                     "Only this situation: its id, or that of an incident or story of it")
        ->type_name("ID");
    added->add_flag("--json", across_options.json, "A JSON object a line");
    added->footer(std::string("Example:\n  casus ") + name + " --db crisis.db");
    added->callback(
        [&exit_code, &common, &across_options, run_verb] { exit_code = run_verb(common, across_options); });
  };
  add_across("timeline", "Events of a situation by day, each once with all its sources", timeline);
  add_across("tolls", "Tolls as series over time, with sources, superseded and conflicting figures", tolls);
  add_across("threads", "Who asked whom for what, and what was answered, across stories", threads);
  add_across("agenda", "What was planned, and whether it took place", agenda);

  EvalOptions eval_options;
  verb = app.add_subcommand("eval", "How records compare with claims that people reviewed");
  add_common(*verb, common);
  verb->add_option("GOLD", eval_options.gold, "Reviews, JSON Lines: what was accepted, rejected, corrected")
      ->required();
  verb->add_option("RECORDS", eval_options.records, "Records as casus code writes them");
  verb->add_option("--db", eval_options.db, "Compare the records of this database instead")
      ->type_name("FILE");
  verb->add_option("--misses", eval_options.misses, "Say the first N claims that are not as they should be")
      ->type_name("N");
  verb->add_flag("--json", eval_options.json, "One JSON object");
  verb->footer(
      "Examples:\n"
      "  casus eval reviews.jsonl --db crisis.db\n"
      "  casus eval reviews.jsonl records.jsonl --misses 20");
  verb->callback([&] { exit_code = eval(common, eval_options); });

  ReadOptions read_options;
  verb = app.add_subcommand("read", "The same for a person, each claim with its words");
  add_common(*verb, common);
  add_input(*verb, read_options.input);
  verb->add_option("--width", read_options.width, "Columns; default: the terminal's")
      ->check(CLI::Range(40, 1000).description(""))
      ->type_name("N");
  verb->footer(
      "Examples:\n"
      "  casus read --published 2010-06-12 story.txt\n"
      "  casus read --color always stories.jsonl | less -R");
  verb->callback([&] { exit_code = read(common, read_options); });

  ExplainOptions explain_options;
  verb = app.add_subcommand("explain", "How a sentence was read: words, roles, actors, rules, near misses");
  add_common(*verb, common);
  verb->add_option("TEXT", explain_options.text, "The sentence")->required();
  verb->add_option("--published", explain_options.published, "Day that \"Friday\" and the like count from")
      ->check(CLI::Validator(check_published, ""))
      ->type_name("DATE");
  verb->footer(
      "Example:\n"
      "  casus explain --published 2010-06-12 \"Police arrested two activists in Minsk on Friday.\"");
  verb->callback([&] { exit_code = explain(common, explain_options); });

  LearnOptions learn_options;
  verb = app.add_subcommand("learn", "Weights for how likely an event is, from events that people reviewed");
  add_common(*verb, common);
  verb->add_option("REVIEWS", learn_options.reviews,
                   "Reviews, JSON Lines: what was accepted, rejected, corrected")
      ->required();
  add_input(*verb, learn_options.input);
  verb->add_option("-o,--output", learn_options.output,
                   "Where to write the weights; default: standard output")
      ->type_name("FILE");
  verb->add_option(
          "--precision", learn_options.precision,
          "Say what is likely enough that this share of it was right on stories held out; default 0.8")
      ->check(CLI::Validator(check_share, ""))
      ->type_name("SHARE");
  verb->add_option("--threshold", learn_options.threshold, "Say what is at least this likely instead")
      ->check(CLI::Validator(check_share, ""))
      ->type_name("SHARE");
  verb->add_option("--prior", learn_options.prior,
                   "Pull towards 0 on weights of grammar, rules and sides; default 10")
      ->check(CLI::Validator(check_pull, ""))
      ->type_name("X");
  verb->add_option("--words-prior", learn_options.words_prior,
                   "Pull towards 0 on weights of the words around; default 20")
      ->check(CLI::Validator(check_pull, ""))
      ->type_name("X");
  verb->footer(
      "Example:\n"
      "  casus learn reviews.jsonl stories.jsonl -o data/likelihood/weights.tsv");
  verb->callback([&] { exit_code = learn(common, learn_options); });

  DiffOptions diff_options;
  verb = app.add_subcommand("diff", "What another reading of the same stories changed, rule by rule");
  add_common(*verb, common);
  verb->add_option("BEFORE", diff_options.before, "Records as casus code writes them; - is standard input")
      ->required();
  verb->add_option("AFTER", diff_options.after, "Records of the same stories, read anew")->required();
  verb->add_option("--examples", diff_options.examples, "Events shown for each rule; 0 shows all; default 5")
      ->type_name("N");
  verb->add_flag("--json", diff_options.json, "A JSON object for each event that differs");
  verb->footer(
      "Example:\n"
      "  casus code stories.jsonl > before.jsonl\n"
      "  $EDITOR data/rules/coerce/arrest.toml\n"
      "  casus code stories.jsonl | casus diff before.jsonl -");
  verb->callback([&] { exit_code = diff(common, diff_options); });

  const auto add_day = [](CLI::App& to, std::string& on) {
    to.add_option("--on", on, "The day; default: today")
        ->check(CLI::Validator(check_published, ""))
        ->type_name("DATE");
  };
  WhoOptions who_options;
  verb = app.add_subcommand("who", "Who somebody was on a day, or who led a state or body");
  add_common(*verb, common);
  verb->add_option("NAME", who_options.name, "A person, surname, state or organisation")->required();
  add_day(*verb, who_options.on);
  verb->footer(
      "Examples:\n"
      "  casus who Medvedev --on 2010-06-12\n"
      "  casus who Kyrgyzstan --on 2010-06-12");
  verb->callback([&] { exit_code = who(common, who_options); });

  WhereOptions where_options;
  verb = app.add_subcommand("where", "The places of a name");
  add_common(*verb, common);
  verb->add_option("NAME", where_options.name, "A town, division, country, region, base or airport")
      ->required();
  verb->add_option("--near", where_options.near, "Places of this country first (ISO 3166 alpha-3)")
      ->type_name("CODE");
  add_day(*verb, where_options.on);
  verb->footer(
      "Example:\n"
      "  casus where Jalalabad --near KGZ --on 2010-06-12");
  verb->callback([&] { exit_code = where(common, where_options); });

  MembersOptions members_options;
  verb = app.add_subcommand("members",
                            "Who belonged to an organisation on a day, and what its treaty obliges to");
  add_common(*verb, common);
  verb->add_option("ORGANISATION", members_options.organisation, "Name, acronym or key")->required();
  add_day(*verb, members_options.on);
  verb->footer(
      "Example:\n"
      "  casus members CSTO --on 2010-06-12");
  verb->callback([&] { exit_code = members(common, members_options); });

  TestOptions test_options;
  verb = app.add_subcommand("test", "Stories with the claims that are expected of them");
  add_common(*verb, common);
  verb->add_option("PATHS", test_options.paths, "Files *.story or folders; default: tests/stories");
  verb->add_flag("--accept", test_options.accept, "Write what is said now below the stories");
  verb->footer(
      "Examples:\n"
      "  casus test\n"
      "  casus test --accept tests/stories/coerce && git diff tests/stories");
  verb->callback([&] { exit_code = test(common, test_options); });

  AnnotateOptions annotate_options;
  verb = app.add_subcommand("annotate", "Words, syntax and names as CoNLL-U or JSON");
  add_common(*verb, common);
  add_input(*verb, annotate_options.input);
  verb->add_flag("--roles", annotate_options.roles, "Who does what to whom: predicates with their arguments");
  verb->add_option("--format", annotate_options.json, "conllu (default) or json")
      ->transform(CLI::CheckedTransformer(std::map<std::string, bool>{{"conllu", false}, {"json", true}})
                      .description(""))
      ->type_name("FORMAT");
  verb->footer(
      "Examples:\n"
      "  echo \"Troops left Osh.\" | casus annotate -\n"
      "  casus annotate --roles --format json stories.jsonl");
  verb->callback([&] { exit_code = annotate(common, annotate_options); });

  LintOptions lint_options;
  verb = app.add_subcommand("lint", "Rules, words and examples, checked");
  add_common(*verb, common);
  verb->add_flag("--no-examples", lint_options.no_examples, "Do not run the rules' examples");
  verb->footer(
      "Examples:\n"
      "  casus lint\n"
      "  casus lint --no-examples --data my-data");
  verb->callback([&] { exit_code = lint(common, lint_options); });

  verb = app.add_subcommand("doctor", "Is this installation sound?");
  add_common(*verb, common);
  verb->footer(
      "Example:\n"
      "  casus doctor");
  verb->callback([&] { exit_code = doctor(common); });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? all_well : usage;
  }
  return exit_code;
}

}  // namespace casus::cli
