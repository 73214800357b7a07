-- Every goal, action, record and piece of evidence that is found, with how good a find it is; a word in a title weighs eight times one in a
-- text. Left out is what is in the bin, what belongs only to entries that are, and what is gone but could not be taken out of the index yet.
SELECT rowid, bm25(thing_text, 8.0, 1.0)
FROM thing_text
WHERE thing_text MATCH ?1 AND CASE rowid % 4
    WHEN 0 THEN EXISTS (SELECT 1 FROM goal WHERE goal.id = thing_text.rowid / 4)
    WHEN 1 THEN EXISTS (SELECT 1 FROM action JOIN entry ON entry.id = action.entry
                        WHERE action.id = thing_text.rowid / 4 AND entry.binned_at IS NULL)
    WHEN 2 THEN EXISTS (SELECT 1 FROM record WHERE record.id = thing_text.rowid / 4 AND record.binned_at IS NULL)
    ELSE EXISTS (SELECT 1 FROM entry_evidence JOIN entry ON entry.id = entry_evidence.entry
                 WHERE entry_evidence.evidence = thing_text.rowid / 4 AND entry.binned_at IS NULL)
    END;
