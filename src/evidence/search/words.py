"""Plain English to comparable words: what a question and a record share when they say the same in other forms.

The tables below hold everyday English only. What a drug, a receptor or a scale is called stands in the base, as the
names of its concepts.
"""

from __future__ import annotations

from functools import cache

#: A question of more words is cut.
MAX_TOKENS = 400

_NEGATIONS = frozenset(("not", "never", "cannot", "isnt", "doesnt", "dont", "didnt", "cant", "wont", "arent"))

_STOP = """
a about absolutely according actually after again against all also although am an and another answer answers any
anybody anyone anything anywhere are around as ask asked asking asks at away back based be because been before
being between both but by call called came can cannot certain certainly claim claims com come comes consider
considered could couple definite definitely did didn didnt discuss discussed do does doesn doesnt doing don done
dont doubt doubted doubtless doubts down during either else ever every everybody everyone evidence exactly
example fact facts false feel feeling feels felt few find findings follow following follows for from gave
genuinely get gets getting give given gives go goes going got great had happen happened happens has have having
he hear heard hello her here hi him his how however hows i id idea ideas if ill im in include includes including
indeed into is isn isnt issue issues it its itself ive just kind know known leave leaves let like literature
long look looking lot lots made make makes making many may maybe me mean meant mention mentioned might more most
much must my myself name named nature neither never no nor not now nt number of off often ok okay on once one
ones only open opinion or other others our out over own paper papers part people per perhaps person persons
please point points position positive possible probably problem proof prove proven put question questions quite
rather re read real really reason reasons regarding remember report reported reports research researcher
researchers result results right said same say saying says science scientific scientists see seem seems seen set
sets shall she should show showed shown shows simply since situation so some someone something sort state stated
states still studies study stuff such suggest suggests summary support supported supports sure t take taken
takes taking talk talking tell term terms than thank thanks that thats the their them themselves then there
theres these they theyre thing things think this those though thought through thus time times to today together
told too took topic trial trials true truth try trying turn turns under understand unless until up upon us use
used uses using usual usually various ve very via want wants was way ways we well were what whatever whats when
where whether which while who whom whos whose why will with within without wonder wondering word words would
write wrong yes yet you your youre yourself
"""
#: Words that carry no topic of their own.
STOP = frozenset(_STOP.split())

#: Words that ask for a relation in general; alone they do not tell one claim from another.
LIGHT = frozenset(
    ("relieve", "affect", "cause", "drug", "need", "change", "matter", "people", "mechanism", "theory", "compare")
)

