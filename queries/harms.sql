-- title: Claims about harm and safety
-- answers: What do studies say about side effects, long-term harm, dependence and supervision?
-- asks: clinician, writer
-- param: topic text = safety; the topic that holds them; safety
SELECT id AS claim, word, direction AS "sign", certainty, for_count AS "for", against_count AS against, neutral_count AS neutral,
  statement
FROM claim_verdict WHERE topic = :topic ORDER BY place, id
