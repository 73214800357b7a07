-- Export: what was found and said to be fine, what has left, and what came from elsewhere.

-- Something that could tell who somebody is, of which the registrant said that it is fine, and why: not asked again.
CREATE TABLE settled (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    thing  TEXT NOT NULL,                                            -- what it is in: “entry”
    uid    TEXT NOT NULL,                                            -- and which
    field  TEXT NOT NULL,                                            -- and where in it
    rule   TEXT NOT NULL,
    text   TEXT NOT NULL,                                            -- the words that were found
    reason TEXT NOT NULL,
    at     TEXT NOT NULL
) STRICT;
CREATE INDEX settled_by_uid ON settled (uid);

-- What has left. Not in the ledger: nothing takes it back.
CREATE TABLE departure (
    id           INTEGER PRIMARY KEY,
    uid          TEXT NOT NULL UNIQUE,
    at           TEXT NOT NULL,
    format       TEXT NOT NULL,
    name         TEXT NOT NULL,                                      -- of the file, without its folder
    title        TEXT NOT NULL,
    entries      INTEGER NOT NULL,
    bytes        INTEGER NOT NULL,
    sha256       TEXT NOT NULL,
    acknowledged TEXT NOT NULL CHECK (json_valid(acknowledged))      -- findings that left knowingly: rule, thing, uid, field, text
) STRICT;

-- What was taken in together, by the step of the ledger that did it.
CREATE TABLE batch (
    id      INTEGER PRIMARY KEY,
    uid     TEXT NOT NULL UNIQUE,
    step    INTEGER NOT NULL,
    at      TEXT NOT NULL,
    format  TEXT NOT NULL,
    name    TEXT NOT NULL,                                           -- of the file, without its folder
    added   INTEGER NOT NULL
) STRICT;