#: Words people use for one another. The first of each row stands for all of them.
_FAMILIES = """
relieve work works worked working help helps helped treat treats treated treating treatment treatments effective
 effectiveness efficacy relief relieving relieves improve improves improved improvement cure cures alleviate ease lift
 benefit benefits beneficial useful antidepressant
affect effect effects influence impact act acts acting action actions operate activity
cause causes causing lead leads produce produces explain explains explained responsible underlie underlies
drug drugs medicine medicines medication medications agent agents compound compounds
need needs needed require requires required requirement necessary essential depend depends dependent rely relies must
change changes changed alter alters altered shift shifts
matter matters important role involve involved involves involvement
people patient patients person adults volunteers participants individuals clinical
mechanism mechanisms pathway pathways mode
block blocks blocked blocking blocker blockers blockade antagonist antagonists antagonism antagonise antagonize
 inhibit inhibits inhibiting inhibition inhibitor inhibitors blunt blunts
activate activates activating activation agonist agonists agonism agonise agonize stimulate stimulates trigger engage
raise raises raised raising rise rises increase increases increased increasing boost boosts elevate elevates elevated
 high higher enhance enhances enhancing up surge burst rush grow grows growing growth
lower lowers lowered lowering reduce reduces reduced reducing reduction decrease decreases decreased drop drops less
 fewer diminish cut cuts weaken weakens
mediate mediates mediated mediating mediation carry carries
bind binds binding bound attach attaches stick sticks affinity
predict predicts predicted predictor predictors prediction forecast forecasts moderate moderates
last lasts lasting lasted duration endure persist persists persistent sustained sustain sustains durable fade fades
 fading wear wears wearing wore wane wanes disappear transient temporary
stop stops stopped stopping discontinue discontinued discontinuation discontinuing quit quits quitting withdraw
 withdrawal cessation ceasing ending
maintenance maintain maintaining staying continue continued continuing ongoing
relapse relapses relapsed relapsing recurrence recur recurs
safe safety harmless
risk risks risky danger dangers dangerous harm harms harmful hazard hazards unsafe damage damages damaged damaging
 injury toxic toxicity hurt hurts
adverse reactions
addict addicted addictive addiction addictiveness abuse abused misuse hooked
fast faster fastest rapid rapidly rapidity quick quickly quicker speed onset soon immediately
hour hours
day days
week weeks
month months
long-term longterm chronic years
repeat repeated repeatedly multiple several series serial course courses sessions
single once
dose doses dosing dosage dosages
beat beats beating win wins winning better outperform outperforms superior superiority exceeds stronger than
compare compared comparison versus vs
equal equals equivalent equally matches noninferior noninferiority inferior alternative instead
suicide suicides suicidal suicidality ideation kill
anxiety anxious worry
alcohol alcoholism alcoholic alcoholics drinking drinkers drink sober abstinence abstinent
mother mothers birth childbirth delivery caesarean cesarean postnatal postpartum
home homes house
supervise supervised supervising supervision monitored monitoring monitor monitors clinic watch watched observe observed
 oversight attended unsupervised
approve approved approval approves approvals licensed licence license authorised authorized
pay payer payers paid insurer insurers insurance cost costs afford affordable expensive value price money reimburse
 reimbursed worth
bladder urinary cystitis urine
anaesthetic anesthetic anaesthesia anesthesia anaesthetics anesthetics
blind blinded blinding unblinding unblinded masking masked unmasked unmasking guess guessed
expect expects expectation expectations expectancy expecting hope hopes hoping believe belief
dissociation dissociative dissociate dissociated dissociating trip trips tripping psychedelic
synapse synapses synaptic synaptogenesis connection connections
spine spines dendritic
neuron neurons neurone neurones cell cells neuronal
neurogenesis newborn
sex sexes male males female females men women man woman gender
mouse mice murine rodent rodents rat rats animal animals preclinical
human humans living
cortex cortical
prefrontal pfc mpfc frontal
release releases released releasing
intravenous iv
nasal intranasal spray nose
theory theories hypothesis hypotheses explanation explanations account accounts
metabolite metabolites metabolised breakdown byproduct
prolong prolongs prolonged extend extends extended extending
prevent prevents prevented prevention preventing
ect electroconvulsive electroshock shock
gene genes genetic genotype variant carriers allele polymorphism
respond responds responder responders response responses responded remission remit
initiate start starts initiation begin begins
occupy occupies occupancy
transporter reuptake
independent independently
depression depressed depressive depressing
enough sufficient suffice suffices
percent percentage proportion share fraction rate rates
nausea nauseous nauseated sick vomit vomiting queasy
placebo placebos dummy sham
overstate overstates overstated overestimate overestimates exaggerate exaggerates exaggerated inflate inflates inflated
"""


@cache
def stem(word: str) -> str:
    """A word without its English endings, so that ``relieves`` and ``relieving`` meet."""
    for ending in ("ingly", "ings", "ing", "edly", "ed", "ies", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith(("e", "y")) and len(word) > 4 else word


@cache
def _families() -> dict[str, str]:
    return {stem(word): row[0] for row in reversed(_rows()) for word in row}


@cache
def _rows() -> list[list[str]]:
    return [row.split() for row in _FAMILIES.strip().replace("\n ", " ").splitlines()]


@cache
def members(family: str) -> tuple[str, ...]:
    """Every form of a family, for a search; a word of no family stands alone."""
    return next((tuple(row) for row in _rows() if row[0] == family), (family,))


@cache
def family(word: str) -> str:
    """The word that stands for all a reader would take as the same."""
    root = stem(word)
    return _families().get(root, root)


def is_negated(words: list[str]) -> bool:
    """Whether a sentence denies or asks for a denial."""
    return not _NEGATIONS.isdisjoint(words)
