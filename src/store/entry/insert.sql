INSERT INTO entry (
    uid, title, kind, date, time, zone, preparing, taking_part, reading, reflecting, interactive, how, platform, url, handle, hashtag,
    community, learnt, changed, benefit, template, used, role, private_note, state, submitted_on, binned_at, created, changed_at,
    claim_who, claim_evidence, claim_holds, claim_verdict, ai_help, parked, amounts
) VALUES (
    :uid, :title, :kind, :date, :time, :zone, :preparing, :taking_part, :reading, :reflecting, :interactive, :how, :platform, :url, :handle,
    :hashtag, :community, :learnt, :changed, :benefit, :template, :used, :role, :private_note, :state, :submitted_on, :binned_at, :created,
    :changed_at, :claim_who, :claim_evidence, :claim_holds, :claim_verdict, :ai_help, :parked, :amounts
)
