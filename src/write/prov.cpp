// PROV-JSON (W3C member submission): which software made which record of which story, with which model and
// rules (docs/formats/prov.md). Memory: about 300 bytes a story.
#include <set>
#include <vector>

#include "base/sha256.h"
#include "write/forms.h"
#include "write/iri.h"
#include "write/json.h"

namespace casus::write {
namespace {

using record::Maker;
using record::Story;

class ProvForm final : public Form {
 public:
  void begin(std::string& out) override {
    out += R"({"prefix":{"casus":"urn:casus:prov:","dcterms":"http://purl.org/dc/terms/"})";
  }

  void story(const Story& story, std::string&) override {
    if (!seen_.insert(story.id).second) return;  // a name stands once
    std::size_t maker = 0;
    while (maker < makers_.size() && !(makers_[maker] == story.made)) ++maker;
    if (maker == makers_.size()) {
      makers_.push_back(story.made);
      software(maker);
    }
    const std::string number = std::to_string(++stories_);
    const std::string source = "casus:story/" + encoded(story.id);
    const std::string record = "casus:record/" + encoded(story.id);
    JsonWriter entity = next(entities_, source);
    entity.begin_object();
    entity.member("prov:type", "casus:Story");
    entity.member("dcterms:identifier", story.id);
    entity.member("casus:sha256", story.sha256);
    if (!story.headline.empty()) entity.member("dcterms:title", story.headline);
    if (!story.source.empty()) entity.member("dcterms:publisher", story.source);
    if (!story.published.empty()) entity.member("dcterms:issued", story.published);
    if (!story.url.empty()) entity.member("prov:location", story.url);
    entity.end_object();
    JsonWriter made = next(entities_, record);
    made.begin_object();
    made.member("prov:type", "casus:Record");
    made.key("casus:events");
    made.number(story.events.size());
    made.end_object();
    const std::string run = run_of(maker);
    link(used_, "_:u" + number, "prov:activity", run, "prov:entity", source);
    link(generated_, "_:g" + number, "prov:entity", record, "prov:activity", run);
    link(derived_, "_:d" + number, "prov:generatedEntity", record, "prov:usedEntity", source);
  }

  void end(std::string& out) override {
    const std::pair<const char*, const std::string*> parts[] = {{"entity", &entities_},
                                                                {"activity", &activities_},
                                                                {"agent", &agents_},
                                                                {"used", &used_},
                                                                {"wasGeneratedBy", &generated_},
                                                                {"wasDerivedFrom", &derived_},
                                                                {"wasAssociatedWith", &associated_}};
    for (const auto& [name, members] : parts) {
      if (members->empty()) continue;
      ((((out += ",\n\"") += name) += "\":{") += *members) += "\n}";
    }
    out += "}\n";
  }

 private:
  // A member of an object that is written piece by piece.
  static JsonWriter next(std::string& members, const std::string& name) {
    members += members.empty() ? "\n" : ",\n";
    JsonWriter json(members);
    json.key(name);
    return json;
  }

  static void link(std::string& members, const std::string& id, std::string_view from_name,
                   const std::string& from, std::string_view to_name, const std::string& to) {
    JsonWriter json = next(members, id);
    json.begin_object();
    json.member(from_name, from);
    json.member(to_name, to);
    json.end_object();
  }

  // A run is told by what it ran: the same version, model and rules are the same run.
  std::string run_of(std::size_t maker) const {
    const Maker& made = makers_[maker];
    return "casus:run/" +
           base::sha256_hex(made.version + '\0' + made.model + '\0' + made.lexicon).substr(0, 16);
  }

  void software(std::size_t maker) {
    const Maker& made = makers_[maker];
    const std::string run = run_of(maker);
    JsonWriter activity = next(activities_, run);
    activity.begin_object();
    activity.member("prov:type", "casus:Coding");
    activity.member("casus:version", made.version);
    activity.end_object();
    const std::string agent = "casus:software/" + encoded(made.version);
    const std::string number = std::to_string(maker + 1);
    bool known = false;
    for (std::size_t i = 0; i < maker; ++i) known = known || makers_[i].version == made.version;
    if (!known) {
      JsonWriter json = next(agents_, agent);
      json.begin_object();
      json.key("prov:type");
      json.begin_object();
      json.member("$", "prov:SoftwareAgent");
      json.member("type", "prov:QUALIFIED_NAME");
      json.end_object();
      json.member("prov:label", "Casus " + made.version);
      json.end_object();
    }
    link(associated_, "_:a" + number, "prov:activity", run, "prov:agent", agent);
    for (const auto& [kind, hash] : {std::pair{"model", &made.model}, {"lexicon", &made.lexicon}}) {
      const std::string name = std::string("casus:") + kind + "/" + encoded(*hash);
      bool there = false;
      for (std::size_t i = 0; i < maker; ++i) {
        there = there || (kind == std::string_view("model") ? makers_[i].model : makers_[i].lexicon) == *hash;
      }
      if (!there) {
        JsonWriter json = next(entities_, name);
        json.begin_object();
        json.member("prov:type", kind == std::string_view("model") ? "casus:Model" : "casus:Lexicon");
        json.member("casus:sha256", *hash);
        json.end_object();
      }
      link(used_, std::string("_:") + kind + number, "prov:activity", run, "prov:entity", name);
    }
  }

  std::set<std::string> seen_;
  std::vector<Maker> makers_;
  std::size_t stories_ = 0;
  std::string entities_, activities_, agents_, used_, generated_, derived_, associated_;
};

}  // namespace

std::unique_ptr<Form> prov_form(const FormTables&, const FormOptions&) {
  return std::make_unique<ProvForm>();
}

}  // namespace casus::write
