-- Those of its own row, and of its answers: the ones that are there, and the ones that went, which an index knows by what they were.
SELECT change.id, step.id, step.label, step.at, CASE change.tbl WHEN 'answer' THEN change.row END
FROM change JOIN step ON step.id = change.step
WHERE (change.tbl = 'entry' AND change.row = ?1)
    OR (change.tbl = 'answer' AND change.row IN (
        SELECT id FROM answer WHERE entry = ?1
        UNION ALL SELECT row FROM change WHERE tbl = 'answer' AND op = 'delete' AND json_extract(before, '$.entry') = ?1))
ORDER BY change.id
