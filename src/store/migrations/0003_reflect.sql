-- Reflect: entries set aside, answers that know where they were first written, and a plan that is alive.

ALTER TABLE entry ADD COLUMN parked TEXT;                            -- set aside until this day

-- Template and prompt where an answer that moved to another model was first written: “gibbs feelings”. Empty while it is there.
ALTER TABLE answer ADD COLUMN home TEXT NOT NULL DEFAULT '';

-- Whose answer it was that went: the history of a text asks.
CREATE INDEX change_of_answer_gone ON change (json_extract(before, '$.entry')) WHERE tbl = 'answer' AND op = 'delete';

ALTER TABLE goal ADD COLUMN how          TEXT NOT NULL DEFAULT '';   -- how one will go about it
ALTER TABLE goal ADD COLUMN plan         TEXT NOT NULL DEFAULT '';   -- the plan it belongs to: “2026–27”
ALTER TABLE goal ADD COLUMN carried_from INTEGER REFERENCES goal (id) ON DELETE SET NULL;

ALTER TABLE action ADD COLUMN shared_on      TEXT;
ALTER TABLE action ADD COLUMN effect_service TEXT NOT NULL DEFAULT '';
ALTER TABLE action ADD COLUMN effect_people  TEXT NOT NULL DEFAULT '';

-- A look at a goal on a certain day.
CREATE TABLE goal_review (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    uid  TEXT NOT NULL UNIQUE,
    goal INTEGER NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
    day  TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX goal_review_by_goal ON goal_review (goal);

-- Where goals come from: strengths, weaknesses, opportunities, threats, and needs noticed at work.
CREATE TABLE need (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    uid   TEXT NOT NULL UNIQUE,
    kind  TEXT NOT NULL,
    text  TEXT NOT NULL,
    day   TEXT NOT NULL,
    goal  INTEGER REFERENCES goal (id) ON DELETE SET NULL,
    entry INTEGER REFERENCES entry (id) ON DELETE SET NULL
) STRICT;

-- Coming back to an entry: what it changed since, asked for after one, three and six months; or that one does not want to be asked.
CREATE TABLE look_back (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    uid   TEXT NOT NULL UNIQUE,
    entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    month INTEGER NOT NULL CHECK (month >= 0),                       -- after how many months it was asked; 0: nobody asked
    day   TEXT NOT NULL,
    found TEXT NOT NULL,
    text  TEXT NOT NULL,
    until TEXT                                                       -- of one that was put off: until when
) STRICT;
CREATE INDEX look_back_by_entry ON look_back (entry);

-- On the way into social media at work: what was read, and what came of it.
CREATE TABLE waymark (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    uid     TEXT NOT NULL UNIQUE,
    kind    TEXT NOT NULL,
    title   TEXT NOT NULL,
    version TEXT NOT NULL,
    day     TEXT NOT NULL,
    note    TEXT NOT NULL
) STRICT;

-- The registrant's own words, which the spelling knows.
CREATE TABLE word (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    word TEXT NOT NULL UNIQUE
) STRICT;

-- Choices that belong to the journal and not to a device: whether to be asked, the model used last for each kind. Not in the ledger.
CREATE TABLE setting (
    id    INTEGER PRIMARY KEY,
    key   TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
) STRICT;

DROP VIEW entry_to_index;

CREATE VIEW entry_to_index AS
SELECT
    entry.id,
    entry.title AS title,
    trim(entry.learnt || char(10)
        || ifnull((SELECT group_concat(text, char(10)) FROM answer WHERE answer.entry = entry.id), '') || char(10)
        || entry.changed || char(10) || entry.benefit || char(10) || entry.how || char(10)
        || entry.claim_who || char(10) || entry.claim_evidence || char(10) || entry.claim_holds || char(10)
        || ifnull((SELECT group_concat(what || ' ' || shared_with || ' ' || effect || ' ' || effect_service || ' ' || effect_people, char(10))
            FROM action WHERE action.entry = entry.id), '') || char(10)
        || ifnull((SELECT group_concat(text, char(10)) FROM look_back WHERE look_back.entry = entry.id), ''),
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
