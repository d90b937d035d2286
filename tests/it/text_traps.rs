//! Mixed texts that are easily set wrong, and how they stand in 40 columns.
//!
//! The rows are written from left to right, with presentation forms; an editor that reorders text shows them turned around again.

/// A text, and its rows.
pub(crate) struct Trap {
    /// The language.
    pub(crate) language: &'static str,
    /// The text.
    pub(crate) text: &'static str,
    /// Its rows, from left to right.
    pub(crate) rows: &'static [&'static str],
    /// Whether libfribidi sets it otherwise.
    pub(crate) differs: bool,
}

/// The texts.
pub(crate) const TRAPS: &[Trap] = &[
    Trap {
        language: "ar",
        text: "يضم حلف NATO اليوم 32 دولة، منها اليونان (GR) وتركيا [TR].",
        rows: &[
            "ﻥﺎﻧﻮﻴﻟﺍ ﺎﻬﻨﻣ ،ﺔﻟﻭﺩ 32 ﻡﻮﻴﻟﺍ NATO ﻒﻠﺣ ﻢﻀﻳ",
            "                       .[TR] ﺎﻴﻛﺮﺗﻭ (GR)",
        ],
        differs: false,
    },
    Trap {
        language: "ar",
        text: "بلغت النسبة 45% في عام 2023، و 12/5 من المجموع.",
        rows: &[
            "     12/5 ﻭ ،2023 ﻡﺎﻋ ﻲﻓ %45 ﺔﺒﺴﻨﻟﺍ ﺖﻐﻠﺑ",
            "                             .ﻉﻮﻤﺠﻤﻟﺍ ﻦﻣ",
        ],
        differs: false,
    },
    Trap {
        language: "ar",
        text: "عقد اللقاء في 20-22 تشرين الأول 2023 (راجع الصفحة 7).",
        rows: &[
            "     2023 ﻝﻭﻷﺍ ﻦﻳﺮﺸﺗ 22-20 ﻲﻓ ءﺎﻘﻠﻟﺍ ﺪﻘﻋ",
            "                        .(7 ﺔﺤﻔﺼﻟﺍ ﻊﺟﺍﺭ)",
        ],
        differs: false,
    },
    Trap {
        language: "ar",
        text: "قال المتحدث: «هذا نص «داخلي» قصير» ثم سكت.",
        rows: &[
            "   ﻢﺛ «ﺮﻴﺼﻗ «ﻲﻠﺧﺍﺩ» ﺺﻧ ﺍﺬﻫ» :ﺙﺪﺤﺘﻤﻟﺍ ﻝﺎﻗ",
            "                                    .ﺖﻜﺳ",
        ],
        differs: false,
    },
    Trap {
        language: "ar",
        text: "القرار A/RES/194 هو قرار قديم.",
        rows: &["          .ﻢﻳﺪﻗ ﺭﺍﺮﻗ ﻮﻫ A/RES/194 ﺭﺍﺮﻘﻟﺍ"],
        differs: false,
    },
    Trap {
        language: "ar",
        text: "لا إله في هذا النص إلا الكلمات، والألف واللام: الآن، لأن، الإبل.",
        rows: &[
            "     ﻒﻟﻷﺍﻭ ،ﺕﺎﻤﻠﻜﻟﺍ ﻻﺇ ﺺﻨﻟﺍ ﺍﺬﻫ ﻲﻓ ﻪﻟﺇ ﻻ",
            "                   .ﻞﺑﻹﺍ ،ﻥﻷ ،ﻥﻵﺍ :ﻡﻼﻟﺍﻭ",
        ],
        differs: false,
    },
    Trap {
        language: "ar",
        text: "م\u{64e}د\u{652}ر\u{64e}س\u{64e}ة\u{64c} ج\u{64e}م\u{650}يل\u{64e}ة\u{64c} ف\u{650}ي و\u{64e}س\u{64e}ط\u{650} ٱل\u{652}م\u{64e}د\u{650}ين\u{64e}ة\u{650}",
        rows: &[
            "              ﺔ\u{650}ﻨ\u{64e}ﻳﺪ\u{650}ﻤ\u{64e}ﻟ\u{652}ﭐ ﻂ\u{650}ﺳ\u{64e}ﻭ\u{64e} ﻲﻓ\u{650} ﺔ\u{64c}ﻠ\u{64e}ﻴﻤ\u{650}ﺟ\u{64e} ﺔ\u{64c}ﺳ\u{64e}ﺭ\u{64e}ﺪ\u{652}ﻣ\u{64e}",
        ],
        differs: false,
    },
    Trap {
        language: "fa",
        text: "می\u{200c}خواهم کتاب\u{200c}های تازه را در خانه\u{654} پدری بخوانم؛ گچ پژ.",
        rows: &[
            "    ﯼﺭﺪﭘ ﻪ\u{654}ﻧﺎﺧ ﺭﺩ ﺍﺭ ﻩﺯﺎﺗ ﯼﺎﻫﺏﺎﺘﮐ ﻢﻫﺍﻮﺧﯽﻣ",
            "                          .ﮋﭘ ﭻﮔ ؛ﻢﻧﺍﻮﺨﺑ",
        ],
        differs: false,
    },
    Trap {
        language: "fa",
        text: "در سال ۱۴۰۲ خورشیدی، ۲۵٪ از آن\u{200c}ها (۱۲-۱۵ نفر) رفتند.",
        rows: &[
            " ۱۵-۱۲) ﺎﻫﻥﺁ ﺯﺍ ٪۲۵ ،ﯼﺪﯿﺷﺭﻮﺧ ۱۴۰۲ ﻝﺎﺳ ﺭﺩ",
            "                             .ﺪﻨﺘﻓﺭ (ﺮﻔﻧ",
        ],
        differs: false,
    },
    Trap {
        language: "he",
        text: "בשנת 1948 (תש\"ח) נחתם הסכם NATO-ישראל מס' 7.",
        rows: &[
            "   לארשי-NATO םכסה םתחנ (ח\"שת) 1948 תנשב",
            "                                  .7 'סמ",
        ],
        differs: false,
    },
    Trap {
        language: "he",
        text: "שלום עולם: abc [def] (אבג) 10,000.50 ₪!",
        rows: &[" !₪ 10,000.50 (גבא) abc [def] :םלוע םולש"],
        differs: false,
    },
    Trap {
        language: "en",
        text: "The word שלום (peace) and the word سلام, both in 2023.",
        rows: &["The word םולש (peace) and the word ﻡﻼﺳ,", "both in 2023."],
        differs: false,
    },
    Trap {
        language: "en",
        text: "He said “كتاب جديد”, then left.",
        rows: &["He said “ﺪﻳﺪﺟ ﺏﺎﺘﻛ”, then left."],
        differs: false,
    },
    Trap {
        language: "ar",
        text: "كل\u{651}ا، لم يحضر إل\u{651}ا ثلاثة.",
        rows: &["                    .ﺔﺛﻼﺛ ﻻ\u{651}ﺇ ﺮﻀﺤﻳ ﻢﻟ ،ﻼ\u{651}ﻛ"],
        differs: true,
    },
    Trap {
        language: "ar",
        text: "انظر https://www.example.org/a/ أو اكتب إلى post@example.org.",
        rows: &[
            " ﺐﺘﻛﺍ ﻭﺃ https://www.example.org/a/ ﺮﻈﻧﺍ",
            "                   .post@example.org ﻰﻟﺇ",
        ],
        differs: true,
    },
    Trap {
        language: "ar",
        text: "هاتف: +30 210 5550123 في النهار.",
        rows: &["        .ﺭﺎﻬﻨﻟﺍ ﻲﻓ +30 210 5550123 :ﻒﺗﺎﻫ"],
        differs: true,
    },
    Trap {
        language: "ar",
        text: "المادة 12/أ من النص القديم.",
        rows: &["             .ﻢﻳﺪﻘﻟﺍ ﺺﻨﻟﺍ ﻦﻣ ﺃ/12 ﺓﺩﺎﻤﻟﺍ"],
        differs: false,
    },
    Trap {
        language: "ar",
        text: "الصفحات ١٢-١٥ من الكتاب، أي ٤٥٪ منه.",
        rows: &["    .ﻪﻨﻣ ٪٤٥ ﻱﺃ ،ﺏﺎﺘﻜﻟﺍ ﻦﻣ ١٥-١٢ ﺕﺎﺤﻔﺼﻟﺍ"],
        differs: false,
    },
    Trap {
        language: "en",
        text: "On pages ١٢-١٥ of it.",
        rows: &["On pages ١٥-١٢ of it."],
        differs: false,
    },
    Trap {
        language: "ckb",
        text: "گەڕان بۆ وڵاتێکی نوێ.",
        rows: &["                   .ێﻮﻧ ﯽﮑێﺗﺎڵﻭ ﯚﺑ ﻥﺍڕەﮔ"],
        differs: false,
    },
    Trap {
        language: "ur",
        text: "اردو میں ہے: یہ ٹھیک ہے، ڈاکٹر۔",
        rows: &["         ۔ﺮﭩﮐﺍﮈ ،ﮯﮨ ﮏﯿﮭﭨ ﮧﯾ :ﮯﮨ ﮟﯿﻣ ﻭﺩﺭﺍ"],
        differs: false,
    },
];
