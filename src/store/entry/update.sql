UPDATE entry SET
    title = :title, kind = :kind, date = :date, time = :time, zone = :zone, preparing = :preparing, taking_part = :taking_part,
    reading = :reading, reflecting = :reflecting, interactive = :interactive, how = :how, platform = :platform, url = :url, handle = :handle,
    hashtag = :hashtag, community = :community, learnt = :learnt, changed = :changed, benefit = :benefit, template = :template, used = :used,
    role = :role, private_note = :private_note, claim_who = :claim_who, claim_evidence = :claim_evidence,
    claim_holds = :claim_holds, claim_verdict = :claim_verdict, ai_help = :ai_help, parked = :parked, amounts = :amounts, changed_at = :changed_at
WHERE id = :id
