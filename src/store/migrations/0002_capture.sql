-- Capture: slots of chats in full, people and sources, the timer, claims made of small items, the text of evidence.

ALTER TABLE community ADD COLUMN rhythm   TEXT NOT NULL DEFAULT 'weekly';
ALTER TABLE community ADD COLUMN anchor   TEXT;
ALTER TABLE community ADD COLUMN kind     TEXT NOT NULL DEFAULT '';
ALTER TABLE community ADD COLUMN prepare  TEXT NOT NULL DEFAULT '';
ALTER TABLE community ADD COLUMN unlisted INTEGER NOT NULL DEFAULT 0;

-- What is claimed is looked at before it is taken on.
ALTER TABLE entry ADD COLUMN claim_who      TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN claim_evidence TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN claim_holds    TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN claim_verdict  TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN ai_help        TEXT NOT NULL DEFAULT '';

-- A step that cannot be taken back: what it removed is gone for good, or the rows were changed by somebody else since.
ALTER TABLE step ADD COLUMN for_good INTEGER NOT NULL DEFAULT 0;

-- Entries name people by name or handle; this is what is known of them beside.
CREATE TABLE person (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    uid          TEXT NOT NULL UNIQUE,
    name         TEXT NOT NULL,
    handle       TEXT NOT NULL,
    profession   TEXT NOT NULL,
    place        TEXT NOT NULL,
    organisation TEXT NOT NULL
) STRICT;

-- A chat on a certain day.
CREATE TABLE chat (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    uid       TEXT NOT NULL UNIQUE,
    community INTEGER REFERENCES community (id) ON DELETE SET NULL,
    title     TEXT NOT NULL,
    date      TEXT NOT NULL,
    time      TEXT NOT NULL,
    zone      TEXT NOT NULL,
    length    INTEGER CHECK (length >= 0),
    address   TEXT NOT NULL,
    external  TEXT NOT NULL
) STRICT;

-- Small items rolled up into one claim; an item is in one claim at most.
CREATE TABLE rolled (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    claim INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    item  INTEGER NOT NULL UNIQUE REFERENCES entry (id) ON DELETE CASCADE,
    CHECK (claim <> item)
) STRICT;
CREATE INDEX rolled_by_claim ON rolled (claim);

-- The one timer that may run. Not in the ledger: what it measured is, once somebody says that it counts.
CREATE TABLE timer (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    entry   INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    part    TEXT NOT NULL CHECK (part IN ('preparing', 'taking_part', 'reading', 'reflecting')),
    started TEXT NOT NULL,
    seen    TEXT NOT NULL,                           -- the last sign of somebody
    away    INTEGER NOT NULL CHECK (away >= 0)       -- seconds in long stretches without a sign
) STRICT;

-- The words of evidence, made from its content: a PDF's, a transcript's. Empty where there are none.
CREATE TABLE blob_text (
    id     INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    text   TEXT NOT NULL
) STRICT;

-- Which content is a picture with covered places, and of which. It says the same at any time, as the contents do: outside the ledger.
CREATE TABLE redacted (
    id       INTEGER PRIMARY KEY,
    copy     TEXT NOT NULL,                          -- SHA-256 of the content with covered places
    original TEXT NOT NULL,
    UNIQUE (copy, original)
) STRICT;

DROP VIEW entry_to_index;
DROP TABLE entry_text;

CREATE VIRTUAL TABLE entry_text USING fts5 (
    title, body, names, private, evidence,
    tokenize = "porter unicode61 remove_diacritics 2",
    prefix = '2 3'
);

CREATE VIEW entry_to_index AS
SELECT
    entry.id,
    entry.title AS title,
    trim(entry.learnt || char(10)
        || ifnull((SELECT group_concat(text, char(10)) FROM answer WHERE answer.entry = entry.id), '') || char(10)
        || entry.changed || char(10) || entry.benefit || char(10) || entry.how || char(10)
        || entry.claim_who || char(10) || entry.claim_evidence || char(10) || entry.claim_holds || char(10)
        || ifnull((SELECT group_concat(what || ' ' || shared_with || ' ' || effect, char(10)) FROM action WHERE action.entry = entry.id), ''),
        char(10) || ' ') AS body,
    trim(entry.hashtag || ' ' || entry.handle || ' ' || entry.platform || ' ' || entry.url || ' '
        || ifnull((SELECT name || ' ' || hashtag FROM community WHERE community.id = entry.community), '') || char(10)
        || ifnull((SELECT group_concat(tag, ' ') FROM entry_tag WHERE entry_tag.entry = entry.id), '') || char(10)
        || ifnull((SELECT group_concat(name, ' ') FROM entry_person WHERE entry_person.entry = entry.id), '') || char(10)
        || ifnull((SELECT group_concat(evidence.name || ' ' || evidence.caption || ' ' || evidence.alt, ' ')
            FROM entry_evidence JOIN evidence ON evidence.id = entry_evidence.evidence WHERE entry_evidence.entry = entry.id), ''),
        char(10) || ' ') AS names,
    entry.private_note AS private,
    ifnull((SELECT group_concat(blob_text.text, char(10) ORDER BY evidence.id) FROM entry_evidence
        JOIN evidence ON evidence.id = entry_evidence.evidence JOIN blob_text ON blob_text.digest = evidence.digest
        WHERE entry_evidence.entry = entry.id AND blob_text.text <> ''), '') AS evidence
FROM entry;

INSERT OR IGNORE INTO stale_entry SELECT id FROM entry;
