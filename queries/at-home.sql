-- title: Ketamine at home
-- answers: Is at-home ketamine safe and effective, or is supervision needed? Studies, authorities and what documents assert.
-- asks: clinician, writer
-- controversies: At-home ketamine
-- param: claims ids = at-home-safe-effective supervision-needed; the claims to look at; at-home-safe-effective
-- mini: claims = larkmint-safe-in-pregnancy larkmint-relieves-nausea
SELECT claim, 'result' AS what, direction AS says, study AS origin, design AS kind, n AS participants, finding AS told
FROM evidence WHERE claim IN (SELECT value FROM json_each(:claims))
UNION ALL
SELECT claim, 'echo', stance, source, source_kind, NULL, statement
FROM echo WHERE claim IN (SELECT value FROM json_each(:claims))
ORDER BY claim, what DESC, says, origin, told
