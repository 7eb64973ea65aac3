-- title: Where the story left the study
-- answers: Which documents say more than, or something else than, the study they point to, and how strongly?
-- asks: writer, clinician
SELECT source, source_kind AS kind, claim, wording, study, drift
FROM echo WHERE drift IS NOT NULL ORDER BY source, claim, drift
