"""Common British names of many origins, from which invented people are drawn; no list of real people was used."""

from __future__ import annotations

import random
from typing import Literal, NamedTuple

Sex = Literal["F", "M"]


class Origin(NamedTuple):
    """Names that usually go together, and how often."""

    weight: float
    female: str
    male: str
    surnames: str


ORIGINS = (
    Origin(
        60,
        "Emma Sarah Laura Rebecca Charlotte Jessica Sophie Emily Hannah Chloe Olivia Amelia Grace Lucy Holly Katie "
        "Claire Nicola Karen Susan Julie Alison Helen Margaret Jean Dorothy Patricia Linda Christine Janet Amy "
        "Megan Bethany Abigail Natalie Donna Tracey Samantha Kelly Stacey Gemma Kirsty Leanne Zoe Poppy Daisy",
        "James Thomas Jack Daniel Matthew Joshua Luke Ryan Adam Benjamin Samuel Oliver Harry George William Joseph "
        "Andrew Paul Mark David Stephen Christopher Richard Robert John Peter Michael Kevin Gary Alan Brian Keith "
        "Craig Lee Dean Wayne Darren Shaun Jamie Scott Kyle Jordan Connor Callum Nathan Lewis Alfie Charlie Archie",
        "Smith Jones Taylor Brown Wilson Johnson Walker Wright Robinson Thompson White Hughes Edwards Green Hall Wood "
        "Harris Clarke Jackson Turner Hill Cooper Ward Moore Clark Baker Harrison Morgan Allen Scott Watson Parker "
        "Bennett Young Cook Shaw Lee Bell Bailey Richardson Marshall Carter Cox Miller Webb Ellis Mills Palmer Hunt "
        "Fletcher Barker Stone Dixon Holmes Lowe Pearson Butler Barnes Knight Chapman Gibson Atkinson Hartley Booth",
    ),
    Origin(
        9,
        "Aisha Fatima Zainab Maryam Khadija Saima Nadia Rabia Amina Sana Priya Anjali Meera Neha Kavita Simran",
        "Mohammed Ahmed Ali Imran Bilal Hassan Usman Hamza Yusuf Ibrahim Raj Sanjay Vikram Amit Arjun Gurpreet",
        "Khan Ahmed Hussain Ali Malik Iqbal Begum Akhtar Shah Rahman Patel Singh Kaur Sharma Gupta Desai Miah",
    ),
    Origin(
        6,
        "Agnieszka Katarzyna Magdalena Zofia Oliwia Anna Monika Joanna Ewa Elena Ioana Andreea",
        "Piotr Krzysztof Tomasz Pawel Marcin Jakub Mateusz Lukasz Szymon Andrei Ion Mihai",
        "Kowalski Nowak Wisniewski Wojcik Kaminski Lewandowski Zielinski Szymanski Wozniak Popescu Ionescu Popa",
    ),
    Origin(
        6,
        "Siobhan Aoife Niamh Ciara Roisin Bridget Maeve Sinead Orla Grainne",
        "Sean Patrick Liam Declan Conor Niall Eoin Brendan Padraig Kieran",
        "Murphy Kelly O'Brien Walsh Ryan O'Connor Byrne Doyle Gallagher Kennedy Lynch Quinn Keogh O'Neill McCarthy",
    ),
    Origin(
        6,
        "Chantelle Jasmine Shanice Naomi Esther Abena Ama Ngozi Chidinma Temitope Folake Yetunde",
        "Marlon Jermaine Tyrone Leroy Emmanuel Samuel Kwame Kofi Chinedu Emeka Olumide Babatunde",
        "Campbell Williams Francis Grant Morrison Clarke Mensah Owusu Okafor Adeyemi Okonkwo Boateng Asante Bello",
    ),
    Origin(
        6,
        "Carys Seren Megan Ffion Bethan Rhiannon Sian Nia Catrin Elin",
        "Rhodri Gareth Dafydd Owain Ieuan Emyr Gethin Iwan Dylan Geraint",
        "Davies Evans Thomas Roberts Griffiths Lewis Owen Price Rees Jenkins Powell Llewellyn Pritchard Bowen Parry",
    ),
    Origin(
        5,
        "Fiona Morag Eilidh Isla Catriona Kirsteen Shona Ailsa Mairi Heather",
        "Fraser Euan Callum Hamish Gordon Angus Ross Duncan Alasdair Graeme",
        "MacDonald Campbell Stewart Robertson Anderson Reid Murray Ross Fraser McKenzie McLean Sinclair Munro Burns",
    ),
    Origin(
        2,
        "Mei Xin Ling Jia Hui Linh Thanh Ploy Maria Grace",
        "Wei Ming Jun Hao Chun Minh Duc Tuan Jose Angelo",
        "Chen Wong Li Cheung Lam Nguyen Tran Santos Reyes Cruz",
    ),
)
SPLIT = tuple((o.female.split(), o.male.split(), o.surnames.split()) for o in ORIGINS)
WEIGHTS = [o.weight for o in ORIGINS]


def draw_name(rng: random.Random, sex: Sex) -> tuple[str, str]:
    """A forename (now and then with a second one) and a surname of one origin, or two joined by a hyphen."""
    female, male, surnames = SPLIT[rng.choices(range(len(SPLIT)), WEIGHTS)[0]]
    given = female if sex == "F" else male
    forenames = rng.choice(given)
    if rng.random() < 0.25:
        second = rng.choice(given)
        forenames = f"{forenames} {second}" if second != forenames else forenames
    surname = rng.choice(surnames)
    if rng.random() < 0.03:
        other = rng.choice(SPLIT[0][2])
        surname = f"{surname}-{other}" if other != surname else surname
    return forenames, surname
