-- A word in a title weighs eight times one in a text; binned entries are left out.
SELECT entry_text.rowid, snippet(entry_text, -1, char(2), char(3), '…', 16)
FROM entry_text JOIN entry ON entry.id = entry_text.rowid
WHERE entry_text MATCH ?1 AND entry.binned_at IS NULL
ORDER BY bm25(entry_text, 8.0, 1.0, 2.0, 1.0), entry_text.rowid DESC
LIMIT ?2;
