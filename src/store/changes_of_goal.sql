SELECT change.id, step.id, step.label, step.at, NULL
FROM change JOIN step ON step.id = change.step
WHERE change.tbl = 'goal' AND change.row = ?1
ORDER BY change.id
