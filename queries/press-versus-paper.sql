-- title: What the press says and what the studies say
-- answers: How confidently do press items and web pages assert a claim, and what is its verdict?
-- asks: writer
SELECT c.id AS claim, c.word, c.direction AS "sign", c.certainty, SUM(e.stance = 'asserts') AS asserted,
  SUM(e.stance = 'denies') AS denied, SUM(e.stance IN ('hedged', 'asks')) AS hedged, COUNT(e.drift) AS with_drift
FROM echo e JOIN claim_verdict c ON c.id = e.claim
WHERE e.source_kind IN ('press-release', 'news', 'web-page', 'blog')
GROUP BY c.id ORDER BY asserted DESC, c.id
