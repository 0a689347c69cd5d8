#include "store/migrations.h"

namespace casus::store {

// Raw input by hash, every document accounted for, how far each input was read, a feed of changes, full text,
// points; claims keyed by a whole number, so that a page of them is a walk along an index
// (docs/decisions/0011-sqlite-schema-v2.md).
//
// The claims are made again out of the records, which hold all that the new columns ask for.
const char* const migration_0002 = R"sql(
-- ---- what goes: claims by text keys
DROP TABLE event_roles;
DROP TABLE event_contexts;
DROP TABLE attributions;
DROP TABLE entities;
DROP TABLE times;
DROP TABLE places;
DROP TABLE events;
DROP TABLE quotes;
DROP TABLE tolls;
DROP TABLE responses;
DROP TABLE obligations;
DROP TABLE agenda;
DROP INDEX stories_by_day;
ALTER TABLE stories RENAME TO stories_1;
ALTER TABLE rejects RENAME TO rejects_1;

-- ---- what came in
CREATE TABLE inputs (
  key    INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  size   INTEGER,
  packed INTEGER NOT NULL DEFAULT 0,
  raw    BLOB
) STRICT;

CREATE TABLE files (
  key  INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE progress (
  file      INTEGER PRIMARY KEY REFERENCES files (key),
  "offset"  INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  done      INTEGER NOT NULL,
  mark      TEXT NOT NULL,
  settings  TEXT NOT NULL
) STRICT;

CREATE TABLE documents (
  file     INTEGER NOT NULL REFERENCES files (key),
  "offset" INTEGER NOT NULL,
  story    TEXT NOT NULL,
  input    INTEGER NOT NULL REFERENCES inputs (key),
  line     INTEGER,
  reader   TEXT NOT NULL,
  outcome  TEXT NOT NULL CHECK (outcome IN ('coded', 'no_event', 'duplicate', 'rejected')),
  PRIMARY KEY (file, "offset", story, input)
) STRICT, WITHOUT ROWID;
CREATE INDEX documents_by_input ON documents (input, story);

CREATE TABLE rejects (
  key       INTEGER PRIMARY KEY,
  story     TEXT NOT NULL,
  input     INTEGER NOT NULL REFERENCES inputs (key),
  seq       INTEGER NOT NULL,
  file      TEXT NOT NULL,
  "offset"  INTEGER NOT NULL,
  line      INTEGER,
  reader    TEXT NOT NULL,
  published TEXT,
  source    TEXT,
  code      TEXT NOT NULL,
  reason    TEXT NOT NULL,
  version   TEXT NOT NULL,
  attempts  INTEGER NOT NULL,
  dropped   INTEGER NOT NULL DEFAULT 0,
  UNIQUE (input, story)
) STRICT;
CREATE INDEX rejects_by_code ON rejects (code);

CREATE TABLE changes (
  seq      INTEGER PRIMARY KEY AUTOINCREMENT,
  op       TEXT NOT NULL CHECK (op IN ('put', 'delete')),
  resource TEXT NOT NULL,
  story    TEXT NOT NULL,
  id       TEXT
) STRICT;

-- ---- stories
CREATE TABLE makers (
  key     INTEGER PRIMARY KEY,
  version TEXT NOT NULL,
  model   TEXT NOT NULL,
  lexicon TEXT NOT NULL,
  UNIQUE (version, model, lexicon)
) STRICT;

CREATE TABLE stories (
  key            INTEGER PRIMARY KEY,
  id             TEXT NOT NULL UNIQUE,
  seq            INTEGER NOT NULL,
  input          INTEGER NOT NULL REFERENCES inputs (key),
  maker          INTEGER NOT NULL REFERENCES makers (key),
  source         TEXT,
  published      TEXT,
  day            TEXT NOT NULL,
  headline       TEXT,
  url            TEXT,
  language       TEXT NOT NULL,
  dateline_start INTEGER,
  dateline_end   INTEGER,
  dateline_place TEXT,
  dateline_date  TEXT,
  sha256         TEXT NOT NULL,
  names          TEXT NOT NULL,
  text           TEXT NOT NULL,
  record         TEXT NOT NULL
) STRICT;
CREATE INDEX stories_by_day ON stories (day);
CREATE INDEX stories_by_source ON stories (source, day);
CREATE INDEX stories_by_seq ON stories (seq);

CREATE VIRTUAL TABLE search USING fts5 (
  headline, text, names,
  content = 'stories', content_rowid = 'key', tokenize = "porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER search_add AFTER INSERT ON stories BEGIN
  INSERT INTO search (rowid, headline, text, names) VALUES (new.key, new.headline, new.text, new.names);
END;
CREATE TRIGGER search_remove AFTER DELETE ON stories BEGIN
  INSERT INTO search (search, rowid, headline, text, names)
  VALUES ('delete', old.key, old.headline, old.text, old.names);
END;
CREATE TRIGGER search_change AFTER UPDATE OF headline, text, names ON stories BEGIN
  INSERT INTO search (search, rowid, headline, text, names)
  VALUES ('delete', old.key, old.headline, old.text, old.names);
  INSERT INTO search (rowid, headline, text, names) VALUES (new.key, new.headline, new.text, new.names);
END;

-- ---- what stories speak of
CREATE TABLE entities (
  story     INTEGER NOT NULL REFERENCES stories (key) ON DELETE CASCADE,
  id        TEXT NOT NULL,
  name      TEXT NOT NULL,
  type      TEXT NOT NULL,
  code      TEXT,
  country   TEXT,
  role      TEXT,
  role_from TEXT,
  role_to   TEXT,
  known     TEXT,
  PRIMARY KEY (story, id)
) STRICT, WITHOUT ROWID;
-- what a story alone knows is looked for through its story
CREATE INDEX entities_by_id ON entities (id) WHERE known IS NOT NULL;

CREATE TABLE times (
  story   INTEGER NOT NULL REFERENCES stories (key) ON DELETE CASCADE,
  id      TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "end"   INTEGER NOT NULL,
  text    TEXT NOT NULL,
  type    TEXT NOT NULL,
  value   TEXT,
  mod     TEXT,
  "begin" TEXT,
  until   TEXT,
  PRIMARY KEY (story, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE points (
  key INTEGER PRIMARY KEY,
  lat REAL NOT NULL,
  lon REAL NOT NULL,
  UNIQUE (lat, lon)
) STRICT;
CREATE VIRTUAL TABLE points_tree USING rtree (key, south, north, west, east);
CREATE TRIGGER points_add AFTER INSERT ON points BEGIN
  INSERT INTO points_tree VALUES (new.key, new.lat, new.lat, new.lon, new.lon);
END;
CREATE TRIGGER points_remove AFTER DELETE ON points BEGIN
  DELETE FROM points_tree WHERE key = old.key;
END;

CREATE TABLE places (
  story      INTEGER NOT NULL REFERENCES stories (key) ON DELETE CASCADE,
  id         TEXT NOT NULL,
  "start"    INTEGER NOT NULL,
  "end"      INTEGER NOT NULL,
  text       TEXT NOT NULL,
  name       TEXT NOT NULL,
  kind       TEXT,
  country    TEXT,
  admin1     TEXT,
  lat        REAL,
  lon        REAL,
  geonames   INTEGER,
  confidence REAL NOT NULL,
  point      INTEGER REFERENCES points (key),
  PRIMARY KEY (story, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX places_by_point ON places (point);

-- ---- claims; `at` is the day, else the day of the story, else ''
CREATE TABLE events (
  key             INTEGER PRIMARY KEY,
  story           INTEGER NOT NULL REFERENCES stories (key) ON DELETE CASCADE,
  id              TEXT NOT NULL,
  "start"         INTEGER NOT NULL,
  "end"           INTEGER NOT NULL,
  text            TEXT NOT NULL,
  event           TEXT NOT NULL,
  mode            TEXT,
  cameo           TEXT,
  goldstein       REAL,
  score           REAL,
  quad            TEXT,
  status          TEXT NOT NULL,
  salience        TEXT NOT NULL,
  time            TEXT,
  day             TEXT,
  at              TEXT NOT NULL,
  place           TEXT,
  point           INTEGER REFERENCES points (key),
  country         TEXT,
  confidence      REAL NOT NULL,
  rule            TEXT NOT NULL,
  condition_start INTEGER,
  condition_end   INTEGER,
  condition       TEXT,
  headline        INTEGER NOT NULL,
  UNIQUE (story, id)
) STRICT;
CREATE INDEX events_by_day ON events (at);
CREATE INDEX events_by_type ON events (event, at);
CREATE INDEX events_by_country ON events (country, at);
CREATE INDEX events_by_point ON events (point);

CREATE TABLE event_roles (
  event    INTEGER NOT NULL REFERENCES events (key) ON DELETE CASCADE,
  n        INTEGER NOT NULL,
  role     TEXT NOT NULL,
  entity   TEXT,
  name     TEXT,
  code     TEXT,
  "start"  INTEGER,
  "end"    INTEGER,
  text     TEXT,
  inferred INTEGER NOT NULL,
  PRIMARY KEY (event, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_roles_by_code ON event_roles (role, code);
CREATE INDEX event_roles_by_name ON event_roles (name COLLATE NOCASE);

CREATE TABLE event_contexts (
  event   INTEGER NOT NULL REFERENCES events (key) ON DELETE CASCADE,
  context TEXT NOT NULL,
  PRIMARY KEY (event, context)
) STRICT, WITHOUT ROWID;

CREATE TABLE quotes (
  key          INTEGER PRIMARY KEY,
  story        INTEGER NOT NULL REFERENCES stories (key) ON DELETE CASCADE,
  id           TEXT NOT NULL,
  "start"      INTEGER NOT NULL,
  "end"        INTEGER NOT NULL,
  text         TEXT NOT NULL,
  cue_start    INTEGER,
  cue_end      INTEGER,
  cue          TEXT,
  speaker      TEXT,
  speaker_text TEXT,
  via          TEXT,
  direct       TEXT NOT NULL,
  outer        TEXT,
  time         TEXT,
  day          TEXT,
  at           TEXT NOT NULL,
  headline     INTEGER NOT NULL,
  UNIQUE (story, id)
) STRICT;
CREATE INDEX quotes_by_day ON quotes (at);

CREATE TABLE quote_pieces (
  quote   INTEGER NOT NULL REFERENCES quotes (key) ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  "start" INTEGER NOT NULL,
  "end"   INTEGER NOT NULL,
  text    TEXT NOT NULL,
  PRIMARY KEY (quote, n)
) STRICT, WITHOUT ROWID;

-- which claims a quote carries, outermost first
CREATE TABLE attributions (
  story INTEGER NOT NULL REFERENCES stories (key) ON DELETE CASCADE,
  claim TEXT NOT NULL,
  n     INTEGER NOT NULL,
  quote TEXT NOT NULL,
  PRIMARY KEY (story, claim, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX attributions_by_quote ON attributions (story, quote);

-- further tellings of a claim
CREATE TABLE tellings (
  story   INTEGER NOT NULL REFERENCES stories (key) ON DELETE CASCADE,
  claim   TEXT NOT NULL,
  n       INTEGER NOT NULL,
  "start" INTEGER NOT NULL,
  "end"   INTEGER NOT NULL,
  PRIMARY KEY (story, claim, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE tolls (
  key        INTEGER PRIMARY KEY,
  story      INTEGER NOT NULL REFERENCES stories (key) ON DELETE CASCADE,
  id         TEXT NOT NULL,
  "start"    INTEGER NOT NULL,
  "end"      INTEGER NOT NULL,
  text       TEXT NOT NULL,
  kind       TEXT NOT NULL,
  low        INTEGER,
  high       INTEGER,
  qualifier  TEXT NOT NULL,
  cumulative INTEGER NOT NULL,
  victims    TEXT,
  event      TEXT,
  time       TEXT,
  day        TEXT,
  at         TEXT NOT NULL,
  place      TEXT,
  point      INTEGER REFERENCES points (key),
  country    TEXT,
  headline   INTEGER NOT NULL,
  UNIQUE (story, id)
) STRICT;
CREATE INDEX tolls_by_day ON tolls (at);
CREATE INDEX tolls_by_kind ON tolls (kind, at);
CREATE INDEX tolls_by_point ON tolls (point);

CREATE TABLE threads (
  key     INTEGER PRIMARY KEY,
  story   INTEGER NOT NULL REFERENCES stories (key) ON DELETE CASCADE,
  id      TEXT NOT NULL,
  request TEXT NOT NULL,
  status  TEXT NOT NULL,
  at      TEXT NOT NULL,
  UNIQUE (story, id)
) STRICT;
CREATE INDEX threads_by_day ON threads (at);
CREATE INDEX threads_by_status ON threads (status, at);

CREATE TABLE responses (
  thread INTEGER NOT NULL REFERENCES threads (key) ON DELETE CASCADE,
  n      INTEGER NOT NULL,
  event  TEXT NOT NULL,
  kind   TEXT NOT NULL,
  PRIMARY KEY (thread, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE obligations (
  key             INTEGER PRIMARY KEY,
  story           INTEGER NOT NULL REFERENCES stories (key) ON DELETE CASCADE,
  id              TEXT NOT NULL,
  "start"         INTEGER NOT NULL,
  "end"           INTEGER NOT NULL,
  text            TEXT NOT NULL,
  bearer          TEXT,
  kind            TEXT NOT NULL,
  action_start    INTEGER,
  action_end      INTEGER,
  action          TEXT,
  condition_start INTEGER,
  condition_end   INTEGER,
  condition       TEXT,
  members         TEXT NOT NULL,
  known_members   TEXT NOT NULL,
  basis           TEXT,
  status          TEXT NOT NULL,
  at              TEXT NOT NULL,
  headline        INTEGER NOT NULL,
  UNIQUE (story, id)
) STRICT;
CREATE INDEX obligations_by_day ON obligations (at);

CREATE TABLE agenda (
  key       INTEGER PRIMARY KEY,
  story     INTEGER NOT NULL REFERENCES stories (key) ON DELETE CASCADE,
  id        TEXT NOT NULL,
  "start"   INTEGER NOT NULL,
  "end"     INTEGER NOT NULL,
  text      TEXT NOT NULL,
  what      TEXT NOT NULL,
  certainty TEXT NOT NULL,
  event     TEXT,
  time      TEXT,
  day       TEXT,
  at        TEXT NOT NULL,
  place     TEXT,
  headline  INTEGER NOT NULL,
  UNIQUE (story, id)
) STRICT;
CREATE INDEX agenda_by_day ON agenda (at);
CREATE INDEX agenda_by_what ON agenda (what, at);

CREATE TABLE agenda_actors (
  agenda INTEGER NOT NULL REFERENCES agenda (key) ON DELETE CASCADE,
  n      INTEGER NOT NULL,
  entity TEXT NOT NULL,
  PRIMARY KEY (agenda, n)
) STRICT, WITHOUT ROWID;

-- ---- what stays: stories and rejects of schema 1, their claims out of the records
INSERT INTO makers (version, model, lexicon)
  SELECT DISTINCT version, model, lexicon FROM stories_1 ORDER BY 1, 2, 3;
INSERT INTO inputs (sha256) SELECT sha256 FROM stories_1 UNION SELECT sha256 FROM rejects_1;
UPDATE inputs SET raw = r.raw, size = length(r.raw) FROM rejects_1 r WHERE r.sha256 = inputs.sha256;
INSERT INTO files (name) SELECT '' WHERE EXISTS (SELECT 1 FROM stories_1) UNION SELECT file FROM rejects_1;
INSERT INTO changes (op, resource, story) SELECT 'put', 'stories', id FROM stories_1 ORDER BY id;
INSERT INTO changes (op, resource, story) SELECT 'put', 'rejects', story FROM rejects_1 ORDER BY id;

INSERT INTO stories (id, seq, input, maker, source, published, day, headline, url, language, dateline_start,
                     dateline_end, dateline_place, dateline_date, sha256, names, text, record)
  SELECT s.id,
         (SELECT c.seq FROM changes c WHERE c.resource = 'stories' AND c.story = s.id),
         (SELECT i.key FROM inputs i WHERE i.sha256 = s.sha256),
         (SELECT m.key FROM makers m
          WHERE m.version = s.version AND m.model = s.model AND m.lexicon = s.lexicon),
         s.source, s.published,
         coalesce(substr(s.published, 1, 10), s.record ->> '$.story.dateline.date', ''),
         s.headline, s.url, s.record ->> '$.story.language',
         s.record ->> '$.story.dateline.start', s.record ->> '$.story.dateline.end',
         s.record ->> '$.story.dateline.place', s.record ->> '$.story.dateline.date',
         s.sha256,
         coalesce((SELECT group_concat(name, char(10)) FROM (
           SELECT e.value ->> '$.name' AS name FROM json_each(s.record, '$.entities') e
           UNION SELECT p.value ->> '$.name' FROM json_each(s.record, '$.places') p ORDER BY 1)), ''),
         s.text, s.record
  FROM stories_1 s ORDER BY s.id;

INSERT INTO documents (file, "offset", story, input, reader, outcome)
  SELECT (SELECT key FROM files WHERE name = ''), 0, id, input, '',
         iif(json_array_length(record, '$.events') > 0, 'coded', 'no_event')
  FROM stories;
INSERT INTO rejects (key, story, input, seq, file, "offset", line, reader, code, reason, version, attempts)
  SELECT r.id, r.story, i.key,
         (SELECT max(c.seq) FROM changes c WHERE c.resource = 'rejects' AND c.story = r.story),
         r.file, 0, r.line, '', r.code, r.reason, r.version, r.attempts
  FROM rejects_1 r JOIN inputs i ON i.sha256 = r.sha256
  WHERE NOT EXISTS (SELECT 1 FROM stories s WHERE s.id = r.story AND s.input = i.key);
INSERT OR IGNORE INTO documents (file, "offset", story, input, line, reader, outcome)
  SELECT f.key, r."offset", r.story, r.input, r.line, r.reader, 'rejected'
  FROM rejects r JOIN files f ON f.name = r.file;

INSERT INTO entities
  SELECT s.key, e.value ->> '$.id', e.value ->> '$.name', e.value ->> '$.type', e.value ->> '$.code',
         e.value ->> '$.country', e.value ->> '$.role', e.value ->> '$.role_from', e.value ->> '$.role_to',
         e.value ->> '$.key'
  FROM stories s, json_each(s.record, '$.entities') e;
INSERT INTO times
  SELECT s.key, t.value ->> '$.id', t.value ->> '$.start', t.value ->> '$.end', t.value ->> '$.text',
         t.value ->> '$.type', t.value ->> '$.value', t.value ->> '$.mod', t.value ->> '$.begin',
         t.value ->> '$.until'
  FROM stories s, json_each(s.record, '$.times') t;
INSERT OR IGNORE INTO points (lat, lon)
  SELECT p.value ->> '$.lat', p.value ->> '$.lon' FROM stories s, json_each(s.record, '$.places') p
  WHERE p.value ->> '$.lat' IS NOT NULL AND p.value ->> '$.lon' IS NOT NULL;
INSERT INTO places
  SELECT s.key, p.value ->> '$.id', p.value ->> '$.start', p.value ->> '$.end', p.value ->> '$.text',
         p.value ->> '$.name', p.value ->> '$.kind', p.value ->> '$.country', p.value ->> '$.admin1',
         p.value ->> '$.lat', p.value ->> '$.lon', p.value ->> '$.geonames', p.value ->> '$.confidence',
         (SELECT key FROM points WHERE lat = p.value ->> '$.lat' AND lon = p.value ->> '$.lon')
  FROM stories s, json_each(s.record, '$.places') p;

-- the claims, each with the day of its time: that of an expression, or of a value that begins with one
CREATE TEMP TABLE claims_1 AS
  SELECT s.key AS story, l.value AS list, c.key AS n, c.value ->> '$.id' AS id, c.value AS json,
         coalesce(c.value ->> '$.time', iif(l.value = 'agenda', c.value ->> '$.value', NULL)) AS time,
         NULL AS day, s.day AS at
  FROM stories s,
       json_each('["events", "quotes", "tolls", "threads", "obligations", "agenda"]') l,
       json_each(s.record, '$.' || l.value) c
  ORDER BY s.key, l.key, c.key;
UPDATE claims_1 SET day = CASE
  WHEN EXISTS (SELECT 1 FROM times t WHERE t.story = claims_1.story AND t.id = time)
    THEN (SELECT t."begin" FROM times t WHERE t.story = claims_1.story AND t.id = time)
  WHEN time GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*' AND substr(time, 11, 1) IN ('', 'T', ' ')
       AND date(substr(time, 1, 10)) = substr(time, 1, 10)
    THEN substr(time, 1, 10)
  END;
UPDATE claims_1 SET at = coalesce(day, at);
CREATE INDEX temp.claims_1_by_id ON claims_1 (story, list, id);

INSERT INTO events (story, id, "start", "end", text, event, mode, cameo, goldstein, score, quad, status,
                    salience, time, day, at, place, point, country, confidence, rule, condition_start,
                    condition_end, condition, headline)
  SELECT c.story, c.id, c.json ->> '$.trigger.start', c.json ->> '$.trigger.end',
         c.json ->> '$.trigger.text', c.json ->> '$.event', c.json ->> '$.mode', c.json ->> '$.cameo',
         c.json ->> '$.goldstein', c.json ->> '$.score', c.json ->> '$.quad', c.json ->> '$.status',
         c.json ->> '$.salience', c.time, c.day, c.at, c.json ->> '$.place', p.point, p.country,
         c.json ->> '$.confidence',
         (SELECT group_concat(value, ' ') FROM json_each(c.json, '$.rule')),
         c.json ->> '$.condition.start', c.json ->> '$.condition.end', c.json ->> '$.condition.text',
         coalesce(c.json ->> '$.in' = 'headline', 0)
  FROM claims_1 c LEFT JOIN places p ON p.story = c.story AND p.id = c.json ->> '$.place'
  WHERE c.list = 'events' ORDER BY c.story, c.n;
INSERT INTO event_roles
  SELECT e.key, r.key, r.value ->> '$.role', r.value ->> '$.entity', n.name, r.value ->> '$.code',
         r.value ->> '$.start', r.value ->> '$.end', r.value ->> '$.text', r.value ->> '$.inferred'
  FROM events e
  JOIN claims_1 c ON c.story = e.story AND c.list = 'events' AND c.id = e.id,
       json_each(c.json, '$.roles') r
  LEFT JOIN entities n ON n.story = e.story AND n.id = r.value ->> '$.entity';
INSERT INTO event_contexts
  SELECT DISTINCT e.key, x.value
  FROM events e
  JOIN claims_1 c ON c.story = e.story AND c.list = 'events' AND c.id = e.id,
       json_each(c.json, '$.contexts') x;

INSERT INTO quotes (story, id, "start", "end", text, cue_start, cue_end, cue, speaker, speaker_text, via,
                    direct, outer, time, day, at, headline)
  SELECT story, id, "start", "end", substr(text, "start" + 1, "end" - "start"), json ->> '$.cue.start',
         json ->> '$.cue.end', json ->> '$.cue.text', json ->> '$.speaker', json ->> '$.speaker_text',
         json ->> '$.via',
         CASE json ->> '$.direct' WHEN 'mixed' THEN 'mixed' WHEN 1 THEN 'direct' ELSE 'indirect' END,
         json ->> '$.outer', time, day, at, coalesce(json ->> '$.in' = 'headline', 0)
  FROM (SELECT c.*, s.text, c.json ->> '$.content[0].start' AS "start",
               c.json ->> '$.content[#-1].end' AS "end"
        FROM claims_1 c JOIN stories s ON s.key = c.story WHERE c.list = 'quotes' ORDER BY c.story, c.n);
INSERT INTO quote_pieces
  SELECT q.key, x.key, x.value ->> '$.start', x.value ->> '$.end',
         substr(s.text, (x.value ->> '$.start') + 1, (x.value ->> '$.end') - (x.value ->> '$.start'))
  FROM quotes q
  JOIN stories s ON s.key = q.story
  JOIN claims_1 c ON c.story = q.story AND c.list = 'quotes' AND c.id = q.id,
       json_each(c.json, '$.content') x;
INSERT INTO attributions
  SELECT c.story, c.id, a.key, a.value FROM claims_1 c, json_each(c.json, '$.attribution') a;
INSERT INTO tellings
  SELECT c.story, c.id, t.key, t.value ->> '$.start', t.value ->> '$.end'
  FROM claims_1 c, json_each(c.json, '$.evidence') t;

INSERT INTO tolls (story, id, "start", "end", text, kind, low, high, qualifier, cumulative, victims, event,
                   time, day, at, place, point, country, headline)
  SELECT c.story, c.id, c.json ->> '$.start', c.json ->> '$.end', c.json ->> '$.text', c.json ->> '$.kind',
         c.json ->> '$.low', c.json ->> '$.high', c.json ->> '$.qualifier', c.json ->> '$.cumulative',
         c.json ->> '$.victims', c.json ->> '$.event', c.time, c.day, c.at, c.json ->> '$.place', p.point,
         p.country, coalesce(c.json ->> '$.in' = 'headline', 0)
  FROM claims_1 c LEFT JOIN places p ON p.story = c.story AND p.id = c.json ->> '$.place'
  WHERE c.list = 'tolls' ORDER BY c.story, c.n;

INSERT INTO threads (story, id, request, status, at)
  SELECT c.story, c.id, c.json ->> '$.request', c.json ->> '$.status', coalesce(e.at, c.at)
  FROM claims_1 c LEFT JOIN events e ON e.story = c.story AND e.id = c.json ->> '$.request'
  WHERE c.list = 'threads' ORDER BY c.story, c.n;
INSERT INTO responses
  SELECT t.key, r.key, r.value ->> '$.event', r.value ->> '$.kind'
  FROM threads t
  JOIN claims_1 c ON c.story = t.story AND c.list = 'threads' AND c.id = t.id,
       json_each(c.json, '$.responses') r;

INSERT INTO obligations (story, id, "start", "end", text, bearer, kind, action_start, action_end, action,
                         condition_start, condition_end, condition, members, known_members, basis, status,
                         at, headline)
  SELECT story, id, json ->> '$.start', json ->> '$.end', json ->> '$.text', json ->> '$.bearer',
         json ->> '$.kind', json ->> '$.action.start', json ->> '$.action.end', json ->> '$.action.text',
         json ->> '$.condition.start', json ->> '$.condition.end', json ->> '$.condition.text',
         coalesce((SELECT group_concat(value, ' ') FROM json_each(claims_1.json, '$.members')), ''),
         coalesce((SELECT group_concat(value, ' ') FROM json_each(claims_1.json, '$.known_members')), ''),
         json ->> '$.basis', json ->> '$.status', at, coalesce(json ->> '$.in' = 'headline', 0)
  FROM claims_1 WHERE list = 'obligations' ORDER BY story, n;

INSERT INTO agenda (story, id, "start", "end", text, what, certainty, event, time, day, at, place, headline)
  SELECT story, id, json ->> '$.start', json ->> '$.end', json ->> '$.text', json ->> '$.what',
         json ->> '$.certainty', json ->> '$.event', time, day, at, json ->> '$.place',
         coalesce(json ->> '$.in' = 'headline', 0)
  FROM claims_1 WHERE list = 'agenda' ORDER BY story, n;
INSERT INTO agenda_actors
  SELECT a.key, x.key, x.value
  FROM agenda a
  JOIN claims_1 c ON c.story = a.story AND c.list = 'agenda' AND c.id = a.id,
       json_each(c.json, '$.actors') x;

DROP TABLE claims_1;
DROP TABLE stories_1;
DROP TABLE rejects_1;
)sql";

}  // namespace casus::store
