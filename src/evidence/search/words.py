"""Plain English to comparable words: what a question and a record share when they say the same in other forms.

The tables below hold everyday English only. What a drug, a receptor or a scale is called stands in the base, as the
names of its concepts.
"""

from __future__ import annotations

import re
from functools import cache

#: A question longer than this is cut: what it asks stands in its first pages or nowhere.
MAX_CHARACTERS = 20_000
#: So is one of more words.
MAX_TOKENS = 400

_WORD = re.compile(r"[^\W_]+")
_SPELT = str.maketrans({"’": "'", "‘": "'", "μ": "mu", "µ": "mu", "κ": "kappa", "δ": "delta", "α": "alpha", "\0": " "})
_NEGATIONS = frozenset("not never cannot isnt doesnt dont didnt cant wont arent".split())

STOP = frozenset(
    """a about according actually all also although am an and any anyone anything are as asked at be because been being
    but by can cannot claim claims com could couple did didn didnt do does doesn doesnt doing don done dont
    either else ever every evidence example exactly fact facts false few find findings for from get gets getting gave
    give given gives go goes going got great had has have having he heard hello her here hi him his how however i if
    in indeed into is isn isnt it its itself just kind know known let like literature look made make makes
    many may maybe me mean meant might more most much must my myself nature neither never no nor not now of on once one
    ones only or other others our out over own paper papers part people per perhaps person persons please possible
    prove proven proof put quite rather re read real really regarding research researcher researchers said same say
    saying says science scientific scientists see seem seems seen shall she should show showed shown shows simply since
    so some someone something sort still studies study such suggest suggests sure t tell than thank thanks that the
    their them themselves then there these they thing things think this those though through thus to told too true
    truth trying turns under until up upon us use used uses using ve very via want wants was we well were what whatever
    when where whether which while who whom whose why will with within without wonder would yes yet you your yourself
    anybody anywhere come comes came both between before after during again away back down off against
    around another whats thats theres theyre youre ive im id ill hows whos really genuinely
    nt ok okay answer answers ask asks asking based call called consider considered discuss discussed does everybody
    everyone feel feels feeling felt follow following follows happen happens happened hear heard idea ideas include
    includes including issue issues leave leaves long look looking lot lots making mention mentioned name named number
    often open opinion point points positive position probably problem question questions reason reasons remember report
    reported reports result results right set sets situation state stated states stuff summary support supports supported
    take taken takes taking talk talking term terms thought time times today together took topic trial trials try turn
    understand unless usual usually various way ways wonder wondering word words write wrong""".split()
)

#: Words that ask for a relation in general; alone they do not tell one claim from another.
LIGHT = frozenset(("relieve", "affect", "cause", "drug", "need", "change", "matter", "people", "mechanism", "theory"))

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
last lasts lasting lasted duration endure persist persists persistent sustained sustain sustains durable
fade fades fading wear wears wearing wore wane wanes disappear transient temporary
stop stops stopped stopping discontinue discontinued discontinuation discontinuing quit quits quitting withdraw
 withdrawal cessation ceasing ending
maintenance maintain maintaining staying continue continued continuing ongoing
relapse relapses relapsed relapsing recurrence recur recurs
safe safety harmless
risk risks risky danger dangers dangerous harm harms harmful hazard hazards unsafe damage damages damaged damaging
 injury toxic toxicity hurt hurts
adverse reactions
addict addicted addictive addiction addictiveness abuse abused misuse hooked dependence dependency
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
pay payer payers paid insurer insurers insurance cost costs afford affordable expensive value price money reimburse reimbursed worth
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
    rows = _FAMILIES.strip().replace("\n ", " ").splitlines()
    return {stem(word): row.split(None, 1)[0] for row in reversed(rows) for word in row.split()}


@cache
def members(family: str) -> tuple[str, ...]:
    """Every form of a family, for a search; a word of no family stands alone."""
    rows = (row.split() for row in _FAMILIES.strip().replace("\n ", " ").splitlines())
    return next((tuple(row) for row in rows if row[0] == family), (family,))


@cache
def family(word: str) -> str:
    """The word that stands for all a reader would take as the same."""
    root = stem(word)
    return _families().get(root, root)


def normal(text: str) -> str:
    """Lower case, one kind of apostrophe, Greek letters by name, no possessives, nothing that cannot be stored."""
    text = text[:MAX_CHARACTERS].encode("utf-8", "replace").decode().translate(_SPELT).casefold()
    return text.replace("can't", "cannot").replace("n't", " not").replace("'s", " ").replace("'", "")


def tokens(text: str) -> list[str]:
    """The words and numbers of a text that has been made normal, in order."""
    return _WORD.findall(text)


def is_negated(words: list[str]) -> bool:
    """Whether a sentence denies or asks for a denial."""
    return not _NEGATIONS.isdisjoint(words)


def singular(word: str) -> str:
    """A word without its plural ending."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def key(words: list[str]) -> str:
    """What two spellings of one name share: ``5-HT1B receptors`` and ``5HT1B receptor``."""
    return "".join(singular(word) for word in words)
