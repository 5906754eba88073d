# ruff: noqa: E501 (names and their spellings stand in lines as long as they are)
"""Names for a made-up register: by origin, the commonest first, each with its usual spellings behind a slash.

Compiled for measuring from common knowledge of names; the search has a table of its own and never sees this one.
Some names stand in their own script too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

#: What a forename is shortened to, here and there.
SHORT_FORMS: dict[str, list[str]] = {}
for _line in (
    """
    Robert Bob Rob Bobby Robbie Bert|William Bill Will Billy Liam|Richard Dick Rick Richie|Edward Ted Ed Eddie Ned
    James Jim Jimmy Jamie|John Jack Johnny|Thomas Tom Tommy|Michael Mike Mick Mikey|Christopher Chris Kit|Daniel Dan Danny
    David Dave Davy Dai|Andrew Andy Drew|Stephen Steve|Steven Steve|Matthew Matt|Anthony Tony Ant|Joseph Joe Joey|Samuel Sam Sammy
    Benjamin Ben Benny|Alexander Alex Sandy Alec Xander|Nicholas Nick Nicky|Jonathan Jon Jonny|Charles Charlie Chas Chuck
    Henry Harry Hal|Frederick Fred Freddie|George Georgie|Peter Pete|Philip Phil Pip|Kenneth Ken Kenny|Ronald Ron Ronnie
    Gregory Greg|Timothy Tim|Terence Terry|Lawrence Larry Laurie|Leonard Len Lenny|Raymond Ray|Gerald Gerry|Francis Frank Frankie
    Patrick Pat Paddy|Dominic Dom|Joshua Josh|Nathaniel Nat Nate|Zachary Zac Zack|Theodore Theo Ted|Stuart Stu|Derek Del
    Elizabeth Liz Beth Betty Lizzie Eliza Libby|Margaret Maggie Peggy Meg Marge Greta|Catherine Kate Cathy Katie Kit|Susan Sue Susie
    Patricia Pat Trish Patsy|Jennifer Jen Jenny|Rebecca Becky Becca|Deborah Debbie Debs|Victoria Vicky Tori|Alexandra Alex Sandra Sasha
    Christine Chris Chrissie|Jacqueline Jackie|Pamela Pam|Samantha Sam Sammie|Jessica Jess Jessie|Charlotte Lottie Charlie
    Katherine Kathy Kate Kat|Dorothy Dot Dolly|Barbara Babs Barb|Josephine Jo Josie|Joanne Jo|Amanda Mandy|Angela Angie
    Theresa Tess Terry|Kimberley Kim|Natalie Nat|Abigail Abby Gail|Eleanor Ellie Nell Nora|Emily Em Emmie|Isabella Bella Izzy
    Gillian Gill Jill|Janet Jan|Judith Judy|Frances Fran Frankie|Philippa Pippa Pip|Florence Flo Florrie|Millicent Millie
    Matilda Tilly Mattie|Harriet Hattie Harry|Mary Molly Polly May|Sarah Sally Sadie|Ann Annie Nan|Anne Annie Nancy
