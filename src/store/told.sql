-- A few paragraphs are enough for the line of time, and a text may be a book.
SELECT
    entry.id, entry_goal.linked_at, entry.zone, substr(entry.learnt, 1, 1000), substr(entry.changed, 1, 4000), substr(entry.benefit, 1, 4000)
FROM entry_goal
JOIN entry ON entry.id = entry_goal.entry
WHERE entry_goal.goal = ?1 AND entry.binned_at IS NULL
ORDER BY entry.id
