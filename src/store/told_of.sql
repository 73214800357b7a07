-- What chains quote of entries: whole paragraphs are wanted, and a text may be a book.
SELECT id, substr(learnt, 1, 4000), substr(changed, 1, 8000), substr(benefit, 1, 8000)
FROM entry
WHERE id IN (SELECT value FROM json_each(?1)) AND binned_at IS NULL
ORDER BY id
