#include "store/migrations.h"

namespace casus::store {

// Claims as rows, told by their story and their own id, and the record as text beside them. Spans are code
// points, as in the record.
const char* const migration_0001 = R"sql(
CREATE TABLE stories (
  id        TEXT NOT NULL PRIMARY KEY,
  source    TEXT,
  published TEXT,
  headline  TEXT,
  url       TEXT,
  sha256    TEXT NOT NULL,
  text      TEXT NOT NULL,
  version   TEXT NOT NULL,
  model     TEXT NOT NULL,
  lexicon   TEXT NOT NULL,
  record    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX stories_by_day ON stories (published);

CREATE TABLE rejects (
  id       INTEGER PRIMARY KEY,
  story    TEXT NOT NULL,
  sha256   TEXT NOT NULL,
  file     TEXT NOT NULL,
  line     INTEGER,
  code     TEXT NOT NULL,
  reason   TEXT NOT NULL,
  version  TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 1,
  raw      BLOB NOT NULL,
  UNIQUE (story, sha256)
) STRICT;

CREATE TABLE entities (
  story   TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  id      TEXT NOT NULL,
  name    TEXT NOT NULL,
  type    TEXT NOT NULL,
  code    TEXT,
  country TEXT,
  role    TEXT,
  PRIMARY KEY (story, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entities_by_id ON entities (id);
CREATE INDEX entities_by_code ON entities (code);

CREATE TABLE times (
  story   TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  id      TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "end"   INTEGER NOT NULL,
  type    TEXT NOT NULL,
  value   TEXT,
  "begin" TEXT,
  until   TEXT,
  PRIMARY KEY (story, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE places (
  story    TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  id       TEXT NOT NULL,
  "start"  INTEGER NOT NULL,
  "end"    INTEGER NOT NULL,
  name     TEXT NOT NULL,
  kind     TEXT,
  country  TEXT,
  admin1   TEXT,
  lat      REAL,
  lon      REAL,
  geonames INTEGER,
  PRIMARY KEY (story, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  story      TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  id         TEXT NOT NULL,
  "start"    INTEGER NOT NULL,
  "end"      INTEGER NOT NULL,
  event      TEXT NOT NULL,
  mode       TEXT,
  cameo      TEXT,
  goldstein  REAL,
  score      REAL,
  status     TEXT NOT NULL,
  salience   TEXT NOT NULL,
  time       TEXT,
  day        TEXT,
  place      TEXT,
  confidence REAL NOT NULL,
  rule       TEXT NOT NULL,
  headline   INTEGER NOT NULL,
  PRIMARY KEY (story, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX events_by_day ON events (day, event);
CREATE INDEX events_by_type ON events (event, mode);
CREATE INDEX events_by_cameo ON events (cameo);

CREATE TABLE event_roles (
  story    TEXT NOT NULL,
  event    TEXT NOT NULL,
  n        INTEGER NOT NULL,
  role     TEXT NOT NULL,
  entity   TEXT,
  code     TEXT,
  "start"  INTEGER,
  "end"    INTEGER,
  inferred INTEGER NOT NULL,
  PRIMARY KEY (story, event, n),
  FOREIGN KEY (story, event) REFERENCES events (story, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX event_roles_by_code ON event_roles (code, role);
CREATE INDEX event_roles_by_entity ON event_roles (entity);

CREATE TABLE event_contexts (
  story   TEXT NOT NULL,
  event   TEXT NOT NULL,
  context TEXT NOT NULL,
  PRIMARY KEY (story, event, context),
  FOREIGN KEY (story, event) REFERENCES events (story, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE quotes (
  story        TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  id           TEXT NOT NULL,
  "start"      INTEGER NOT NULL,
  "end"        INTEGER NOT NULL,
  speaker      TEXT,
  speaker_text TEXT,
  via          TEXT,
  direct       TEXT NOT NULL,
  outer        TEXT,
  PRIMARY KEY (story, id)
) STRICT, WITHOUT ROWID;

-- which claims a quote carries, outermost first
CREATE TABLE attributions (
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  claim TEXT NOT NULL,
  n     INTEGER NOT NULL,
  quote TEXT NOT NULL,
  PRIMARY KEY (story, claim, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE tolls (
  story      TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  id         TEXT NOT NULL,
  "start"    INTEGER NOT NULL,
  "end"      INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  low        INTEGER,
  high       INTEGER,
  qualifier  TEXT NOT NULL,
  cumulative INTEGER NOT NULL,
  victims    TEXT,
  event      TEXT,
  time       TEXT,
  day        TEXT,
  place      TEXT,
  PRIMARY KEY (story, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tolls_by_kind ON tolls (kind, day);

CREATE TABLE responses (
  story   TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  thread  TEXT NOT NULL,
  n       INTEGER NOT NULL,
  request TEXT NOT NULL,
  event   TEXT,
  kind    TEXT,
  PRIMARY KEY (story, thread, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE obligations (
  story   TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  id      TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "end"   INTEGER NOT NULL,
  bearer  TEXT,
  kind    TEXT NOT NULL,
  basis   TEXT,
  status  TEXT NOT NULL,
  PRIMARY KEY (story, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE agenda (
  story     TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  id        TEXT NOT NULL,
  "start"   INTEGER NOT NULL,
  "end"     INTEGER NOT NULL,
  what      TEXT NOT NULL,
  certainty TEXT NOT NULL,
  event     TEXT,
  time      TEXT,
  day       TEXT,
  place     TEXT,
  PRIMARY KEY (story, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX agenda_by_day ON agenda (day, what);
)sql";
;

}  // namespace casus::store
