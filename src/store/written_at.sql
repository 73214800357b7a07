-- When the words of each entry were written: changes of its own row that change a text, and changes of its answers.
SELECT entry, at, min(taken_in) FROM (
    SELECT change.row AS entry, step.at AS at, step.id IN (SELECT step FROM batch) AS taken_in
    FROM change JOIN step ON step.id = change.step
    WHERE change.tbl = 'entry' AND change.op <> 'delete' AND (change.op = 'insert'
        OR json_extract(before, '$.title') IS NOT json_extract(after, '$.title')
        OR json_extract(before, '$.learnt') IS NOT json_extract(after, '$.learnt')
        OR json_extract(before, '$.changed') IS NOT json_extract(after, '$.changed')
        OR json_extract(before, '$.benefit') IS NOT json_extract(after, '$.benefit')
        OR json_extract(before, '$.how') IS NOT json_extract(after, '$.how'))
    UNION ALL
    SELECT coalesce(json_extract(after, '$.entry'), json_extract(before, '$.entry')), step.at, step.id IN (SELECT step FROM batch)
    FROM change JOIN step ON step.id = change.step
    WHERE change.tbl = 'answer' AND json_extract(before, '$.text') IS NOT json_extract(after, '$.text')
)
GROUP BY entry, at
ORDER BY entry, at
