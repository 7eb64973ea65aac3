-- title: Seventy per cent, or under half
-- answers: How many respond? Every percentage printed for the claim, with the study's design and size.
-- asks: writer, clinician
-- controversies: Is it 70%, or under half?
-- param: claims ids = response-up-to-70pct; the claims to look at; response-up-to-70pct
-- mini: claims = cold-receptor-required larkmint-calms-balance-nerve
SELECT e.study, e.design, e.n AS participants, e.direction, f.name AS figure, f.value || f.unit AS value, e.counted
FROM evidence e JOIN figure f ON f.owner = e.id
WHERE e.claim IN (SELECT value FROM json_each(:claims)) AND f.unit = '%'
ORDER BY CAST(f.value AS REAL) DESC, e.study, e.id, f.position
