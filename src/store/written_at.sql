-- When each entry was written: changes of its own row in what it says, and changes of its answers. What is done with it (made ready, submitted,
-- set aside, binned, a template chosen) is no writing, and a private note is nobody's business.
SELECT entry, at, min(taken_in) FROM (
    SELECT change.row AS entry, step.at AS at, step.id IN (SELECT step FROM batch) AS taken_in
    FROM change JOIN step ON step.id = change.step
    WHERE change.tbl = 'entry' AND change.op <> 'delete' AND (change.op = 'insert'
        OR json_remove(before, '$.state', '$.submitted_on', '$.binned_at', '$.parked', '$.template', '$.used', '$.created', '$.changed_at',
            '$.private_note')
        IS NOT json_remove(after, '$.state', '$.submitted_on', '$.binned_at', '$.parked', '$.template', '$.used', '$.created', '$.changed_at',
            '$.private_note'))
    UNION ALL
    SELECT coalesce(json_extract(after, '$.entry'), json_extract(before, '$.entry')), step.at, step.id IN (SELECT step FROM batch)
    FROM change JOIN step ON step.id = change.step
    WHERE change.tbl = 'answer' AND json_extract(before, '$.text') IS NOT json_extract(after, '$.text')
)
GROUP BY entry, at
ORDER BY entry, at
