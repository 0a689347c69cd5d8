#include "resolve/resolver.h"

#include "resolve/clock_zones.h"
#include "resolve/dateline.h"
#include "resolve/entities.h"
#include "resolve/places.h"
#include "resolve/times.h"

namespace casus::resolve {

struct Resolver::Parts {
  const knowledge::Knowledge& knowledge;
  TimeReader times;
  PlaceReader places;
  EntityReader entities;
};

Resolver::Resolver(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Resolver::Resolver(Resolver&&) noexcept = default;
Resolver& Resolver::operator=(Resolver&&) noexcept = default;
Resolver::~Resolver() = default;

base::Result<Resolver> Resolver::load(const std::string& data_folder, const knowledge::Knowledge& knowledge) {
  const std::string words = data_folder + "/words/en";
  auto times = TimeReader::load(words);
  if (!times) return times.error();
  auto places = PlaceReader::load(words, knowledge);
  if (!places) return places.error();
  auto entities = EntityReader::load(words, knowledge);
  if (!entities) return entities.error();
  return Resolver(std::make_unique<const Parts>(
      Parts{knowledge, std::move(*times), std::move(*places), std::move(*entities)}));
}

void Resolver::read(document::Document& document, Trace* trace) const {
  const ClockZones clocks(parts_->knowledge, parts_->times.words());
  read_dateline(document, parts_->knowledge);
  parts_->places.read(document, trace == nullptr ? nullptr : &trace->places);
  clocks.locate(document);
  parts_->times.read(document);
  clocks.read(document);
  parts_->entities.read(document, trace == nullptr ? nullptr : &trace->actors);
}

}  // namespace casus::resolve
