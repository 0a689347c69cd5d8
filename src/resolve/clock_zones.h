// Whose clock a clock time is, and so at what instant that was.
//
// In this order: what the words say ("2000 GMT", "8 p.m. EST", "9 a.m. Kabul time"); for "local time" the
// place named nearest to it in its sentence; the same time told again for Greenwich ("at 3 p.m. (1000 GMT)");
// the place right beside it ("at 3 p.m. in Tokyo"); the dateline's place. Where none of these is there, or
// the place has several time zones, nothing is said. Offsets are those of that day and hour, from the time
// zones of the knowledge file.
#pragma once

#include <string>
#include <string_view>

#include "document/document.h"
#include "knowledge/knowledge.h"
#include "resolve/time_words.h"

namespace casus::resolve {

class ClockZones {
 public:
  // Both must outlive this.
  ClockZones(const knowledge::Knowledge& knowledge, const TimeWords& words)
      : knowledge_(knowledge), words_(words) {}

  // The zone of the dateline, and the day it was there when the story was published: what says "today" in
  // Los Angeles at 01:00 in Greenwich is of the day before.
  // Reads: article, dateline, places.   Writes: dateline.zone, dateline.day.   Order: before times are read.
  void locate(document::Document& document) const;

  // Reads: article, dateline, places, times.   Writes: zone, offset, instant and zone_from of clock times.
  void read(document::Document& document) const;

 private:
  struct Zone;
  std::string_view zone_of_name(std::string_view name) const;
  std::string zone_of_dateline(const document::Document& document) const;
  Zone said(const document::Document& document, const document::TimeExpression& time, int minutes) const;
  Zone place_beside(const document::Document& document, const document::TimeExpression& time) const;
  Zone nearest_place(const document::Document& document, const document::TimeExpression& time) const;

  const knowledge::Knowledge& knowledge_;
  const TimeWords& words_;
};

}  // namespace casus::resolve
