-- Of some of the entries that are found, the text around the words in each column of the index, in the order of the columns.
SELECT
    rowid,
    snippet(entry_text, 0, char(2), char(3), '…', 16),
    snippet(entry_text, 1, char(2), char(3), '…', 16),
    snippet(entry_text, 2, char(2), char(3), '…', 16),
    snippet(entry_text, 3, char(2), char(3), '…', 16),
    snippet(entry_text, 4, char(2), char(3), '…', 16)
FROM entry_text
WHERE entry_text MATCH ?1 AND +rowid IN (SELECT value FROM json_each(?2));
