-- A journal: entries, the goals they serve, the actions they led to, and what proves them.
-- Texts are never NULL; what is not known is empty. Days are YYYY-MM-DD, times HH:MM, instants RFC 3339 in UTC, durations whole minutes.
-- Row ids are never used again, because a step of the ledger may name a row that is gone.

CREATE TABLE profile (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    name          TEXT NOT NULL DEFAULT '',
    profession    TEXT NOT NULL DEFAULT '',
    registrations TEXT NOT NULL DEFAULT '',
    employer      TEXT NOT NULL DEFAULT '',
    handles       TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO profile (id) VALUES (1);

CREATE TABLE community (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    uid      TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    platform TEXT NOT NULL,
    hashtag  TEXT NOT NULL,
    address  TEXT NOT NULL,
    day      INTEGER CHECK (day BETWEEN 0 AND 6),   -- 0 is Monday
    time     TEXT,
    zone     TEXT NOT NULL,
    length   INTEGER CHECK (length >= 0)
) STRICT;

CREATE TABLE entry (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    uid          TEXT NOT NULL UNIQUE,
    title        TEXT NOT NULL,
    kind         TEXT NOT NULL,
    date         TEXT NOT NULL,
    time         TEXT,
    zone         TEXT NOT NULL,
    preparing    INTEGER NOT NULL CHECK (preparing >= 0),
    taking_part  INTEGER NOT NULL CHECK (taking_part >= 0),
    reading      INTEGER NOT NULL CHECK (reading >= 0),
    reflecting   INTEGER NOT NULL CHECK (reflecting >= 0),
    interactive  INTEGER NOT NULL CHECK (interactive BETWEEN 0 AND preparing + taking_part + reading + reflecting),
    how          TEXT NOT NULL,
    platform     TEXT NOT NULL,
    url          TEXT NOT NULL,
    handle       TEXT NOT NULL,
    hashtag      TEXT NOT NULL,
    community    INTEGER REFERENCES community (id),
    learnt       TEXT NOT NULL,
    changed      TEXT NOT NULL,
    benefit      TEXT NOT NULL,
    template     TEXT NOT NULL,
    used         TEXT NOT NULL,                      -- tokens with blanks between
    role         TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('draft', 'ready', 'submitted')),
    submitted_on TEXT CHECK ((state = 'submitted') = (submitted_on IS NOT NULL)),
    binned_at    TEXT,                               -- binning keeps the state, so that unbinning restores it
    created      TEXT NOT NULL,
    changed_at   TEXT NOT NULL,
    private_note TEXT NOT NULL
) STRICT;
CREATE INDEX entry_by_date ON entry (date DESC, id DESC);
-- Small: what is out of sight is left out everywhere, without a look at every entry.
CREATE INDEX entry_binned ON entry (id) WHERE binned_at IS NOT NULL;
CREATE INDEX entry_by_community ON entry (community) WHERE community IS NOT NULL;

-- What was answered to a prompt of a template, whichever template is in use now.
CREATE TABLE answer (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    entry    INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    template TEXT NOT NULL,
    prompt   TEXT NOT NULL,
    label    TEXT NOT NULL,
    text     TEXT NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (entry, template, prompt)
) STRICT;

CREATE TABLE entry_tag (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    entry    INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    tag      TEXT NOT NULL,
    UNIQUE (entry, tag)
) STRICT;

CREATE TABLE entry_person (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    name  TEXT NOT NULL,
    UNIQUE (entry, name)
) STRICT;

CREATE TABLE entry_standard (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    code  TEXT NOT NULL,
    UNIQUE (entry, code)
) STRICT;

