#include "store/migrations.h"

namespace casus::store {

// Across stories: near-duplicates, incidents, situations (docs/situations.md), and the keys that neighbours
// are found by. Filled by whoever places stories; a database that comes forward is placed anew.
//
// Keys stand by spans of days first, so that the part of the index that a feed writes to does not grow with
// the age of the archive.
const char* const migration_0003 = R"sql(
CREATE TABLE placing (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  seq    INTEGER NOT NULL,
  method TEXT NOT NULL
) STRICT;

CREATE TABLE placed_stories (
  key        INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  day        INTEGER,
  published  TEXT NOT NULL,
  source     TEXT NOT NULL,
  revision   INTEGER NOT NULL,
  correction INTEGER NOT NULL,
  shingles   INTEGER NOT NULL,
  minhash    BLOB NOT NULL,
  terms      BLOB NOT NULL,
  copies     TEXT NOT NULL,
  part       TEXT NOT NULL,
  incident   TEXT NOT NULL
) STRICT;
CREATE INDEX placed_stories_by_copies ON placed_stories (copies);
CREATE INDEX placed_stories_by_part ON placed_stories (part);
CREATE INDEX placed_stories_by_incident ON placed_stories (incident);

CREATE TABLE incidents (
  key       INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  day       INTEGER,
  terms     BLOB NOT NULL,
  part      TEXT NOT NULL,
  situation TEXT NOT NULL
) STRICT;
CREATE INDEX incidents_by_part ON incidents (part);
CREATE INDEX incidents_by_situation ON incidents (situation);

CREATE TABLE story_keys (
  span  INTEGER NOT NULL,
  key   INTEGER NOT NULL,
  story INTEGER NOT NULL REFERENCES placed_stories (key),
  PRIMARY KEY (span, key, story)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_keys (
  span     INTEGER NOT NULL,
  key      INTEGER NOT NULL,
  incident INTEGER NOT NULL REFERENCES incidents (key),
  PRIMARY KEY (span, key, incident)
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace casus::store
