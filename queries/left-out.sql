-- title: Results that do not count, and why
-- answers: Which evidence lines have no voice in a verdict, and for what reason?
-- asks: maintainer, clinician
-- param: topic text = ; only claims of this topic, empty for all; opioid
SELECT e.id AS line, e.claim, e.direction, e.why_not AS because
FROM evidence e JOIN claim_verdict c ON c.id = e.claim
WHERE NOT e.counted AND (:topic = '' OR c.topic = :topic) ORDER BY e.claim, e.id
