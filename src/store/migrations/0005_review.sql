-- Review: appraisal walks, searches kept under a name, impact stories; goals, actions, records and evidence are found by their words.

CREATE TABLE walk (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    uid          TEXT NOT NULL UNIQUE,
    title        TEXT NOT NULL,
    registration INTEGER REFERENCES registration (id) ON DELETE SET NULL,
    first_day    TEXT NOT NULL,
    last_day     TEXT NOT NULL,
    note         TEXT NOT NULL,                                      -- for the appraiser
    next_plan    TEXT NOT NULL,
    begun        TEXT NOT NULL,
    finished     TEXT
) STRICT;
CREATE INDEX walk_by_registration ON walk (registration);

-- What becomes of an entry.
CREATE TABLE walk_decision (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    walk     INTEGER NOT NULL REFERENCES walk (id) ON DELETE CASCADE,
    entry    INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    decision TEXT NOT NULL,
    at       TEXT NOT NULL,
    UNIQUE (walk, entry)
) STRICT;
CREATE INDEX walk_decision_by_entry ON walk_decision (entry);

-- What is to become of a goal when the walk is finished.
CREATE TABLE walk_goal (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    walk       INTEGER NOT NULL REFERENCES walk (id) ON DELETE CASCADE,
    goal       INTEGER NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
    fate       TEXT NOT NULL,
    outcome    TEXT NOT NULL,
    next_title TEXT NOT NULL,
    UNIQUE (walk, goal)
) STRICT;
CREATE INDEX walk_goal_by_goal ON walk_goal (goal);

CREATE TABLE saved_search (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    uid   TEXT NOT NULL UNIQUE,
    name  TEXT NOT NULL,
    query TEXT NOT NULL
) STRICT;

CREATE TABLE impact (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    uid       TEXT NOT NULL UNIQUE,
    title     TEXT NOT NULL,
    reader    TEXT NOT NULL,
    opening   TEXT NOT NULL,
    closing   TEXT NOT NULL,
    chosen    TEXT NOT NULL CHECK (json_valid(chosen)),              -- uids of entries, in order
    first_day TEXT,
    last_day  TEXT
) STRICT;

-- What is found beside entries, by four times its row and a number for its sort: 0 a goal, 1 an action, 2 a record, 3 a piece of evidence.
-- Those whose words have changed since they were indexed: emptied before every search.
CREATE TABLE stale_thing (thing INTEGER PRIMARY KEY) STRICT;

CREATE VIRTUAL TABLE thing_text USING fts5 (
    title, body,
    tokenize = "porter unicode61 remove_diacritics 2",
    prefix = '2 3'
);

-- What was erased for good leaves no word behind: without this they stay in the index until it is tidied by itself.
INSERT INTO thing_text (thing_text, rank) VALUES ('secure-delete', 1);

-- Every text of theirs, as it is indexed. A view for each sort, so that one of them costs a look-up and not a look at all.
CREATE VIEW goal_to_index AS
SELECT id, title,
    trim(why || char(10) || measure || char(10) || how || char(10) || support || char(10) || barriers || char(10) || outcome || char(10) || plan
        || char(10) || ifnull((SELECT group_concat(note, char(10)) FROM goal_review WHERE goal_review.goal = goal.id), ''), char(10) || ' ') AS body
FROM goal;
CREATE VIEW action_to_index AS
SELECT id, what AS title,
    trim(shared_with || char(10) || effect || char(10) || effect_service || char(10) || effect_people, char(10) || ' ') AS body
FROM action;
-- Details of others that are kept apart from a record are not among its words.
CREATE VIEW record_to_index AS
SELECT id, '' AS title, ifnull((SELECT group_concat(value, char(10)) FROM json_each(record.fields)), '') AS body
FROM record;
CREATE VIEW evidence_to_index AS
SELECT id, trim(name || ' ' || caption) AS title,
    trim(alt || char(10) || ifnull((SELECT text FROM blob_text WHERE blob_text.digest = evidence.digest), ''), char(10) || ' ') AS body
FROM evidence;

CREATE VIEW thing_to_index AS
SELECT id * 4 AS id, title, body FROM goal_to_index
UNION ALL SELECT id * 4 + 1, title, body FROM action_to_index
UNION ALL SELECT id * 4 + 2, title, body FROM record_to_index
UNION ALL SELECT id * 4 + 3, title, body FROM evidence_to_index;

INSERT INTO stale_thing SELECT id FROM thing_to_index;
