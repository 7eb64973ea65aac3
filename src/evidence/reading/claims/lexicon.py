"""Everyday English for relations: words that say the same of two things, and which way they point.

What a drug, a receptor or a scale is called stands in the base. A stem ending in ``*`` stands for every word that
begins with it; ``_`` joins words that count only side by side.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple


class Sense(NamedTuple):
    """What a word says: its family, and -1 where it turns the meaning round."""

    family: str
    sign: int


# Family, sign, words. Families in capitals are relations; those in small letters are plain synonyms.
_TABLE: tuple[tuple[str, int, str], ...] = (
    (
        "RELIEVE",
        1,
        """reliev* relief treats treating treat treated alleviat* ease eases eased easing lift lifts lifted lifting
        improv* help helps helped helping benefi* effectiv* efficac* work works worked working cure cures cured curing ameliorat*
        success* antidepress* heal heals healed healing combat* feel_better feels_better get_better gets_better protect*
        anti antisuicid* fight fights wonders gain gains therapeutic respond responds responded
        responding response responses responder* recover* stay_well keeps_well disappear* solve* beneficial
        resolve resolves effect_on effects_on""",
    ),
    ("RELIEVE", -1, "ineffective* inefficac* useless unhelpful worsen* exacerbat* aggravat* nothing dud futile"),
    (
        "INCREASE",
        1,
        """increas* raise raises raised raising rise rises rising rose boost* elevat* enhanc* surge surges surged burst
        flood floods flooded grow grows growing grew growth regrow* restor* rebuild* rebuilt sprout* augment* releas* amplif*
        goes_up go_up turn_up multipl* strengthen* form forms formed formation make_new makes_new makes_more make_more spur* jump* speed_up speeds_up
        making synthesis synthesi* produc* generat* efflux output""",
    ),
    (
        "LOWER",
        -1,
        """reduc* lower lowers lowered lowering decreas* cut cuts cutting diminish* drop drops dropped fall falls fell
        falling lessen* shrink* dampen* weaken* blunt blunts blunted attenuat* abolish* prevent prevents prevented preventing
        halve halves halved stop stops stopped stopping down abat* take_away takes_away took_away remov* less fewer undo undoes lose loses lost loss turn_down turns_down eliminat* delay delays delayed curb curbs ward_off""",
    ),
    ("LOWER", 1, "end ends ended"),
    (
        "BLOCK",
        -1,
        """block blocks blocked blocking blockade blocker blockers inhibit inhibits inhibited inhibiting inhibition
        inhibitor inhibitors antagonis* antagoniz* silenc* suppress* quiet* calm calms calmed calming shut_down shuts_down occup*
        deactivat* dephosphorylat*""",
    ),
    ("DEPRIVE", -1, "deplet* lack lacks lacking knockout* without absence missing bereft deprived"),
    (
        "MECH",
        1,
        """requir* need needs needed needing necess* essential* depend* critical crucial hinge hinges rely relies relied relian*
        indispensable mediat* through via by_way_of due_to because_of explain* underl* responsible carry carries carried
        carrying drive drives driven driving drove account* role part_of thanks_to owe owes owed comes_from come_from stems_from
        contribut* dependent works_by work_by worked_by by_means_of how_ketamine_works reason mechanism* play_a_part plays_a_part
        is_how what_makes relies_on vital involv* makes_ketamine causally result_from results_from way_of source_of key_to
        based_on rests_on""",
    ),
    ("MECH", -1, "independen* irrelevant unnecessary dispensable nothing_to_do_with unrelated bypass*"),
    (
        "BIND",
        1,
        "bind binds bound binding_to attach* dock* latch* lock locks locked ligand affinity sticks_to stick_to target targets",
    ),
    (
        "ACTIVATE",
        1,
        """activat* stimulat* agonis* switch_on switches_on switched_on switching_on turn_on turns_on turning_on engag* act_as
        acts_as acts_like act_like acting_as disguise trigger* excit* mimic*""",
    ),
    ("DISINHIBIT", 1, "disinhibit* takes_the_brakes take_the_brakes brakes frees free_to unleash*"),
    (
        "PREDICT",
        1,
        """predict* correlat* associat* track tracks tracked marker* biomarker* linked link links tell_who hand_in_hand goes_with
        follows correspond*""",
    ),
    ("CAUSE", 1, "caus* lead leads led leading result results resulted induc* provok* bring_on brings_on"),
    (
        "BETTER",
        1,
        """better superior* beat beats beaten outperform* outdo* more_effective more_powerful more_efficac* surpass* ahead
        greater advantage favour* outstrip* separates more_than stronger edge""",
    ),
    ("BETTER", -1, "worse inferior* less_effective less_well poorer worse_than"),
    (
        "EQUAL",
        1,
        """as_good_as as_effective_as as_well_as noninferior* match matches matched equal equals equally equivalent comparable
        every_bit_as on_a_par on_par rivals alternative_as non_inferior*""",
    ),
    (
        "FAST",
        1,
        """rapid* fast faster quick* immediat* hour hours within_a_day same_day speed* instant* overnight within_24 day_one
        within_one_day in_a_day a_day""",
    ),
    ("FAST", -1, "slow* takes_weeks take_weeks took_weeks only_after_weeks"),
    (
        "FADE",
        1,
        """fad* wear_off wears_off wearing_off wore_off transient* short_lived temporar* passing passes wane* waned
        last_only lasts_only vanish* week_or_two return returns returned wears wore""",
    ),
    (
        "FADE",
        -1,
        """lasting permanent* for_good for_years for_life forever keeps_depression_away for_months
        for_decades long_lasting""",
    ),
    (
        "PROLONG",
        1,
        """prolong* extend* maintain* sustain* last_longer lasts_longer longer cumulativ* build_up builds_up keep keeps keeping
        keep_going hold holds held build built""",
    ),
    ("SAFE", 1, "safe safely safety harmless"),
    ("SAFE", -1, "unsafe danger* hazard*"),
    # Without any limit, safe means without side effects.
    ("FEW", -1, "completely_safe perfectly_safe entirely_safe totally_safe absolutely_safe"),
    ("SAFE", 1, "completely_safe perfectly_safe entirely_safe totally_safe absolutely_safe"),
    ("side", 1, "completely_safe perfectly_safe entirely_safe totally_safe absolutely_safe"),
    ("HARM", 1, "harm harms harmed damage damages damaged damaging toxic* injur* destroys"),
    ("RISK", 1, "risk risks addict* misus* abus* dependence dependency carries_a_risk potential_for"),
    ("APPROVE", 1, "approv* licens* licenc* authoris* authoriz* cleared label licence"),
    ("APPROVE", -1, "off_label unapproved unlicensed"),
    ("ACCEPT", 1, "recommend* accept* pay pays endors* worth good_value cost_effective fund funds funding agree"),
    ("ACCEPT", -1, "reject* refus* declin* not_worth"),
    ("MEET", 1, "met meets meet rested fulfil* satisf* cleared_the passed"),
    ("ESTABLISH", 1, "establish* proven prove proves proved demonstrat* shown known show showed shows"),
    ("ESTABLISH", -1, "unknown unproven unestablished too_little unclear"),
    ("SUPERVISE", 1, "supervis* monitor* watched oversight observ* watch"),
    ("INFLATE", 1, "inflat* overstat* exaggerat* overestimat* bias* flatter* unmask*"),
    ("COMMON", 1, "common commonly frequent* often many usual* typical* widespread"),
    (
        "FEW",
        -1,
        "few minimal mild negligible rare rarely almost_no virtually_no virtually_free free_of little_or_no scarcely hardly barely tiny no_serious",
    ),
    ("FEW", 1, "many numerous serious severe common"),
    (
        "RELAPSE",
        1,
        "return returns returned relaps* recur* comes_back come_back came_back depression_returns symptoms_return again",
    ),
    (
        "STOP",
        1,
        "end ends ended once_ketamine_is_stopped discontinu* stopping ending withdraw* infusions_end infusions_stop treatment_ends treatment_stops is_stopped are_stopped",
    ),
    ("PERMIT", 1, "permit* permissive* sets_the_stage allow* lets let"),
    ("SHIFT", 1, "shift* balance turns turn"),
    ("CHANGE", 1, "chang* alter* affect* modulat* shape shapes shaped influenc* differ* interact* modif*"),
    ("INCREASE", 1, "change changed alter altered"),
    ("LOWER", 1, "change changed alter altered"),
    ("DIRECT", 1, "direct directly"),
    ("binding", 1, "binding"),
    ("NOCHANGE", -1, "unchanged unaffected unaltered intact_without"),
    ("depress", 1, "depress* mood moods melancholi* antidepress*"),
    ("synapse", 1, "synap* spine spines connection connections spinogenesis"),
    ("new", 1, "new newly newborn young"),
    ("expect", 1, "expect* hope hopes belief beliefs"),
    ("unblind", 1, "unblind* blind blinding masking unmask* feel_the_drug can_tell"),
    (
        "abstain",
        1,
        "abstin* abstain* sober sobriety stay_off off_alcohol days_without_alcohol stop_drinking quit_drinking",
    ),
    ("alcohol", 1, "alcohol* drink* drinker* sober"),
    ("trip", 1, "trip dissociat* psychedelic out_of_body"),
    ("male", 1, "male males men man"),
    ("female", 1, "female females women woman"),
    ("sex", 1, "sex sexes gender male males men female females women hormones"),
    ("birth", 1, "birth childbirth delivery postpartum postnatal caesarean cesarean mothers postpart*"),
    ("blood", 1, "blood plasma serum circulating peripheral"),
    ("home", 1, "home mail telehealth mail_order by_post"),
    ("long", 1, "for_years for_decades for_months long long_term years prolonged maintenance decades"),
    (
        "repeat",
        1,
        "repeat* serial series course multiple several_infusions six_infusions cumulative more_infusions twice_weekly",
    ),
    ("single", 1, "single one once"),
    ("dose", 1, "dose doses dosing dosage"),
    ("high", 1, "high higher greater"),
    ("low", 1, "low lower lowest fewer few"),
    ("saline", 1, "saline salt inactive dummy inert"),
    ("suicide", 1, "suicid* antisuicid*"),
    ("anxiety", 1, "anxi*"),
    ("bladder", 1, "bladder urin* cystitis urolog*"),
    ("early", 1, "initiate initiates start starts onset early first"),
    ("serotonin", 1, "serotonin* serotonerg* 5ht"),
    ("dopamine", 1, "dopamin*"),
    ("glutamate", 1, "glutamat*"),
    ("opioid", 1, "opioid* opiate*"),
    ("infusion", 1, "infusion infusions drip intravenous iv"),
    ("spray", 1, "spray nasal intranasal"),
    ("anaesthetic", 1, "anaesthe* anesthe* surgery surgical"),
    ("bdnf", 1, "bdnf"),
)

_LIGHT = """
a an the this that these those of in on at to for from with as and or but so than then is are was were be been
being has have had do does did done it its their his her our your my we you they he she i not no nor never can
could may might must will would should shall also only even just very much more most some any all each every both
such own same other others who which what when where while if whether how there here into onto over under up down
out off about after before during within between among against per by too still yet ever well far least rather
quite itself themselves patient patients people person persons participant participants adult adults human humans
individual individuals subject subjects volunteer volunteers someone anyone everyone user users sufferers sufferer
cases case study studies trial trials research researchers researcher scientists scientist investigators team
teams paper papers report reports reported reporting found find finds finding findings result evidence show shows
showed shown suggest suggests suggested concluded conclude data according say says said clinical randomised
randomized controlled placebo_controlled double masked analysis review meta significant significantly clearly
strongly fully partly part largely often usually generally simply really actually important importantly ones
treatment treatments therapy therapies drug drugs medicine medicines medication use used using taken take takes
taking given give gives giving get gets got receive received receiving effect effects action actions act acts
acting level levels amount number activity function degree way ways kind kinds type types system systems system's
brain brains cell cells nerve body compared comparison relative versus vs group groups years ago day days week
weeks month months time times made make makes making thing things lot come comes came go goes s t re ve ll d don
doesn didn isn aren wasn weren won wouldn couldn hasn haven hadn appears appear appeared seem seems seemed
seemingly think thinks thought believe believed called named known main certain new_york percent per_cent adequate
existing current currently now today nowadays recently however although though therefore thus hence moreover yes
having like symptoms symptom score scores
"""
#: Words that say nothing about which claim is meant.
LIGHT = frozenset(_LIGHT.split())


@cache
def _tables() -> tuple[
    dict[str, list[Sense]], dict[str, list[tuple[str, Sense]]], dict[str, list[tuple[tuple[str, ...], Sense]]]
]:
    exact: dict[str, list[Sense]] = {}
    stems: dict[str, list[tuple[str, Sense]]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}
    for family, sign, text in _TABLE:
        sense = Sense(family, sign)
        for word in text.split():
            if "_" in word:
                parts = tuple(word.split("_"))
                phrases.setdefault(parts[0].rstrip("*"), []).append((parts, sense))
            elif word.endswith("*"):
                stems.setdefault(word[:3], []).append((word[:-1], sense))
            else:
                exact.setdefault(word, []).append(sense)
    return exact, stems, phrases


@cache
def senses(word: str) -> tuple[Sense, ...]:
    """The senses of one word in lower case: relations first, then synonyms; empty for a word with no family."""
    exact, stems, _ = _tables()
    found = list(exact.get(word, ()))
    found.extend(sense for stem, sense in stems.get(word[:3], ()) if word.startswith(stem) and sense not in found)
    return tuple(found)


def phrase_senses(words: list[str], at: int) -> tuple[tuple[Sense, int], ...]:
    """Senses of the phrases that start at a word, each with how many words it takes."""
    _, _, phrases = _tables()
    return tuple(
        (sense, len(parts))
        for parts, sense in phrases.get(words[at], ())
        if len(words) - at >= len(parts) and all(_fits(words[at + place], part) for place, part in enumerate(parts))
    )


def _fits(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


#: Families that are relations and not things.
def is_relation(family: str) -> bool:
    """Whether a family says how things stand to one another."""
    return family.isupper()
