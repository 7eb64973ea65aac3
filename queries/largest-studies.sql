-- title: Largest studies of each claim
-- answers: Which counted human studies with the most participants speak to a claim, and which way?
-- asks: clinician
-- param: topic text = efficacy; a topic, empty for all; safety
-- param: most number = 3; how many studies of each claim; 1
WITH ranked AS (
  SELECT claim, study, n AS participants, direction, design, short AS document,
    ROW_NUMBER() OVER (PARTITION BY claim ORDER BY n DESC, study, id) AS place
  FROM evidence
  WHERE counted AND n IS NOT NULL AND species = 'human'
)
SELECT r.claim, r.participants, r.direction, r.study, r.design, r.document
FROM ranked r JOIN claim_verdict c ON c.id = r.claim
WHERE r.place <= :most AND (:topic = '' OR c.topic = :topic)
ORDER BY r.claim, r.place
