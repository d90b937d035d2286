//! The texts of the made-up archive, written as `text.LANG.txt` is.

use std::fmt::Write;

pub(super) const CALL: &str = "\
# Call of the assembly

The assembly met for two days in Porto, heard forty reports about wells, and makes this call to its \
members and to everybody who lives by the water:

## What we ask

1. Hold public meetings on water, in the first week of May, wherever there is a hall that holds more \
than twenty people.

2. Keep the Day of the Well. Bring to it:

- what the water committees found,
- what it costs to mend a well, in hours and not only in money,
- a cup.

3. Write to the town councils before the summer is over.

## How we go on

The assembly meets again in two years. Until then the secretariat in Tromsø answers every letter \
within three weeks.

Water for all!
";

pub(super) const CALL_RUSSIAN: &str = "\
# Призыв ассамблеи

Ассамблея заседала в Порту два дня, заслушала сорок докладов о колодцах и обращается с этим призывом \
к своим членам и ко всем, кто живёт у воды:

## О чём мы просим

1. Проведите открытые собрания о воде в первую неделю мая.

2. Отмечайте День колодца. Принесите с собой:

- то, что нашли комитеты,
- то, чего стоит починить колодец,
- кружку.

3. Напишите городским советам до конца лета.

## Как мы продолжим

Ассамблея соберётся снова через два года.

Вода для всех!
";

pub(super) const CALL_ARABIC: &str = "\
# نداء الجمعية

اجتمعت الجمعية يومين في بورتو واستمعت إلى أربعين تقريرا عن الآبار، وهي توجه هذا النداء إلى أعضائها:

## ما نطلبه

1. نظموا لقاءات عامة عن المياه في الأسبوع الأول من أيار 2031.

2. احتفلوا بيوم البئر (SFN 9) وأحضروا معكم:

- ما وجدته اللجان،
- كلفة إصلاح البئر،
- كوبا.

3. اكتبوا إلى مجالس المدن قبل نهاية الصيف.

## كيف نستمر

تجتمع الجمعية مرة أخرى بعد سنتين.

الماء للجميع!
";

pub(super) const RESOLUTION: &str = "\
# Resolution on the upkeep of wells, ditches, reservoirs and their keepers

A well that nobody keeps is a hole. The forum looked at one hundred and twelve of them and lists here \
what it found, from the coast to the hills.

- On the coast the wells are salt.
- In the hills they are deep, and the ropes are short.

7. The keepers are to be paid by the month.

8. The ropes are to be measured every spring.

7. The list of keepers is to be read aloud at each forum.

The second point numbered 7 is printed so.

Longer ropes!
";

pub(super) const STATEMENT_ARABIC: &str = "\
# بيان عن مياه الوادي

درس المنتدى أحوال الآبار في الوادي خلال سنة 2029، ووجد أن 14 بئرا من أصل 20 تحتاج إلى إصلاح.

يدعو المنتدى اللجان إلى العمل معا.
";

pub(super) const DECLARATION: &str = "\
# River declaration

The talks were held on a barge. Those who came by land and those who came by water agreed that the river \
is longer than any of the maps that they had brought, and that it will be measured again with one rope, \
by people from both banks, in a summer without rain. Until that has been done, no map is to be called \
wrong, and none is to be called right; a traveller who asks for the way is to be given two maps and a \
glass of water, and is to be told where the two differ. The measuring is paid for by the ferry, which \
runs on every day on which the wind is not from the north, and the ferry is paid for by those who use it.

The barge stays where it is.
";

pub(super) const RELEASE: &str = "\
# A library for the quay

The library on the quay opens on a Tuesday.
";

pub(super) const MESSAGE_JAPANESE: &str = "\
# 東京からの挨拶

水の会議に集まる皆さんに、川の町からご挨拶を送ります。私たちの町には井戸が三十あり、毎年春に綱の長さを測ります。

また会いましょう。
";

/// Twelve points with the number of each in its words.
pub(super) fn plan() -> String {
    let mut text = "# Plan of work until the next forum\n\n\
        The plan has twelve points, one for each month of the year.\n\n"
        .to_owned();
    for point in 1..=12 {
        let line = format!(
            "{point}. In month {point} the member organisations do what point {point} says, tell the \
             secretariat how it went, and read what the others have told.\n\n"
        );
        text.write_str(&line).expect("a string takes text");
    }
    text
}
