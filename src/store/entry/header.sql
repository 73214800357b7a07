SELECT
    id, uid, title, kind, date, time, preparing + taking_part + reading + reflecting, interactive, state, submitted_on, binned_at, community,
    substr(learnt, 1, 400), hashtag, substr(url, 1, 200),
    (SELECT substr(text, 1, 400) FROM answer WHERE answer.entry = entry.id ORDER BY position LIMIT 1), substr(changed, 1, 200), substr(benefit, 1, 200), zone, taking_part, parked,
    platform, used, role, claim_verdict
FROM entry
