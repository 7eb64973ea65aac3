-- title: Claims without a search for contrary evidence
-- answers: For which claims has nobody recorded a search for evidence against them?
-- asks: maintainer, clinician
-- may be empty: when every claim has been searched for
SELECT id AS claim, topic, word, statement FROM claim_verdict WHERE searched_on IS NULL ORDER BY id
