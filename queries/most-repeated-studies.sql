-- title: Studies told most often
-- answers: Which single studies do press, clinics and reviews repeat most, although each repetition adds nothing?
-- asks: writer, clinician
SELECT study, COUNT(DISTINCT source) AS documents, COUNT(*) AS statements, COUNT(drift) AS with_drift
FROM echo
WHERE study IS NOT NULL
GROUP BY study
ORDER BY documents DESC, statements DESC, study
