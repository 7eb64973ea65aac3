-- title: Opioid action: direct, permissive or none
-- answers: Does ketamine act as an opioid or merely need intact opioid tone? Votes on each claim by tier.
-- asks: clinician, writer
-- controversies: permissive-or-agonist
-- param: claims ids = ketamine-direct-opioid-agonism opioid-permissive-not-mediating opioid-signalling-required opioid-dependence-sex-specific; the claims to set side by side; opioid-signalling-required
-- mini: claims = cold-receptor-required larkmint-calms-balance-nerve
SELECT claim, tier, SUM(sign = 'for') AS "for", SUM(sign = 'against') AS against, SUM(sign = 'mixed') AS mixed,
  SUM(sign = 'neutral') AS neutral
FROM independent_vote WHERE claim IN (SELECT value FROM json_each(:claims))
GROUP BY claim, tier ORDER BY claim, tier
