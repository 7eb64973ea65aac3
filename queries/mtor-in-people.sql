-- title: mTORC1: rats against the human test
-- answers: Is mTORC1 activation needed? The votes tier by tier, with the people behind them and when they were reported.
-- asks: clinician, writer
-- controversies: mtorc1-human-test
-- param: claims ids = mtorc1-required; the claims to look at; mtorc1-required
-- mini: claims = cold-receptor-required
SELECT v.claim, v.tier, v.sign, v.cluster AS study, v.participants, v.dated, c.word, c.certainty
FROM independent_vote v JOIN claim_verdict c ON c.id = v.claim
WHERE v.claim IN (SELECT value FROM json_each(:claims))
ORDER BY v.claim, v.tier DESC, v.sign, v.cluster