""".strip()
    .replace("\n", "|")
    .split("|")
):
    _whole, *_short = _line.split()
    SHORT_FORMS[_whole] = _short


@dataclass(frozen=True)
class Origin:
    """The names of people of one origin and their share of the register; `head`: how many bear one of the commonest."""

    name: str
    share: float
    head: float
    surnames: list[str]
    men: list[str]
    women: list[str]
    tail: Callable[[], list[str]]
    first_of_january: float = 0.01


def _joined(firsts: str, lasts: str, middles: str = "") -> Callable[[], list[str]]:
    """A long tail of surnames, put together of parts; every middle may also be left out. In an order without meaning."""

    def made() -> list[str]:
        names = ["".join(parts) for parts in product(firsts.split(), ["", *middles.split()], lasts.split())]
        return sorted(set(names), key=lambda name: (sum((n + 7) * ord(c) for n, c in enumerate(name)) % 9973, name))

    return made


BRITISH = Origin(
    "British", 0.68, 0.47,
    ["Smith/Smyth", "Jones", "Taylor/Tayler", "Brown/Browne", "Williams", "Wilson", "Johnson", "Davies/Davis", "Robinson", "Wright", "Thompson/Thomson", "Evans", "Walker", "White/Whyte", "Roberts", "Green/Greene", "Hall", "Wood/Woods", "Jackson", "Clarke/Clark", "Hughes", "Edwards", "Turner", "Hill", "Cooper", "Moore/Moor", "Ward", "Harris", "Morris", "Morgan", "King", "Harrison", "Baker", "Allen/Allan", "Lee/Leigh", "Martin", "Clark", "Parker", "Cook/Cooke", "James", "Watson", "Phillips/Philips", "Davis", "Bennett/Bennet", "Young", "Griffiths", "Carter", "Mitchell", "Kelly/Kelley", "Cox", "Shaw", "Richardson", "Anderson/Andersen", "Collins", "Simpson/Simson", "Marshall", "Bell", "Adams", "Chapman", "Miller", "Webb", "Rogers/Rodgers", "Gray/Grey", "Ellis", "Stevens/Stephens", "Mason", "Hunt", "Campbell", "Russell", "Murphy", "Palmer", "Knight", "Holmes", "Mills", "Barnes", "Lloyd", "Matthews/Mathews", "Powell", "Butler", "Barker", "Graham", "Fisher", "Stevenson/Stephenson", "Reynolds/Reynold", "Fletcher", "Gibson", "Fox", "Dixon/Dickson", "Ford", "Murray", "Pearson", "Lewis", "Jenkins", "Wells", "Harvey", "Howard", "Andrews", "Elliott/Elliot", "West", "Pearce/Pierce", "Grant", "Hart", "Day", "Kennedy", "Henderson", "Burton", "Atkinson", "Saunders/Sanders", "Lawrence", "Rose", "Walsh", "Johnston", "Cole", "Hudson", "Foster", "Spencer", "Stewart/Stuart", "Ross", "Brooks/Brookes", "Francis", "Watts", "Payne/Paine", "Perkins", "Wheeler", "Lawson", "Hopkins", "Carr", "Bishop", "Nicholson/Nicolson", "Read/Reid/Reed", "Hawkins", "Bailey/Bayley", "Hunter", "Armstrong", "Gordon", "Crawford", "Ferguson", "Duncan", "Cunningham", "MacDonald/McDonald", "Mackenzie/McKenzie", "Robertson", "Cameron", "Hamilton", "Sutherland", "Sinclair", "Douglas", "Wallace", "Morrison", "Fraser/Frazer", "Paterson/Patterson", "Burns", "Kerr", "Bruce", "Oliver", "Barrett", "Rees", "Long", "Newman", "Dean/Deane", "Page/Paige", "Burgess", "Gilbert", "Lane", "Gardner/Gardiner", "Booth", "Barton", "Slater", "Bates", "Parsons", "Dawson", "Potter", "Hargreaves", "Holland", "Schofield/Scholfield", "Featherstone", "Wainwright", "Thackeray", "Cholmondeley"],
    ["David", "John", "Michael", "James", "Paul", "Andrew", "Peter", "Robert", "Stephen/Steven", "Christopher", "Mark", "Richard", "Thomas", "William", "Daniel", "Matthew/Mathew", "Ian/Iain", "Anthony/Antony", "Kevin", "Philip/Phillip", "Simon", "Alan/Allan/Allen", "Colin", "Graham/Graeme", "George", "Martin", "Joseph", "Benjamin", "Jack", "Samuel", "Gary/Garry", "Adam", "Ryan", "Nicholas/Nicolas", "Alexander", "Neil/Neal", "Joshua", "Harry", "Brian/Bryan", "Stuart/Stewart", "Jonathan/Jonathon", "Kenneth", "Keith", "Edward", "Charles", "Liam", "Luke", "Trevor", "Jamie", "Callum/Calum", "Lewis/Louis", "Craig", "Barry", "Lee/Leigh", "Nathan", "Geoffrey/Jeffrey", "Roger/Rodger", "Scott", "Derek/Derrick", "Raymond", "Jordan", "Oliver", "Dean", "Ronald", "Patrick", "Timothy", "Darren/Darron", "Connor/Conor", "Dominic", "Gareth", "Leonard", "Frederick", "Henry", "Terence/Terrence", "Gerald/Gerard", "Russell", "Gordon", "Lawrence/Laurence", "Wayne", "Kieran/Kieron", "Francis", "Kyle", "Aaron", "Douglas", "Bradley", "Shaun/Sean/Shawn", "Reginald", "Hugh", "Norman", "Leslie", "Dennis/Denis", "Marcus", "Gregory", "Duncan", "Toby", "Theodore", "Zachary/Zachery", "Nigel", "Rhys"],
    ["Susan/Suzan", "Margaret", "Sarah/Sara", "Elizabeth/Elisabeth", "Karen/Caren", "Jennifer", "Emma", "Christine/Kristine", "Patricia", "Mary", "Jacqueline", "Claire/Clare", "Rebecca/Rebekah", "Laura", "Helen", "Julie", "Linda/Lynda", "Barbara", "Samantha", "Nicola/Nichola", "Catherine/Katherine/Kathryn", "Amanda", "Jessica", "Michelle/Michele", "Ann/Anne", "Lisa", "Joanne/Joanna", "Sharon", "Tracey/Tracy", "Charlotte", "Deborah/Debra", "Victoria", "Angela", "Gillian/Jillian", "Jane/Jayne", "Janet", "Maureen", "Jean/Jeanne", "Gemma/Jemma", "Dorothy", "Amy", "Sophie/Sofie", "Hannah/Hanna", "Lauren/Lauryn", "Louise", "Sandra", "Rachel/Rachael", "Lucy", "Pauline", "Chloe", "Carol/Carole", "Alison/Allison", "Hayley/Haley", "Wendy", "Kelly/Kelli", "Zoe", "Lesley/Leslie", "Diane/Dianne", "Emily/Emilie", "Natalie/Nathalie", "Maria", "Abigail", "Olivia", "Kimberley/Kimberly", "Heather", "Valerie", "Stephanie/Stefanie", "Ellen", "Kathleen", "Sheila/Shelagh", "Beverley/Beverly", "Kirsty/Kirstie", "Katie/Katy", "Georgia", "Megan/Meghan", "Florence", "Eleanor", "Isabella/Isabel", "Grace", "Ruby", "Ruth", "Marion/Marian", "Theresa/Teresa", "Yvonne", "Joan", "Judith", "Irene", "Philippa/Phillipa", "Frances", "Harriet", "Brenda", "Molly", "Bethany", "Josephine", "Pamela", "Alexandra", "Tina", "Matilda"],
    _joined(
        """Ash Bram Brad Burn Cald Carl Chad Chol Clif Crom Dan Den Dun Ed Elm Fair Farn Gold Good Grim Hal Ham Hard Har
        Hazel Hol Hors Hux Kings Kirk Lang Lin Lock Long Mar Mel Mid Mil Nor North Oak Old Ox Pem Pen Pick Pres Rad Rams
        Red Rock Ros Rush Sal San Scar Sed Shel Sher Stan Staple Stock Strat Sut Swin Thorn Thur Tip Tren Wad Wake Wal War
        Wat Wed Wen Wes Whit Wick Wil Win Wool Wor""",
        """bank bourne brook burn bury by combe cote croft dale den don ely field ford gate grave ham hill hurst ing lake
        land ley low man mead mere mond more ney pole ridge rod sall sby shaw sley smith son stead stoke stone thorpe ton
        twood wall ward way well wick win wold wood worth wright yard""",
        "ber den er ing le ling sing ter"),
)  # fmt: skip
WELSH = Origin(
    "Welsh", 0.035, 0.75,
    ["Jones", "Davies", "Williams", "Evans", "Thomas", "Roberts", "Lewis", "Hughes", "Morgan", "Griffiths/Griffith", "Edwards", "Owen", "Rees/Rhys/Reece", "Price/Pryce", "James", "Jenkins", "Phillips/Philips", "Lloyd/Llwyd", "Davis", "Harris", "Parry", "Powell", "Richards", "Pritchard/Prichard", "Bowen", "Vaughan/Vaughn", "Hopkins", "Watkins", "Llewellyn/Llewelyn/Llywelyn", "Gwynne/Gwyn/Gwynn", "Howells/Howell", "Pugh", "Prosser", "Meredith", "Cadwallader/Cadwaladr", "Bevan/Beavan", "Probert", "Humphreys/Humphries", "Rowlands", "Beynon", "Yorath", "Ellis", "Mathias"],
    ["Dafydd/David", "Rhys/Rees/Reece", "Huw/Hugh", "Gareth", "Owain/Owen/Owen", "Gethin", "Ieuan/Ifan/Evan", "Gwilym", "Iestyn/Iestin", "Dylan", "Emyr", "Geraint", "Aled", "Alun/Alan", "Hywel/Howell", "Llŷr/Llyr", "Siôn/Sion", "Steffan/Stefan", "Tomos/Thomas", "Wyn/Wynn", "Meurig", "Eifion", "Bryn", "Idris", "Osian", "Macsen"],
    ["Siân/Sian", "Angharad", "Rhiannon/Rhianon", "Bronwen/Bronwyn", "Cerys/Carys", "Ffion/Fion", "Nia", "Eleri", "Gwenllian/Gwenlian", "Lowri", "Mair", "Megan", "Seren", "Catrin/Katrin", "Myfanwy", "Olwen", "Delyth", "Elin/Ellin", "Eluned", "Non", "Bethan", "Heledd", "Tegan", "Gwyneth"],
    _joined("Ap Llan Pen Tre Aber Caer Glyn Gwyn Mor Nant Pont Rhyd", "dafydd gwyn hywel ifor iwan rhys wyn llyr mael eirion erw"),
)  # fmt: skip
IRISH = Origin(
    "Irish", 0.055, 0.7,
    ["Murphy", "Kelly/Kelley/O'Kelly", "O'Sullivan/Sullivan", "Walsh/Walshe", "O'Brien/OBrien", "Byrne/Burn/O'Byrne", "Ryan", "O'Connor/O'Conor/Connor", "O'Neill/O'Neil/Neill", "O'Reilly/Reilly/O'Riley", "Doyle", "McCarthy/MacCarthy/McCarty", "Gallagher/Gallaher/Gallacher", "Doherty/Docherty/O'Doherty", "Kennedy", "Lynch", "Murray", "Quinn/Quin", "Moore", "McLoughlin/McLaughlin/MacLochlainn", "O'Carroll/Carroll", "Connolly/Connelly/Conolly", "Daly/Daley", "O'Connell/Connell", "Wilson", "Dunne/Dunn", "Brennan", "Burke/Bourke", "Collins", "Campbell", "Clarke", "Johnston", "Hughes", "Farrell/O'Farrell", "Fitzgerald", "Brown", "Martin", "Maguire/McGuire", "Nolan", "Flynn/Flinn", "Thompson", "Callaghan/O'Callaghan", "O'Donnell/Donnell", "Duffy", "Mahony/O'Mahony/Mahoney", "Boyle", "Healy/Healey", "Shea/O'Shea", "White", "Sweeney/McSweeney", "Hayes", "Kavanagh/Cavanagh", "Power", "McGrath/Magrath", "Moran", "Brady", "Stewart", "Casey", "Foley", "Fitzpatrick", "Leary/O'Leary", "McDonnell/MacDonnell", "McMahon/MacMahon", "Donnelly/Donelly", "Regan/Reagan/O'Regan", "Donovan/O'Donovan", "Burns", "Flanagan", "Mullan/Mullen/Mullin", "Barry", "Kane/Keane/O'Kane", "Robinson", "Cunningham", "Griffin", "Kenny", "Sheehan", "Ward", "Whelan/Phelan", "Lyons", "Reid", "Graham", "Higgins", "Cullen", "Keogh/Kehoe", "McKenna/MacKenna", "Bell", "Egan", "Hogan", "McCann"],
    ["Patrick/Pádraig/Padraig", "Seán/Sean/Shaun", "Michael/Micheál", "Ciarán/Kieran/Ciaran", "Eoin/Owen/Eoghan", "Cian/Kian", "Conor/Connor", "Declan", "Brendan/Brendon", "Liam", "Niall/Neil/Nial", "Diarmuid/Dermot/Diarmaid", "Ruairí/Rory/Ruairi", "Aidan/Aiden/Aodhán", "Cathal", "Fergal/Feargal", "Donal/Dónal", "Tadhg/Teague", "Oisín/Oisin", "Gearóid/Gerard", "Séamus/Seamus/Shamus", "Colm/Colum", "Cormac/Cormack", "Fintan", "Darragh/Dara", "Eamon/Éamonn/Eamonn", "Kevin/Caoimhín", "John", "James", "Thomas"],
    ["Siobhán/Siobhan/Shivaun", "Aoife/Eefa", "Niamh/Neve/Nieve", "Sinéad/Sinead/Shinade", "Caoimhe/Keeva/Kiva", "Ciara/Keira/Kiera", "Gráinne/Grainne", "Róisín/Roisin/Rosheen", "Orla/Orlagh/Órla", "Aisling/Ashling/Aislinn", "Máire/Maire/Mary", "Bríd/Bridget/Breda", "Deirdre/Deidre", "Saoirse/Seersha", "Clodagh", "Éilis/Eilish/Ailish", "Nuala", "Sorcha", "Maeve/Meave/Méabh", "Fionnuala/Finola", "Úna/Una/Oona", "Bronagh/Bronach", "Kathleen", "Mary", "Margaret", "Eileen/Aileen", "Maureen", "Noreen"],
    _joined("O' Mac Mc Mul Gil Kil Fitz Dono Dun Cal Col Con Fin Hen Kin Mag", """avan bride brien cahy carthy ciarán cuddy
    daid dermott donagh elligott enerney ferty finn garry gillicuddy govern hale hugh ivor kee keown keady lally lernon
    manus nally namara nulty patrick quaid quillan rory sorley tague tiernan vey vitty wade"""),
)  # fmt: skip
POLISH = Origin(
    "Polish", 0.035, 0.5,
    ["Nowak", "Kowalski/Kowalska", "Wiśniewski/Wisniewski/Wiśniewska", "Wójcik/Wojcik", "Kowalczyk", "Kamiński/Kaminski/Kamińska", "Lewandowski/Lewandowska", "Zieliński/Zielinski/Zielińska", "Szymański/Szymanski/Szymańska", "Woźniak/Wozniak", "Dąbrowski/Dabrowski/Dąbrowska", "Kozłowski/Kozlowski/Kozłowska", "Jankowski/Jankowska", "Mazur", "Wojciechowski/Wojciechowska", "Kwiatkowski/Kwiatkowska", "Krawczyk", "Kaczmarek", "Piotrowski/Piotrowska", "Grabowski/Grabowska", "Zając/Zajac", "Pawłowski/Pawlowski/Pawłowska", "Michalski/Michalska", "Król/Krol", "Wieczorek", "Jabłoński/Jablonski/Jabłońska", "Wróbel/Wrobel", "Nowakowski/Nowakowska", "Majewski/Majewska", "Olszewski/Olszewska", "Stępień/Stepien", "Malinowski/Malinowska", "Jaworski/Jaworska", "Adamczyk", "Dudek", "Nowicki/Nowicka", "Pawlak", "Górski/Gorski/Górska", "Witkowski/Witkowska", "Walczak", "Sikora", "Baran", "Rutkowski/Rutkowska", "Michalak", "Szewczyk", "Ostrowski/Ostrowska", "Tomaszewski/Tomaszewska", "Pietrzak", "Zalewski/Zalewska", "Wróblewski/Wroblewski"],
    ["Piotr/Peter", "Krzysztof/Krzystof", "Andrzej/Andzej", "Tomasz/Thomas", "Paweł/Pawel", "Jan", "Michał/Michal", "Marcin/Martin", "Stanisław/Stanislaw", "Jakub/Kuba", "Adam", "Marek", "Łukasz/Lukasz", "Grzegorz", "Mateusz", "Wojciech/Wojtek", "Mariusz", "Dariusz", "Zbigniew", "Jerzy", "Maciej", "Rafał/Rafal", "Robert", "Kamil", "Józef/Jozef", "Dawid", "Szymon", "Bartosz/Bartek", "Kacper", "Tadeusz"],
    ["Anna/Ania", "Katarzyna/Kasia", "Maria", "Małgorzata/Malgorzata/Gosia", "Agnieszka/Agnieska", "Barbara/Basia", "Ewa", "Krystyna", "Magdalena/Magda", "Elżbieta/Elzbieta", "Joanna/Asia", "Aleksandra/Ola", "Zofia/Zosia", "Monika", "Teresa", "Danuta", "Natalia", "Julia", "Karolina", "Marta", "Beata", "Dorota", "Alicja", "Halina", "Jadwiga", "Paulina", "Iwona/Ivona", "Kinga", "Renata", "Weronika"],
    _joined("Bar Biel Bog Brzez Chmiel Czar Dob Gaj Gał Głow Gór Grz Jał Jar Kal Kas Kos Kraw Kuch Leś Lip Łuk Mar Mied Mróz Ols Paw Piech Ros Rud Sad Sob Szcz Sław Świd Trzc Urb Wał Wierz Wil Żuk",
            "ak czak czyk ek ewski ewska icki iński ińska ka kiewicz niak nik owicz owski owska ski ska uk ura", "an ar el en ew in on ost"),
)  # fmt: skip
SOUTH_ASIAN = Origin(
    "South Asian", 0.075, 0.62,
    ["Khan/خان/Kahn", "Patel/Patil/पटेल", "Singh/Sing/ਸਿੰਘ", "Ahmed/Ahmad/Ahmet/احمد", "Hussain/Hussein/Husain/Hossain/حسین", "Begum/Begam/Begom", "Kaur/Kour/ਕੌਰ", "Ali/Aly/علی", "Shah/Sha", "Miah/Mia/Miya/Meah", "Akhtar/Aktar/Akther/Akhter", "Mohammed/Muhammad/Mohamed/Mohammad/Mahomed/محمد", "Malik/Mallick/Malick", "Rahman/Rehman/Rahaman", "Iqbal/Eqbal", "Islam", "Sharma/Sarma/शर्मा", "Uddin/Ud-Din/Udin", "Bibi/Bebe", "Hassan/Hasan/Hussan", "Mahmood/Mehmood/Mahmud/Mahmoud", "Chowdhury/Choudhury/Chaudhry/Chaudhary/Choudhry", "Gill/Ghill", "Raja/Rajah", "Butt/Bhatt", "Mistry/Mistri", "Desai/Desi", "Joshi/जोशी", "Kumar/Kumaar/कुमार", "Gupta/गुप्ता", "Mehta/Metha", "Sheikh/Shaikh/Sheik/Shaykh", "Mirza/Meerza", "Qureshi/Quraishi/Kureshi", "Siddiqui/Siddiqi/Sadiqui", "Rana/Ranna", "Bhatti/Bhati", "Javed/Jawed/Javaid", "Aslam", "Hanif/Haneef", "Rashid/Rasheed/Rachid", "Parmar/Parmer", "Solanki/Solanky", "Chauhan/Chouhan/Chohan", "Dhillon/Dillon/Dhilon", "Sandhu/Sandu", "Grewal/Garewal", "Bains/Bans", "Sidhu/Sidu", "Nair/Nayar", "Pillai/Pillay", "Iyer/Aiyar", "Fernando", "Perera/Pereira", "Silva/De-Silva", "Rao/Row", "Reddy/Reddi", "Banerjee/Bannerji/Bandyopadhyay", "Mukherjee/Mukerji/Mookerjee", "Chatterjee/Chatterji", "Ghosh/Ghose", "Das/Dass", "Bose/Basu"],
    ["Mohammed/Muhammad/Mohamed/Mohammad/Muhammed/محمد", "Ali/Aly/علی", "Ahmed/Ahmad/احمد", "Imran/Emran", "Usman/Osman/Uthman", "Hassan/Hasan", "Abdul/Abdal", "Tariq/Tarik/Tareq", "Bilal/Belal", "Raj", "Sanjay/Sanjai/संजय", "Amit/Ameet/अमित", "Rajesh/Rajeesh/राजेश", "Vijay/Bijoy", "Harpreet/Harprit", "Gurpreet/Gurprit", "Manjit/Manjeet", "Balwinder/Balvinder", "Jaswinder/Jasvinder", "Kamran", "Adnan/Adnaan", "Faisal/Faysal/Feisal", "Zahid/Zaheed", "Shahid/Shaheed", "Nadeem/Nadim", "Asif/Asef", "Khalid/Khaled", "Yusuf/Yousuf/Yousef/Yusef", "Ibrahim/Ebrahim", "Arjun", "Rohan", "Vikram/Bikram", "Suresh", "Ravi", "Deepak/Dipak", "Anil", "Sunil", "Kabir/Kabeer", "Hamza/Hamzah", "Haroon/Harun/Haroun", "Rafiq/Rafique", "Shafiq/Shafique"],
    ["Fatima/Fatema/Fatimah/فاطمہ", "Ayesha/Aisha/Aysha/Aishah", "Mariam/Maryam/Miriam", "Zainab/Zaynab/Zeinab", "Khadija/Khadijah/Kadija", "Nasreen/Nasrin", "Shabana/Shabna", "Rukhsana/Ruksana/Rukshana", "Yasmin/Yasmeen/Jasmin", "Priya/Pria/प्रिया", "Anita/अनिता", "Sunita/Suneeta", "Neha", "Pooja/Puja/पूजा", "Kavita/Kaveeta", "Meena/Mina", "Rekha/Reka", "Shreya/Shria", "Harjit/Harjeet", "Kiran", "Simran/Simren", "Parminder/Parvinder", "Sukhwinder/Sukhvinder", "Amina/Aminah/Ameena", "Saima/Sayma", "Samina/Sameena", "Tahira/Tahera", "Nazia/Nazeea", "Farzana/Farzaana", "Humaira/Humera", "Sana/Sanaa", "Iqra/Ikra", "Hafsa/Hafsah", "Lakshmi/Laxmi", "Deepa/Dipa", "Jyoti/Joti", "Asha/Aasha"],
    _joined("Ab Bhag Bhar Chand Dev Dhar Gan Gop Har Jag Jas Kart Kish Lal Mah Man Mukh Nar Pram Ram Rav Sat Shan Shiv Sur Tej Ven Vik Zaf",
            "an ani awat dev esh eshwar im inder jee kar lal mani nathan oor pal raj swamy ullah vedi wala war yan", "a i u am an in end"),
    0.05,
)  # fmt: skip
ARABIC = Origin(
    "Arabic", 0.035, 0.6,
    ["Mohamed/Mohammed/Muhammad/محمد", "Ahmed/Ahmad/أحمد", "Ali/Aly/علي", "Hassan/Hasan/حسن", "Ibrahim/Ebrahim/إبراهيم", "Mahmoud/Mahmood/محمود", "Hussein/Hussain/Husain/حسين", "Abdullah/Abdallah/Abdulla/عبدالله", "Saleh/Salih/صالح", "Omar/Umar/Omer/عمر", "Khalil/Khaleel/خليل", "Mansour/Mansur/منصور", "Yousef/Yusuf/Youssef/يوسف", "Nasser/Nasir/Naser/ناصر", "Hamdan/حمدان", "Haddad/Hadad/حداد", "Khoury/Khouri/Khuri/خوري", "Al-Masri/El-Masry/Almasri/المصري", "Al-Hashimi/El-Hashemi/Alhashimi", "Al-Sayed/El-Sayed/Elsayed/السيد", "Abdelrahman/Abdul-Rahman/Abd-al-Rahman", "Aziz/Azeez/عزيز", "Rashid/Rasheed/Rachid/رشيد", "Said/Saeed/Sayeed/سعيد", "Farouk/Farooq/Faruq/فاروق", "Bakr/Bakir", "Jaber/Jabir/Gaber/جابر", "Kassem/Qasim/Kasim/Qassem/قاسم", "Mustafa/Mostafa/Moustafa/مصطفى", "Nour/Noor/Nur/نور", "Qadir/Kader/Qader/قادر", "Sharif/Shareef/Cherif/شريف", "Tawfiq/Tawfik/Toufic/توفيق", "Zaki/Zaky/زكي", "Hamid/Hameed/حامد", "Daoud/Dawood/Daud/داود", "Ismail/Ismael/Esmail/إسماعيل", "Jamal/Gamal/Djamal/جمال", "Karim/Kareem/كريم", "Najjar/Najar/نجار"],
    ["Mohamed/Mohammed/Muhammad/محمد", "Ahmed/Ahmad/أحمد", "Mahmoud/Mahmood/محمود", "Mustafa/Mostafa/مصطفى", "Ali/Aly/علي", "Omar/Umar/عمر", "Khaled/Khalid/خالد", "Hussein/Hussain/حسين", "Hassan/Hasan/حسن", "Youssef/Yusuf/Yousef/يوسف", "Ibrahim/Ebrahim/إبراهيم", "Karim/Kareem/كريم", "Tarek/Tariq/Tarik/طارق", "Amr/Amro/عمرو", "Hisham/Hesham/هشام", "Walid/Waleed/وليد", "Samir/Sameer/سمير", "Rami/Ramy/رامي", "Bassam/Basam/بسام", "Fadi/Fady/فادي", "Nabil/Nabeel/نبيل", "Abdulrahman/Abdelrahman", "Yasser/Yasir/Yaser/ياسر", "Adel/Adil/عادل"],
    ["Fatima/Fatma/Fatimah/فاطمة", "Aisha/Aysha/Aicha/عائشة", "Maryam/Mariam/مريم", "Zeinab/Zainab/Zaynab/زينب", "Nour/Noor/Nur/نور", "Layla/Leila/Laila/ليلى", "Huda/Hoda/هدى", "Amal/أمل", "Salma/Selma/سلمى", "Rania/Raniya/رانيا", "Dina/Deena/دينا", "Heba/Hiba/هبة", "Yasmin/Yasmine/ياسمين", "Samira/Sameera/سميرة", "Khadija/Khadijah/خديجة", "Hanan/حنان", "Iman/Eman/إيمان", "Mona/Muna/منى", "Nadia/Nadya/نادية", "Rasha/رشا", "Sara/Sarah/سارة", "Asma/Asmaa/أسماء"],
    _joined("Abu Abdel Al- El- Ben Bou Had Kha Mah Naj Qas Sab Shar Tah Zay Ghar Fay", "rahim dini kani mari nouri rawi sabah safi sami shami tamimi wahab yasin zahra qadri mazen lami jaber"),
    0.08,
)  # fmt: skip
CHINESE = Origin(
    "Chinese", 0.015, 0.95,
    ["Wang/Wong/王", "Li/Lee/李", "Zhang/Cheung/Chang/张", "Liu/Lau/刘", "Chen/Chan/Tan/陈", "Yang/Yeung/杨", "Huang/Wong/Hwang/黄", "Zhao/Chiu/Chao/赵", "Wu/Ng/吴", "Zhou/Chow/Chou/周", "Xu/Tsui/Hsu/徐", "Sun/Suen/孙", "Ma/马", "Zhu/Chu/朱", "Hu/Wu/胡", "Guo/Kwok/Kuo/郭", "He/Ho/何", "Lin/Lam/Lim/林", "Gao/Ko/Kao/高", "Luo/Law/Lo/罗", "Zheng/Cheng/Tseng/郑", "Liang/Leung/梁", "Xie/Tse/Hsieh/谢", "Song/Sung/宋", "Tang/Tong/唐", "Deng/Tang/Teng/邓", "Han/Hon/韩", "Feng/Fung/冯", "Cao/Tso/Tsao/曹", "Peng/Pang/彭"],
    ["Wei/Wai/伟", "Jun/Chun/军", "Lei/雷", "Ming/明", "Jie/Chieh/杰", "Hao/Ho/浩", "Yong/Yung/勇", "Tao/涛", "Qiang/Keung/强", "Bin/彬", "Xiaoming/Siu-Ming/小明", "Jianguo/Kin-Kwok/建国", "Kai/凯", "Zhiwei/Chi-Wai/志伟", "Jiahao/Ka-Ho/家豪", "Wing-Kit", "Chi-Keung", "Ka-Wai", "David", "Raymond", "Kenneth", "Henry"],
    ["Fang/芳", "Na/娜", "Min/敏", "Jing/Ching/静", "Li/Lai/丽", "Yan/Yin/艳", "Xiu-Ying/秀英", "Ying/英", "Xia/霞", "Mei/May/梅", "Hui/Wai/慧", "Xiaoli/Siu-Lai/小丽", "Yuting/婷", "Meiling/Mei-Ling/美玲", "Suk-Yee", "Wai-Ling", "Ka-Yan", "Grace", "Vivian", "Amy", "Winnie"],
    _joined("Ou Si Shang Zhu Mu Xia Tai", "yang ma guan ge rong hou shu"),
)  # fmt: skip
AFRICAN = Origin(
    "African", 0.035, 0.65,
    ["Okafor/Okafo", "Adeyemi/Adeyemy", "Okonkwo/Okonquo", "Mensah/Mensa", "Owusu/Owuso", "Osei/Osey", "Boateng/Boating", "Asante/Ashanti", "Abdi/Abdy", "Mohamed/Mohamud/Maxamed", "Hassan/Xasan", "Ali/Cali", "Omar/Cumar", "Yusuf/Yuusuf", "Adebayo/Adebayor", "Okeke/Okekeh", "Eze/Ezeh", "Nwosu/Nwosuh", "Obi/Oby", "Balogun/Balogoun", "Ogunleye/Ogunlei", "Afolabi/Afolaby", "Oyelaran", "Adewale/Adewali", "Appiah/Apiah", "Agyeman/Agyemang/Adjeman", "Amoah/Amoa", "Ofori/Ofory", "Kamau/Kamow", "Mwangi/Mwangy", "Otieno/Otiano", "Wanjiku/Wanjiko", "Tesfaye/Tesfay", "Haile/Hailey", "Gebre/Ghebre", "Tekle/Teclé", "Bekele/Bekelle", "Diallo/Jallow/Djallo", "Bah/Ba/Barry", "Traoré/Traore", "Camara/Kamara", "Sesay/Sessay", "Koroma/Coroma", "Conteh/Kontey", "Bangura", "Moyo/Moyoh", "Ncube/Nkube", "Dube/Dubeh", "Ndlovu/Ndhlovu", "Sibanda/Sibandah", "Chikwanda", "Banda", "Phiri/Piri", "Mwale", "Nkosi/Inkosi", "Dlamini", "Mbeki"],
    ["Emmanuel/Emanuel", "Samuel", "Daniel", "David", "Joseph", "Mohamed/Maxamed/Mohammed", "Abdullahi/Abdilahi", "Kwame/Kwami", "Kofi/Coffie", "Kwabena/Kwabina", "Yaw", "Chukwuemeka/Emeka", "Chinedu/Nedu", "Oluwaseun/Seun", "Olumide/Lumide", "Tunde/Babatunde", "Ayodele/Ayo", "Ikechukwu/Ike", "Obinna/Obina", "Femi/Olufemi", "Abdi/Cabdi", "Ibrahim", "Ismail", "Tendai", "Tafadzwa/Tafara", "Farai", "Sipho", "Thabo", "Dawit/David", "Yonas/Jonas", "Kebede", "Amadou/Amadu", "Ousmane/Osman", "Mamadou/Mamadu"],
    ["Grace", "Blessing", "Mary", "Esther/Ester", "Ngozi/Ngosi", "Chioma/Chiomah", "Adaeze/Ada", "Funmilayo/Funmi", "Folasade/Sade", "Yetunde/Yetty", "Temitope/Temi", "Oluwaseyi/Seyi", "Abena/Abina", "Akosua/Akosuah", "Ama", "Efua/Efuah", "Adwoa/Adjoa", "Fatou/Fatoumata", "Aminata/Aminatta", "Mariama/Mariam", "Hodan/Hoodan", "Fadumo/Faduma/Fatuma", "Ayaan/Ayan", "Sahra/Sahara", "Amina/Amino", "Zahra", "Rudo", "Nyasha", "Tendai", "Chipo", "Thandiwe/Tandiwe", "Nomsa", "Wanjiru/Wanjiro", "Achieng/Atieno", "Tigist/Tegest", "Selam/Salam"],
    _joined("Ade Aki Ami Baba Che Chi Dia Eke Ema Fola Gba Ifo Ike Kama Kipo Mba Mwa Nde Nko Nwa Nya Oba Odu Ogu Oko Olu Omo Ony Osa Oye Sho Tafa Uche Uzo Zuma",
            "ba bayo ben chi chukwu da di dele fe fon gbo go jo ka kunle la lade le lola ma mbe mi na ndu ne niyi nka no nwa re ri sa shola so ta tola tunde wale wu ye yemi zie"),
    0.06,
)  # fmt: skip
CYRILLIC = Origin(
    "Slavic", 0.015, 0.6,
    ["Ivanov/Ivanoff/Іванов/Ivanova", "Petrov/Petroff/Петров/Petrova", "Sidorov/Сидоров", "Shevchenko/Schevchenko/Шевченко", "Kovalenko/Коваленко", "Bondarenko/Бондаренко", "Tkachenko/Ткаченко", "Kravchenko/Кравченко", "Oliynyk/Oleynik/Oliinyk/Олійник", "Melnyk/Melnik/Мельник", "Boyko/Boiko/Бойко", "Kovalchuk/Ковальчук", "Smirnov/Smirnoff/Смирнов", "Kuznetsov/Kuznecov/Кузнецов", "Popov/Popoff/Попов", "Vasiliev/Vasilyev/Васильев", "Sokolov/Соколов", "Mikhailov/Mihaylov/Михайлов", "Novikov/Новиков", "Fedorov/Fyodorov/Фёдоров", "Morozov/Морозов", "Volkov/Волков", "Dimitrov/Димитров", "Georgiev/Gueorguiev/Георгиев", "Todorov/Тодоров", "Stoyanov/Stoianov/Стоянов", "Nikolov/Николов", "Zhukov/Jukov/Жуков", "Yushchenko/Iushchenko/Ющенко", "Tymoshenko/Timoshenko/Тимошенко"],
    ["Oleksandr/Aleksandr/Alexander/Олександр", "Sergey/Serhiy/Sergei/Сергій", "Andriy/Andrei/Andrey/Андрій", "Volodymyr/Vladimir/Володимир", "Dmytro/Dmitry/Dmitri/Дмитро", "Ivan/Иван", "Mykola/Nikolai/Nikolay/Микола", "Yuriy/Yuri/Iurii/Юрій", "Ihor/Igor/Ігор", "Oleg/Oleh/Олег", "Viktor/Victor/Віктор", "Georgi/Georgy/Георги", "Dimitar/Dimiter/Димитър", "Pavlo/Pavel/Павло", "Mikhail/Mykhailo/Михаил", "Evgeny/Yevhen/Eugene/Евгений"],
    ["Olena/Elena/Helena/Олена", "Natalia/Nataliya/Наталія", "Oksana/Oxana/Оксана", "Iryna/Irina/Ірина", "Tetiana/Tatiana/Tatyana/Тетяна", "Svitlana/Svetlana/Світлана", "Yulia/Julia/Yuliya/Юлія", "Anna/Hanna/Анна", "Maria/Mariya/Марія", "Olga/Olha/Ольга", "Kateryna/Ekaterina/Катерина", "Anastasia/Anastasiya/Анастасія", "Daria/Darya/Дарія", "Lyudmila/Liudmyla/Ludmila/Людмила", "Halyna/Galina/Галина"],
    _joined("Bely Chern Dorosh Gor Hrytsa Karp Kolo Lev Lys Maly Nesty Osta Pank Pono Rom Savch Semen Tara Vlas Yare Zakh", "chenko chuk enko ets evsky in ishyn ov ova ovsky skyi uk yak yuk"),
)  # fmt: skip
GREEK = Origin(
    "Greek", 0.01, 0.75,
    ["Papadopoulos/Papadopulos/Παπαδόπουλος/Papadopoulou", "Papadakis/Παπαδάκης", "Georgiou/Yeoryiou/Γεωργίου", "Dimitriou/Demetriou/Δημητρίου", "Nikolaou/Nicolaou/Νικολάου", "Ioannou/Yoannou/Ιωάννου", "Christodoulou/Hristodoulou/Χριστοδούλου", "Konstantinou/Constantinou/Κωνσταντίνου", "Charalambous/Haralambous/Χαραλάμπους", "Kyriakou/Kiriakou/Κυριάκου", "Panayiotou/Panagiotou/Παναγιώτου", "Antoniou/Αντωνίου", "Theodorou/Θεοδώρου", "Vasiliou/Vassiliou/Βασιλείου", "Economou/Oikonomou/Οικονόμου", "Pappas/Papas/Παππάς", "Michael/Mihail/Μιχαήλ", "Andreou/Ανδρέου", "Loizou/Λοΐζου", "Savva/Sava/Σάββα", "Hadjigeorgiou/Chatzigeorgiou/Χατζηγεωργίου"],
    ["Georgios/Yiorgos/George/Γεώργιος", "Dimitrios/Demetrios/Dimitris/Δημήτριος", "Konstantinos/Costas/Kostas/Κωνσταντίνος", "Ioannis/Yiannis/Giannis/Ιωάννης", "Nikolaos/Nicos/Nikos/Νικόλαος", "Panagiotis/Panayiotis/Παναγιώτης", "Christos/Hristos/Χρήστος", "Vasilios/Vassilis/Vasilis/Βασίλειος", "Andreas/Ανδρέας", "Michalis/Mihalis/Μιχάλης", "Stavros/Σταύρος", "Savvas/Σάββας"],
    ["Maria/Μαρία", "Eleni/Helen/Ελένη", "Aikaterini/Katerina/Αικατερίνη", "Vasiliki/Vassiliki/Βασιλική", "Sofia/Sophia/Σοφία", "Georgia/Yeorgia/Γεωργία", "Angeliki/Aggeliki/Αγγελική", "Dimitra/Demetra/Δήμητρα", "Ioanna/Yoanna/Ιωάννα", "Despina/Δέσποινα", "Androulla/Androula/Ανδρούλλα", "Panayiota/Panagiota/Παναγιώτα"],
    _joined("Agath Alex Anast Apost Dem Efth Evang Gav Hadji Karag Kats Kont Kour Mav Milt Pant Papa Spyr Stam Tsak Vlach Xen Zach", "akis eas elis idis iou kos nopoulos ogiannis opoulos os oudis oulis ou"),
)  # fmt: skip
TURKISH = Origin(
    "Turkish", 0.015, 0.7,
    ["Yılmaz/Yilmaz", "Kaya", "Demir/Demyr", "Şahin/Sahin/Shahin", "Çelik/Celik/Chelik", "Yıldız/Yildiz", "Yıldırım/Yildirim", "Öztürk/Ozturk/Oeztuerk", "Aydın/Aydin", "Özdemir/Ozdemir", "Arslan/Aslan", "Doğan/Dogan", "Kılıç/Kilic", "Aslan/Arslan", "Çetin/Cetin", "Kara", "Koç/Koc", "Kurt", "Özkan/Ozkan", "Şimşek/Simsek", "Polat", "Korkmaz", "Çakır/Cakir", "Erdoğan/Erdogan", "Güneş/Gunes", "Akın/Akin", "Bulut", "Keskin", "Ünal/Unal", "Güler/Guler", "Hussein/Hüseyin", "Mehmet/Mehmed"],
    ["Mehmet/Mehmed", "Mustafa/Mustapha", "Ahmet/Ahmed", "Ali", "Hüseyin/Huseyin/Hussein", "Hasan/Hassan", "İbrahim/Ibrahim", "Murat/Murad", "Yusuf/Yousuf", "Osman/Othman", "Emre", "Ömer/Omer/Omar", "Süleyman/Suleyman/Sulayman", "Kemal/Kamal", "Çağlar/Caglar", "Barış/Baris", "Can/Jan", "Oğuz/Oguz", "Tolga", "Volkan", "Serkan", "Gökhan/Gokhan"],
    ["Fatma/Fatima", "Ayşe/Ayse/Aisha", "Emine/Emina", "Hatice/Hatije", "Zeynep/Zeyneb", "Elif", "Meryem/Meriam", "Şerife/Serife", "Sultan", "Özlem/Ozlem", "Gülay/Gulay", "Sevgi", "Esra", "Merve", "Büşra/Busra", "Yasemin/Yasmin", "Ebru", "Derya", "Aslı/Asli", "Canan", "Pınar/Pinar"],
    _joined("Ak Al Altın Ata Bal Bay Bey Boz Çalış Dağ Demir Er Eren Gök Gün Kara Kaya Kök Kızıl Oğuz Öz Sarı Tan Taş Tek Tun Yal Yeni Yol", "ay baş bey can çı dağ demir er han kaya kan lı maz oğlu soy su tekin türk yurt"),
)  # fmt: skip
ORIGINS = (BRITISH, WELSH, IRISH, POLISH, SOUTH_ASIAN, ARABIC, CHINESE, AFRICAN, CYRILLIC, GREEK, TURKISH)
