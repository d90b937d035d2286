//! Ordinal numbers in the words of several languages.

/// Ordinals in words, by number from 1; forms of several languages, `*` for any ending.
pub(super) const WORDS: &[(u32, &str)] = &[
    (
        1,
        "first erste* primer primera primero primeira premiere premier unieme prima первая первый первой первого первом birinci πρωτη πρωτο πρωτης الأول الأولى",
    ),
    (
        2,
        "second zweite* segunda segundo deuxième seconde seconda secondo вторая второй второго втором ikinci δεύτερη δεύτερο δεύτερης الثاني الثانية",
    ),
    (
        3,
        "third dritte* tercer tercera tercero terceira terceiro troisième terza terzo третья третий третьей третьего третьем üçüncü τρίτη τρίτο τρίτης الثالث الثالثة",
    ),
    (
        4,
        "fourth vierte* cuarta cuarto quarta quarto quatrième четвертая четвертый четвертой четвертого dördüncü τέταρτη τέταρτο الرابع الرابعة",
    ),
    (
        5,
        "fifth fünfte* quinta quinto cinquième пятая пятый пятой пятого beşinci πέμπτη πέμπτο الخامس الخامسة",
    ),
    (
        6,
        "sixth sechste* sexta sexto sixième sesta sesto шестая шестой шестого altıncı έκτη έκτο السادس السادسة",
    ),
    (
        7,
        "seventh siebte* siebente* séptima séptimo sétima sétimo septième settima settimo седьмая седьмой седьмого yedinci έβδομη έβδομο السابع السابعة",
    ),
    (
        8,
        "eighth achte* octava octavo oitava oitavo huitième ottava ottavo восьмая восьмой восьмого sekizinci όγδοη όγδοο الثامن الثامنة",
    ),
    (
        9,
        "ninth neunte* novena noveno nona nono neuvième девятая девятый девятой девятого dokuzuncu ένατη ένατο التاسع التاسعة",
    ),
    (
        10,
        "tenth zehnte* décima décimo dixième decima decimo десятая десятый десятой десятого onuncu δέκατη δέκατο العاشر العاشرة",
    ),
    (11, "eleventh elfte* undécima undécimo onzième undicesima undicesimo одиннадцат* ενδέκατη"),
    (12, "twelfth zwölfte* duodécima duodécimo douzième dodicesima dodicesimo двенадцат* δωδέκατη"),
    (
        13,
        "thirteenth dreizehnte* decimotercera decimotercer treizième tredicesima tredicesimo тринадцат*",
    ),
    (
        14,
        "fourteenth vierzehnte* decimocuarta decimocuarto quatorzième quattordicesima quattordicesimo четырнадцат*",
    ),
    (
        15,
        "fifteenth fünfzehnte* decimoquinta decimoquinto quinzième quindicesima quindicesimo пятнадцат*",
    ),
    (
        16,
        "sixteenth sechzehnte* decimosexta decimosexto seizième sedicesima sedicesimo шестнадцат*",
    ),
    (
        17,
        "seventeenth siebzehnte* decimoséptima decimoséptimo diciassettesima diciassettesimo семнадцат*",
    ),
    (18, "eighteenth achtzehnte* decimoctava decimoctavo diciottesima diciottesimo восемнадцат*"),
    (
        19,
        "nineteenth neunzehnte* decimonovena decimonoveno diciannovesima diciannovesimo девятнадцат*",
    ),
    (
        20,
        "twentieth zwanzigste* vigésima vigésimo vingtième ventesima ventesimo двадцат* yirminci εικοστή العشرون العشرين",
    ),
    (21, "ventunesim*"),
    (22, "ventiduesim*"),
    (23, "ventitreesim*"),
    (24, "ventiquattresim*"),
    (25, "venticinquesim*"),
    (26, "ventiseiesim*"),
    (27, "ventisettesim*"),
    (28, "ventottesim*"),
    (29, "ventinovesim*"),
    (
        30,
        "thirtieth dreißigste* trigésima trigésimo trentième trentesima тридцат* otuzuncu τριακοστή",
    ),
    (40, "fortieth vierzigste* cuadragésima quadragésima quarantième"),
    (50, "fiftieth fünfzigste* quincuagésima quinquagésima cinquantième"),
    (60, "sixtieth sexagésima"),
    (70, "seventieth septuagésima"),
    (80, "eightieth octogésima"),
    (90, "ninetieth nonagésima"),
];

/// Words for tens before an ordinal below ten: "twenty-third".
pub(super) const TENS: &[(u32, &str)] = &[
    (10, "décimo décima decimo decima dix δέκατη δέκατης"),
    (20, "twenty двадцать vigésimo vigésima vingt yirmi εικοστή"),
    (30, "thirty тридцать trigésimo trigésima trente otuz τριακοστή"),
    (40, "forty сорок cuadragésimo quadragésimo quarante kırk"),
    (50, "fifty пятьдесят quincuagésimo quinquagésimo cinquante elli"),
    (60, "sixty шестьдесят sexagésimo soixante altmış"),
    (70, "seventy семьдесят septuagésimo yetmiş"),
    (80, "eighty восемьдесят octogésimo seksen"),
    (90, "ninety девяносто nonagésimo doksan"),
];

/// German joins both: "dreiundzwanzigste".
pub(super) const GERMAN_UNITS: [&str; 9] =
    ["ein", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun"];
/// And the tens of them.
pub(super) const GERMAN_TENS: [(&str, u32); 4] =
    [("zwanzigst", 20), ("dreissigst", 30), ("vierzigst", 40), ("funfzigst", 50)];
