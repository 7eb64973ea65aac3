-- title: mTOR and new synapses over time
-- answers: Do mTOR and new synapses explain the relief, and do people grow them? Votes in order of time, with their tier.
-- asks: clinician, writer
-- controversies: Do mTOR and new synapses explain the relief, and do people grow them?; mtorc1-human-test
-- param: claims ids = mtorc1-required ketamine-grows-cortical-synapses-rodent spines-sustain-not-initiate human-synaptic-density-increase; the claims to look at; human-synaptic-density-increase
-- mini: claims = larkmint-calms-balance-nerve cold-receptor-required
SELECT claim, dated, sign, tier, cluster AS study, participants
FROM independent_vote WHERE claim IN (SELECT value FROM json_each(:claims))
ORDER BY claim, dated IS NULL, dated, cluster
