# ruff: noqa: E501, SIM905 (lists of words stand in lines as long as they are)
"""Makes up the texts of crimes and contacts for measuring search: a few words in most of them, a long tail in few.

A text is some sentences of function words, words of the trade (each as frequent as its rank says), turns of phrase that
come back, and now and then a name, a plate or a thing that nobody else speaks of. The search never sees these tables.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, product

LITTLE = """
the a and to of in was with at by from on had for his her their this that were has been who then into out when which no
not after before near behind while over two three one unknown
""".split()
#: The commonest first.
TRADE = """
reported victim suspect male female officer vehicle door house street car caller entered window stated seen phone police
property stolen left home night morning road shop money approached item front rear bag attended incident evening damage
black white blue red money keys wallet forced garden shed glass broken neighbour address partner daughter son mother father
argument shouted threatened punched pushed kicked injury hospital ambulance witness staff store manager security camera
footage clothing hooded jacket trainers jeans cap beard height aged years bicycle motorbike van lorry trailer registration
driver passenger parked junction roundabout traffic speed collision alcohol drunk drugs cannabis smell knife bottle hammer
screwdriver crowbar gloves torch ladder fence gate lock padlock alarm cctv fingerprint forensic blood swab statement
interview arrested custody released bail charged caution community resolution offender youth gang group school teacher pupil
park bench playground river bridge harbour station platform train bus stop taxi fare hotel guest room bar club dance queue
doorman supermarket counter till basket alcohol meat cheese razor perfume jewellery ring necklace bracelet watch laptop
tablet charger screen camera console bank card account transfer text email website advert courier parcel delivery package
letter threat message online profile photograph image video blackmail refund builder roof driveway tarmac ladder copper lead
pipe boiler cable catalytic converter wheel mirror windscreen bonnet tyre petrol diesel fuel pump farm tractor quad sheep
barn field hedge dog bite lead cat horse stable burglary robbery assault theft criminal fraud harassment stalking order
breach injunction court solicitor magistrate prison probation landlord tenant flat stairwell lift balcony kitchen bedroom
bathroom hallway loft cellar garage workshop office desk drawer safe cash float receipt invoice cheque signature passport
licence insurance crash helmet rucksack suitcase umbrella scarf earrings bangle locket brooch lantern candle kettle
wheelbarrow strimmer chainsaw generator compressor scaffold plank ledger banjo violin trumpet medal
""".split()
PHRASES = """
front door|rear window|forced entry|no forensic opportunities|house to house|body worn video|blue van|white transit van
made off on foot|made off towards the harbour|known to each other|under the influence|first account|hospital treatment
kitchen knife|catalytic converter|mobile phone|without making any offer of payment|bank card|front garden|side gate
town centre|railway station|black hooded jacket|silver hatchback|grey puffer coat|balaclava and gloves|quad bike
""".replace("\n", "|").strip("|").split("|")  # fmt: skip
PHRASED, RARE, SENTENCES = 0.35, 0.12, (2, 7)


@dataclass(frozen=True, slots=True)
class Looked:
    """One search for words, and what kind of search it is."""

    text: str
    kind: str


def tail(count: int = 40_000) -> list[str]:
    """Words that few use: street names, makes, nicknames. In an order without meaning."""
    firsts = "bar cor dal fen gar hol kel lan mor nor pel quin ros sal tor ul ven wal yar zel".split()
    middles = " a en i or ul am eb ist ock ur".split(" ")
    lasts = "by combe dale don field ford ham hurst ley low mere ness port ridge shaw stead ton wick worth wold".split()
    made = ["".join(parts) for parts in product(firsts, middles, ("", "b", "d", "g", "m", "n", "r", "st", "v"), lasts)]
    return sorted(set(made), key=lambda word: sum((n + 3) * ord(c) for n, c in enumerate(word)) % 9973)[:count]


class Texts:
    """Texts and searches, the same for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self.draw = random.Random(seed)
        self.tail = tail()
        self.trade_sums = list(accumulate(1 / (n + 2.7) for n in range(len(TRADE))))
        self.tail_sums = list(accumulate(1 / (n + 30) for n in range(len(self.tail))))
        self.phrase_sums = list(accumulate(1 / (n + 1) for n in range(len(PHRASES))))

    def one(self) -> str:
        return " ".join(self._sentence() for _number in range(self.draw.randint(*SENTENCES)))

    def _sentence(self) -> str:
        draw = self.draw
        words = self._trade(draw.randint(4, 9))
        for at in range(len(words) - 1, 0, -1):
            words.insert(at, draw.choice(LITTLE))
        if draw.random() < PHRASED:
            words.append(self._drawn(PHRASES, self.phrase_sums))
        if draw.random() < RARE:
            words.append(self._drawn(self.tail, self.tail_sums).capitalize())
        line = " ".join(words)
        return f"{line[0].upper()}{line[1:]}."

    def _trade(self, count: int) -> list[str]:
        return self.draw.choices(TRADE, cum_weights=self.trade_sums, k=count)

    def _drawn(self, words: Sequence[str], sums: list[float]) -> str:
        return self.draw.choices(words, cum_weights=sums)[0]

    def searches(self, count: int) -> list[Looked]:
        """What people look for: mostly something in particular, now and then a word that stands everywhere."""
        made = []
        for _number in range(count):
            luck, draw = self.draw.random(), self.draw
            rare, trade = self._drawn(self.tail, self.tail_sums), self._drawn(TRADE, self.trade_sums)
            two = " ".join(draw.sample(TRADE, 2))
            if luck < 0.2:
                made.append(Looked(rare, "a rare word"))
            elif luck < 0.4:
                made.append(Looked(trade, "a word as frequent as in texts"))
            elif luck < 0.55:
                made.append(Looked(two, "two words"))
            elif luck < 0.65:
                made.append(Looked(f"{trade} {rare}", "a frequent and a rare word"))
            elif luck < 0.8:
                made.append(Looked(f'"{self._phrase()}"', "a phrase"))
            elif luck < 0.95:
                begun = draw.choice((trade, rare))
                made.append(Looked(begun[: draw.randint(3, max(3, len(begun) - 1))], "a word begun"))
            else:
                made.append(Looked(f"{two} -{trade}", "two words without a third"))
        return made

    def _phrase(self) -> str:
        words = self._drawn(PHRASES, self.phrase_sums).split()
        start = self.draw.randrange(len(words) - 1)
        return " ".join(words[start : start + self.draw.randint(2, 4)])
