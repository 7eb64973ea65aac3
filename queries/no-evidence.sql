-- title: Claims that nothing admissible speaks to
-- answers: Which claims have no verdict, and who asserts them all the same?
-- asks: writer, maintainer
-- may be empty: when every claim has evidence
SELECT c.id AS claim, c.echoes AS documents_that_say_so, COUNT(e.id) AS results_left_out, c.statement
FROM claim_verdict c LEFT JOIN evidence e ON e.claim = c.id
WHERE c.word = 'no-evidence' GROUP BY c.id ORDER BY documents_that_say_so DESC, c.id
