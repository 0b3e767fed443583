"""Text files, other programs' formats, and numbers as they are written in them."""

from __future__ import annotations

from tests.sheets_corpus.case import Case, Expected, t

POINT = "the column has a point before fractions"
COMMA = "the column has a comma before fractions"
TEXTS = (
    Case(
        "csv_german_latin",
        [
            ["Schritt", "Zykluszeit (s)", "Rüstzeit (min)", "Verfügbarkeit (%)", "Bestand vor (Stk)"],
            ["Sägen", "1.234,5", "15", "92,5", "1.200"],
            ["Fräsen", "0,5", "20", "88", "350"],
            ["Prüfen", "1.100", "0", "99,0", "12"],
        ],
        Expected(
            line=[
                ("Before Sägen", {"qty": "1200 pc"}),
                ("Sägen", {"ct": "1234.5 s", "co": "15 min", "uptime": "92.5 %"}),
                ("Before Fräsen", {"qty": "350 pc"}),
                ("Fräsen", {"ct": "0.5 s", "co": "20 min", "uptime": "88 %"}),
                ("Before Prüfen", {"qty": "12 pc"}),
                ("Prüfen", {"ct": "1100 s", "co": "0 min", "uptime": "99 %"}),
            ],
            taken=9,
            lines=t(
                'B2 converted: "1.234,5" read as 1234.5',
                'B3 converted: "0,5" read as 0.5',
                f'B4 converted: "1.100" read as 1100; {COMMA}',
                'D2 converted: "92,5" read as 92.5',
                'D4 converted: "99,0" read as 99',
                'E2 converted: "1.200" read as 1200',
            ),
        ),
        suffix=".csv",
        encoding="cp1252",
    ),
    Case(
        "csv_undecidable",
        [
            ["Step", "Cycle time (s)", "Operators"],
            ["Bake", "1.234", "2"],
            ["Cool", "2.500", "1"],
            ["Wrap", "45", "1"],
        ],
        Expected(
            line=[
                ("Bake", {"operators": "2"}),
                ("Cool", {"operators": "1"}),
                ("Wrap", {"ct": "45 s", "operators": "1"}),
            ],
            taken=7,
            lines=t(
                'B2 rejected: "1.234" can be read in two ways, as 1234 or as 1.234',
                'B3 rejected: "2.500" can be read in two ways, as 2500 or as 2.5',
            ),
        ),
        suffix=".csv",
        separator=",",
    ),
    Case(
        "csv_english_quoted",
        [
            ["Step", "Cycle time (s)", "Batch (pcs)", "Note"],
            ["Cut, deburr", "1,234.5", "1,200", 'two shifts, "A" and "B"'],
            ["Bend", "45", "600", ""],
        ],
        Expected(
            line=[
                ("Cut, deburr", {"ct": "1234.5 s", "batch": "1200 pc"}),
                ("Bend", {"ct": "45 s", "batch": "600 pc"}),
            ],
            taken=5,
            lines=t('B2 converted: "1,234.5" read as 1234.5', 'C2 converted: "1,200" read as 1200'),
        ),
        suffix=".csv",
        separator=",",
    ),
    Case(
        "tsv_swiss",
        [
            ["Arbeitsgang", "Zykluszeit", "Losgrösse", "Bestand vor"],
            ["Drehen", "1'250 s", "2'000", "12'500 Stk"],
            ["Härten", "1 h 30", "2\u00a0000", "8'000 Stk"],
            ["Schleifen", "1h30min", "–", "k.A."],
        ],
        Expected(
            line=[
                ("Before Drehen", {"qty": "12500 pc"}),
                ("Drehen", {"ct": "1250 s", "batch": "2000 pc"}),
                ("Before Härten", {"qty": "8000 pc"}),
                ("Härten", {"ct": "90 min", "batch": "2000 pc"}),
                ("Schleifen", {"ct": "90 min"}),
            ],
            taken=7,
            lines=t(
                'C2 converted: "2\'000" read as 2000',
                'B3 converted: "1 h 30" read as 90 min',
                "C3 converted: read as 2000",
            ),
        ),
        suffix=".tsv",
    ),
    Case(
        "tsv_japanese",
        [
            ["工程", "サイクルタイム", "段取り替え", "可動率", "人員", "仕掛"],
            ["旋盤", "45秒", "15分", "90%", "1人", "120個"],
            ["研磨", "1分20秒", "なし", "85%", "2人", "90個"],
            ["検査", "30〜40秒", "0分", "100%", "1人", "15個"],
        ],
        Expected(
            line=[
                ("Before 旋盤", {"qty": "120 pc"}),
                ("旋盤", {"ct": "45 s", "co": "15 min", "uptime": "90 %", "operators": "1"}),
                ("Before 研磨", {"qty": "90 pc"}),
                ("研磨", {"ct": "80 s", "uptime": "85 %", "operators": "2"}),
                ("Before 検査", {"qty": "15 pc"}),
                ("検査", {"ct": "35 s (30 to 40)", "co": "0 min", "uptime": "100 %", "operators": "1"}),
            ],
            taken=15,
            lines=t(
                'B3 converted: "1分20秒" read as 80 s',
                "B4 converted: kept as a range; 35 s to calculate with",
            ),
        ),
        suffix=".tsv",
        encoding="utf-16",
    ),
    Case(
        "ods_francais",
        [
            ["Étape", "Temps de cycle", "Changement de série", "Disponibilité", "Opérateurs"],
            ["Découpe", "120 pièces/h", "25 min", "85,5%", 1],
            ["Pliage", "45 s", "1 h", "90%", 2],
            ["Peinture", "2 à 3 min", "s.o.", "88%", 1],
            ["Moyenne", None, None, "87,8%", None],
        ],
        Expected(
            line=[
                ("Découpe", {"ct": "30 s", "co": "25 min", "uptime": "85.5 %", "operators": "1"}),
                ("Pliage", {"ct": "45 s", "co": "1 h", "uptime": "90 %", "operators": "2"}),
                ("Peinture", {"ct": "2.5 min (2 to 3)", "uptime": "88 %", "operators": "1"}),
            ],
            taken=12,
            lines=t(
                "B2 converted: 120/h read as 30 s",
                "B4 converted: kept as a range; 2.5 min to calculate with",
                "A5:D5 rejected: a total, not a step",
            ),
        ),
        suffix=".ods",
    ),
    Case(
        "xls_english",
        [
            ["Bracket line", None, None, None],
            ["Customer demand: 18,400 pcs/month"],
            ["Operation", "C/T (sec)", "C/O", "Reliability", "Crew"],
            ["Stamp", 1, "1 hr", 0.85, 1],
            ["Weld", 39, "10 min", 1, 1],
            ["Average", 20],
        ],
        Expected(
            name="Bracket line",
            line=[
                ("Stamp", {"ct": "1 s", "co": "1 h", "uptime": "85 %", "operators": "1"}),
                ("Weld", {"ct": "39 s", "co": "10 min", "uptime": "100 %", "operators": "1"}),
            ],
            demand="18400 pc/month",
            taken=10,
            lines=t(
                "D4 converted: 0.85 read as 85 %",
                "D5 converted: 1 read as 100 %",
                "A6:B6 rejected: a total, not a step",
            ),
        ),
        suffix=".xls",
    ),
    Case(
        "xlsx_three_digits_decided",
        [
            ["Шаг", "Время цикла (с)", "Запас перед (шт)"],
            ["Резка", "1.234", "2.400"],
            ["Гибка", "0,75", "1.150"],
            ["Сварка", "12,5", "900"],
        ],
        Expected(
            line=[
                ("Before Резка", {"qty": "2400 pc"}),
                ("Резка", {"ct": "1234 s"}),
                ("Before Гибка", {"qty": "1150 pc"}),
                ("Гибка", {"ct": "0.75 s"}),
                ("Before Сварка", {"qty": "900 pc"}),
                ("Сварка", {"ct": "12.5 s"}),
            ],
            taken=4,
            lines=t(
                f'B2 converted: "1.234" read as 1234; {COMMA}',
                'B3 converted: "0,75" read as 0.75',
                'B4 converted: "12,5" read as 12.5',
                'C2 converted: "2.400" read as 2400',
                'C3 converted: "1.150" read as 1150',
            ),
        ),
    ),
    Case(
        "xlsx_shares",
        [
            ["Step", "C/T [s]", "Uptime", "Scrap %", "FPY", "OEE"],
            ["A1", 10, "85,5%", 0.5, 0.97, "74 %"],
            ["A2", 12, "90 %", 2, 0.99, "80 %"],
            ["A3", 11, 88, 0, 1, "110 %"],
        ],
        Expected(
            line=[
                ("A1", {"ct": "10 s", "uptime": "85.5 %", "oee": "74 %", "scrap": "0.5 %", "fpy": "97 %"}),
                ("A2", {"ct": "12 s", "uptime": "90 %", "oee": "80 %", "scrap": "2 %", "fpy": "99 %"}),
                ("A3", {"ct": "11 s", "uptime": "88 %", "scrap": "0 %", "fpy": "100 %"}),
            ],
            taken=14,
            lines=t(
                "E2 converted: 0.97 read as 97 %",
                "E3 converted: 0.99 read as 99 %",
                "E4 converted: 1 read as 100 %",
                'F4 rejected: "110 %" is out of range',
            ),
        ),
    ),
    Case(
        "xlsx_clock_by_header",
        [
            ["Step", "C/T (min)", "C/O (h)", "Wait (mm:ss)"],
            ["Wash", "1:30", "0:45", "2:15"],
            ["Rinse", "0:50", "1:00", "0:30"],
        ],
        Expected(
            line=[
                ("Wash", {"ct": "90 s", "wait": "135 s", "co": "45 min"}),
                ("Rinse", {"ct": "50 s", "wait": "30 s", "co": "60 min"}),
            ],
            taken=2,
            lines=t(
                "B2 doubtful: 1:30 read as 90 s, as the header says min",
                "B3 doubtful: 0:50 read as 50 s, as the header says min",
                "C2 doubtful: 0:45 read as 45 min, as the header says h",
                "C3 doubtful: 1:00 read as 60 min, as the header says h",
                "D2 converted: 2:15 read as 135 s",
                "D3 converted: 0:30 read as 30 s",
            ),
        ),
    ),
)
