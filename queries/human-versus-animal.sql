-- title: Where people and animals disagree
-- answers: For which claims does the human evidence point one way and the animal evidence the other?
-- asks: clinician, writer
WITH side AS (
  SELECT claim, statement,
    SUM(tier LIKE 'human%' AND sign = 'for') AS human_for, SUM(tier LIKE 'human%' AND sign = 'against') AS human_against,
    SUM(tier = 'animal' AND sign = 'for') AS animal_for, SUM(tier = 'animal' AND sign = 'against') AS animal_against
  FROM independent_vote GROUP BY claim, statement
)
SELECT claim, human_for, human_against, animal_for, animal_against, statement
FROM side
WHERE (human_for - human_against) * (animal_for - animal_against) < 0
ORDER BY claim
