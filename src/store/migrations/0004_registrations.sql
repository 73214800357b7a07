-- Registrations, the records that regulators want beside learning, and what was typed of an entry for a framework.

-- What a piece of evidence is: “certificate”. Empty when nobody said.
ALTER TABLE evidence ADD COLUMN proves TEXT NOT NULL DEFAULT '';

-- Points and certified hours, in hundredths, by code: {"scheme.points": 250}. Empty when there are none.
ALTER TABLE entry ADD COLUMN amounts TEXT NOT NULL DEFAULT '';

CREATE TABLE registration (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uid         TEXT NOT NULL UNIQUE,
    framework   TEXT NOT NULL,
    cycle_start TEXT,
    joined      TEXT,
    chosen      TEXT NOT NULL CHECK (json_valid(chosen))             -- {"choice": "value"}
) STRICT;

CREATE TABLE record (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    uid        TEXT NOT NULL UNIQUE,
    kind       TEXT NOT NULL,
    date       TEXT NOT NULL,
    until      TEXT,
    fields     TEXT NOT NULL CHECK (json_valid(fields)),             -- {"field": "text"}
    binned_at  TEXT,
    created    TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;

-- What a record refers to: an entry, or another record.
CREATE TABLE record_ref (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    record INTEGER NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    entry  INTEGER REFERENCES entry (id) ON DELETE CASCADE,
    other  INTEGER REFERENCES record (id) ON DELETE CASCADE,
    CHECK ((entry IS NULL) <> (other IS NULL))
) STRICT;
CREATE INDEX record_ref_by_record ON record_ref (record);
CREATE INDEX record_ref_by_entry ON record_ref (entry);
CREATE INDEX record_ref_by_other ON record_ref (other);

-- Somebody else's personal details, kept apart from the record and from the ledger, so that they can be erased for good. By the uid of the
-- record: undo and redo of the record leave them where they are.
CREATE TABLE record_apart (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    record TEXT NOT NULL UNIQUE,
    fields TEXT NOT NULL CHECK (json_valid(fields))
) STRICT;

-- A practised audit: what was drawn, when it began and was done.
CREATE TABLE drill (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    uid          TEXT NOT NULL UNIQUE,
    registration INTEGER NOT NULL REFERENCES registration (id) ON DELETE CASCADE,
    day          TEXT NOT NULL,
    began        TEXT NOT NULL,
    ended        TEXT,
    sample       TEXT NOT NULL CHECK (json_valid(sample)),           -- uids of the entries drawn
    missing      INTEGER NOT NULL,                                   -- how much was missing at the beginning
    still        INTEGER                                             -- and at the end
) STRICT;
CREATE INDEX drill_by_registration ON drill (registration);
