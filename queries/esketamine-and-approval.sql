-- title: Esketamine and its approval
-- answers: Does esketamine really work, and was approval sound? Trials and authorities on each claim, primary outcomes first.
-- asks: clinician, writer
-- controversies: Does esketamine really work, and was approval sound?
-- param: claims ids = esketamine-short-term regulator-threshold-met payer-accepts-esketamine; the claims to look at; esketamine-short-term
-- mini: claims = larkmint-relieves-nausea larkmint-drops-approved
SELECT claim, direction, outcome_role, study, source_kind AS document, n AS participants, counted, finding
FROM evidence WHERE claim IN (SELECT value FROM json_each(:claims)) AND role <> 'background'
ORDER BY claim, outcome_role <> 'primary', direction, study, id
