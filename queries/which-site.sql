-- title: Which site in the brain
-- answers: Is the lateral habenula the key site? Each team's results on the rival sites.
-- asks: writer, clinician
-- controversies: habenula-or-elsewhere
-- param: claims ids = lhb-burst-block gaba-interneuron-disinhibition mtorc1-required; the claims that name a site; lhb-burst-block
-- mini: claims = larkmint-calms-balance-nerve cold-receptor-required
SELECT claim, COALESCE(team, 'not recorded') AS team, direction, study, species, counted, finding
FROM evidence WHERE claim IN (SELECT value FROM json_each(:claims)) AND role <> 'background'
ORDER BY claim, direction, study, id