CREATE TABLE goal (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    uid      TEXT NOT NULL UNIQUE,
    title    TEXT NOT NULL,
    why      TEXT NOT NULL,
    measure  TEXT NOT NULL,
    due      TEXT,
    support  TEXT NOT NULL,
    barriers TEXT NOT NULL,
    purpose  TEXT NOT NULL CHECK (purpose IN ('role', 'service', 'pdp')),
    kind     TEXT NOT NULL CHECK (kind IN ('cpd', 'service_improvement')),
    state    TEXT NOT NULL CHECK (state IN ('open', 'achieved', 'carried_over', 'dropped')),
    outcome  TEXT NOT NULL,
    created  TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;

-- When a goal was linked is kept: before the activity makes it planned learning.
CREATE TABLE entry_goal (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    entry     INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    goal      INTEGER NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
    linked_at TEXT NOT NULL,
    UNIQUE (entry, goal)
) STRICT;
CREATE INDEX entry_goal_by_goal ON entry_goal (goal);

CREATE TABLE action (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uid         TEXT NOT NULL UNIQUE,
    entry       INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    what        TEXT NOT NULL,
    due         TEXT,
    shared_with TEXT NOT NULL,
    done        TEXT,
    effect      TEXT NOT NULL
) STRICT;
CREATE INDEX action_by_entry ON action (entry);

CREATE TABLE evidence (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    uid        TEXT NOT NULL UNIQUE,
    digest     TEXT NOT NULL UNIQUE,                 -- SHA-256 of the content
    name       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes      INTEGER NOT NULL CHECK (bytes >= 0),
    caption    TEXT NOT NULL,
    alt        TEXT NOT NULL,
    captured   TEXT NOT NULL,
    source_url TEXT NOT NULL
) STRICT;

CREATE TABLE entry_evidence (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    entry    INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    evidence INTEGER NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
    UNIQUE (entry, evidence)
) STRICT;
CREATE INDEX entry_evidence_by_evidence ON entry_evidence (evidence);

-- Content by its SHA-256: written once, never changed, outside the ledger.
CREATE TABLE blob (
    id      INTEGER PRIMARY KEY,
    digest  TEXT NOT NULL UNIQUE,
    content BLOB NOT NULL
) STRICT;

-- The ledger. `step` 0 in ledger_now: what is written is the journal's beginning and not recorded. NULL: somebody else is writing.
CREATE TABLE step (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    label         TEXT NOT NULL,
    at            TEXT NOT NULL,
    device        TEXT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('done', 'undone', 'redone')),
    fold          TEXT,                              -- consecutive steps with the same fold in one sitting are one
    of            INTEGER REFERENCES step (id),      -- the step that this one takes back or does again
    taken_back_by INTEGER REFERENCES step (id),
    hash          TEXT NOT NULL                      -- over the step before and every change of this one
) STRICT;

CREATE TABLE change (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    step   INTEGER REFERENCES step (id),
    tbl    TEXT NOT NULL,
    row    INTEGER NOT NULL,
    op     TEXT NOT NULL CHECK (op IN ('insert', 'update', 'delete')),
    before TEXT,
    after  TEXT
) STRICT;
CREATE INDEX change_by_step ON change (step);
CREATE INDEX change_by_row ON change (tbl, row);

CREATE TABLE ledger_now (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    step INTEGER
) STRICT;
INSERT INTO ledger_now (id) VALUES (1);

-- Entries whose text has changed since they were indexed: emptied before every search.
CREATE TABLE stale_entry (entry INTEGER PRIMARY KEY) STRICT;

CREATE VIRTUAL TABLE entry_text USING fts5 (
    title, body, names, private,
    tokenize = "porter unicode61 remove_diacritics 2",
    prefix = '2 3'
);

-- The words of entries as they are written, not their stems: what a beginning of a word can become. Private notes are not in it.
CREATE VIRTUAL TABLE entry_word USING fts5 (
    text,
    content = '', contentless_delete = 1, detail = 'none',
    tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE entry_word_list USING fts5vocab('entry_word', 'row');

-- Every text of an entry, as it is indexed. Correlated, so that one entry costs a few index look-ups.
CREATE VIEW entry_to_index AS
SELECT
    entry.id,
    entry.title AS title,
    trim(entry.learnt || char(10)
        || ifnull((SELECT group_concat(text, char(10)) FROM answer WHERE answer.entry = entry.id), '') || char(10)
        || entry.changed || char(10) || entry.benefit || char(10) || entry.how || char(10)
        || ifnull((SELECT group_concat(what || ' ' || shared_with || ' ' || effect, char(10)) FROM action WHERE action.entry = entry.id), ''),
        char(10) || ' ') AS body,
    trim(entry.hashtag || ' ' || entry.handle || ' ' || entry.platform || ' ' || entry.url || ' '
        || ifnull((SELECT name || ' ' || hashtag FROM community WHERE community.id = entry.community), '') || char(10)
        || ifnull((SELECT group_concat(tag, ' ') FROM entry_tag WHERE entry_tag.entry = entry.id), '') || char(10)
        || ifnull((SELECT group_concat(name, ' ') FROM entry_person WHERE entry_person.entry = entry.id), '') || char(10)
        || ifnull((SELECT group_concat(evidence.name || ' ' || evidence.caption || ' ' || evidence.alt, ' ')
            FROM entry_evidence JOIN evidence ON evidence.id = entry_evidence.evidence WHERE entry_evidence.entry = entry.id), ''),
        char(10) || ' ') AS names,
    entry.private_note AS private
FROM entry;
