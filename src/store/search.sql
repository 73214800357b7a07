-- Every entry that is found, with how good a find it is; a word in a title weighs eight times one in a text, one in a piece of evidence half. Binned entries are left out unless ?2.
-- Of ?3, a list in JSON, only those are asked how good they are, which is most of the work; of all when it is null.
SELECT rowid, bm25(entry_text, 8.0, 1.0, 2.0, 1.0, 0.5)
FROM entry_text
WHERE entry_text MATCH ?1 AND (?3 IS NULL OR +rowid IN (SELECT value FROM json_each(?3))) AND (?2 OR rowid NOT IN (SELECT id FROM entry WHERE binned_at IS NOT NULL));
