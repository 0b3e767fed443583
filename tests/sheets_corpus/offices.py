"""Offices, hospitals, consultants: languages mixed, no units, totals that do not add, numbers as people write them."""

from __future__ import annotations

from datetime import time, timedelta

from tests.sheets_corpus.case import Case, Expected, t

S = "no unit in the header or the cell; read as seconds"
M = "no unit in the header or the cell; read as minutes"
OFFICES = (
    Case(
        "office_credit",
        [
            ["Credit application – current state (workshop 14 May)"],
            [],
            ["Activity", "P/T", "L/T", "%C&A", "Staff", "In-tray (items)", "VA / NNVA / NVA", "System"],
            ["Receive application", "5 min", "2 h", "95%", 1, 12, "NNVA", "mail"],
            ["Check credit", "20-30 min", "1 d", "80 %", 2, 30, "VA", "SAP"],
            ["Approve", "1h15", "3 d", "99%", 1, "?", "VA", "SAP"],
            ["File", "ca. 3 min", "0.5 h", "100%", 1, 7, "NVA", "paper"],
            ["Sum", None, "4.3 d"],
            ["* people estimated in the room"],
        ],
        Expected(
            name="Credit application – current state (workshop 14 May)",
            line=[
                (
                    "Receive application",
                    {"pt": "5 min", "lt": "2 h", "ca": "95 %", "operators": "1", "va": "NNVA"},
                ),
                (
                    "Check credit",
                    {"pt": "25 min (20 to 30)", "lt": "1 day", "ca": "80 %", "operators": "2", "va": "VA"},
                ),
                ("Approve", {"pt": "75 min", "lt": "3 day", "ca": "99 %", "operators": "1", "va": "VA"}),
                ("File", {"pt": "3 min", "lt": "0.5 h", "ca": "100 %", "operators": "1", "va": "NVA"}),
            ],
            taken=22,
            lines=t(
                'B5 converted: "20-30 min" kept as a range',
                'B6 converted: "1h15" read as 75 min',
                'B7 converted: "ca. 3 min" kept as an estimate',
                'F3:F7 rejected: no field of a process is called "In-tray (items)"',
                'H3:H7 rejected: no field of a process is called "System"',
                "A8:C8 rejected: a total, not a step",
                "A9 rejected: no values in the row; not taken as a step",
            ),
        ),
    ),
    Case(
        "hospital_emergency",
        [
            ["Emergency department: patient flow", None, None, None],
            ["Patients per day", 140, None, None],
            [],
            ["Step", "Touch time (min)", "Waiting before (min)", "Staff", "Comment"],
            ["Registration", 4, 6, 2, None],
            ["Triage", 6.5, 22, 1, "bottleneck?"],
            ["Physician exam", 12, 48, 3, None],
            ["Lab / imaging", 35, 55, None, "shared with wards"],
            ["Disposition", 9, 30, 2, None],
            [],
            ["Total time in minutes", 66.5, 161],
        ],
        Expected(
            name="Emergency department: patient flow",
            line=[
                ("Registration", {"pt": "4 min", "wait": "6 min", "operators": "2"}),
                ("Triage", {"pt": "6.5 min", "wait": "22 min", "operators": "1"}),
                ("Physician exam", {"pt": "12 min", "wait": "48 min", "operators": "3"}),
                ("Lab / imaging", {"pt": "35 min", "wait": "55 min"}),
                ("Disposition", {"pt": "9 min", "wait": "30 min", "operators": "2"}),
            ],
            demand="140 pc/day",
            taken=23,
            lines=t(
                "A11:C11 rejected: a total, not a step",
            ),
        ),
    ),
    Case(
        "consultant_contradictions",
        [
            ["Demand", "18,400 pcs/month", None, "Daily demand", 800],
            ["Working days per month", 20, None, "Takt time", "75 s"],
            ["Shifts", 2, None, "Shift length", "8 h"],
            ["Breaks", "20 min", None, "Shifts per day", 3],
            [],
            ["Step", "C/T (s)", "C/O (min)", "Operators", "Inventory before (pcs)"],
            ["Stamping", 1, 60, 1, 4600],
            ["Weld", 44, 10, 1, 2400],
            ["Assembly", 62, 0, 1, 1600],
            ["weld", 40, 10, 1, 1100],
            ["Total", 150, 80, 5, 9700],
        ],
        Expected(
            line=[
                ("Before Stamping", {"qty": "4600 pc"}),
                ("Stamping", {"ct": "1 s", "co": "60 min", "operators": "1"}),
                ("Before Weld", {"qty": "2400 pc"}),
                ("Weld", {"ct": "44 s", "co": "10 min", "operators": "1"}),
                ("Before Assembly", {"qty": "1600 pc"}),
                ("Assembly", {"ct": "62 s", "co": "0 min", "operators": "1"}),
                ("Before weld", {"qty": "1100 pc"}),
                ("weld", {"ct": "40 s", "co": "10 min", "operators": "1"}),
            ],
            demand="18400 pc/month",
            calendar={
                "days_per_month": "20",
                "shifts_per_day": "2",
                "shift": "8 h",
                "break_per_shift": "20 min",
            },
            taken=23,
            lines=t(
                "E1 doubtful: 800 a day, but 920 a day was read before and is used",
                'D2:E2 rejected: "Takt time" is computed, not read; what was read gives 60 s',
                "E4 doubtful: B3 says otherwise and is used",
                "A10 doubtful: the same name stands in A8; both are kept",
                "B10 doubtful: Cycle time is 40 s here and 44 s in B8",
                "A11:E11 rejected: a total, not a step; B11 says 150 s, but the steps add up to 147 s; "
                "D11 says 5, but the steps add up to 4",
            ),
        ),
    ),
    Case(
        "consultant_lead_time",
        [
            ["Lead time", "30 days", None, "Demand per day", 100],
            ["Process lead time and PCE are on the map"],
            ["Step", "C/T (s)", "Inventory before (pcs)"],
            ["Cut", 30, 1000],
            ["Sew", 90, 500],
            ["Ship", 10, 760],
        ],
        Expected(
            line=[
                ("Before Cut", {"qty": "1000 pc"}),
                ("Cut", {"ct": "30 s"}),
                ("Before Sew", {"qty": "500 pc"}),
                ("Sew", {"ct": "90 s"}),
                ("Before Ship", {"qty": "760 pc"}),
                ("Ship", {"ct": "10 s"}),
            ],
            demand="100 pc/day",
            name="Process lead time and PCE are on the map",
            taken=11,
            lines=t('A1:B1 rejected: "Lead time" is computed, not read; what was read gives 22.6 d'),
        ),
    ),
    Case(
        "mixed_de_en",
        [
            ["Value Stream Mapping Workshop", None, None, None, None],
            ["Customer / Kunde", "BMW Leipzig", None, "Demand / Bedarf", "1.200 Stk/Tag"],
            [
                "Prozess / Process",
                "C/T [s]",
                "Rüstzeit (min)",
                "Uptime / Verfügbarkeit",
                "Operators / MA",
                "WIP vor Prozess",
            ],
            ["Presse 1", "14,5", 45, "82%", 1, 3600],
            ["KTL", "32", 0, "91%", 2, 1440],
            ["Endmontage", "41,0", 5, "99%", 6, 720],
            ["Gesamt / Total", "87,5", 50, None, 9, 5760],
        ],
        Expected(
            name="Value Stream Mapping Workshop",
            line=[
                ("Before Presse 1", {"qty": "3600 pc"}),
                ("Presse 1", {"ct": "14.5 s", "co": "45 min", "uptime": "82 %", "operators": "1"}),
                ("Before KTL", {"qty": "1440 pc"}),
                ("KTL", {"ct": "32 s", "co": "0 min", "uptime": "91 %", "operators": "2"}),
                ("Before Endmontage", {"qty": "720 pc"}),
                ("Endmontage", {"ct": "41 s", "co": "5 min", "uptime": "99 %", "operators": "6"}),
            ],
            customer="BMW Leipzig",
            demand="1200 pc/day",
            taken=19,
            lines=t(
                'B4 converted: "14,5" read as 14.5',
                'B6 converted: "41,0" read as 41',
                "A7:F7 rejected: a total, not a step",
            ),
        ),
    ),
    Case(
        "guess_units_only",
        [
            ["Station", "(s)", "(min)", "%", "Notizen"],
            ["Sägen", 12, 15, 92, None],
            ["Bohren", 25, 20, 88, "alt"],
            ["Entgraten", 18, 0, 99, None],
        ],
        Expected(
            line=[
                ("Sägen", {"ct": "12 s", "co": "15 min", "uptime": "92 %"}),
                ("Bohren", {"ct": "25 s", "co": "20 min", "uptime": "88 %"}),
                ("Entgraten", {"ct": "18 s", "co": "0 min", "uptime": "99 %"}),
            ],
            taken=4,
            lines=t(
                *(
                    f'{cell} doubtful: the header is only the unit "s"; taken as cycle time'
                    for cell in ("B2", "B3", "B4")
                ),
                *(
                    f'{cell} doubtful: the header is only the unit "min"; taken as changeover time'
                    for cell in ("C2", "C3", "C4")
                ),
                *(
                    f'{cell} doubtful: the header is only the unit "%"; taken as uptime'
                    for cell in ("D2", "D3", "D4")
                ),
            ),
        ),
    ),
    Case(
        "guess_cells_and_values",
        [
            ["Step", None, "Changeover (min)", "Column1", "Column2", "?"],
            ["Blanking", "8 s", 30, 0.85, 1, 4600],
            ["Forming", "12 s", 45, 0.8, 1, 2400],
            ["Piercing", "9.5 s", 20, 0.95, 2, 1120],
            ["Washing", "30 s", 0, 1, 1, 800],
        ],
        Expected(
            line=[
                ("Before Blanking", {"qty": "4600 pc"}),
                ("Blanking", {"ct": "8 s", "co": "30 min", "uptime": "85 %", "operators": "1"}),
                ("Before Forming", {"qty": "2400 pc"}),
                ("Forming", {"ct": "12 s", "co": "45 min", "uptime": "80 %", "operators": "1"}),
                ("Before Piercing", {"qty": "1120 pc"}),
                ("Piercing", {"ct": "9.5 s", "co": "20 min", "uptime": "95 %", "operators": "2"}),
                ("Before Washing", {"qty": "800 pc"}),
                ("Washing", {"ct": "30 s", "co": "0 min", "uptime": "100 %", "operators": "1"}),
            ],
            taken=8,
            lines=t(
                *(
                    f"B{n} doubtful: no header; by the unit of its cells taken as cycle time"
                    for n in range(2, 6)
                ),
                *(
                    f"D{n} doubtful: no header; all values lie between 0 and 1, taken as uptime"
                    for n in range(2, 6)
                ),
                *(
                    f"E{n} doubtful: no header; small whole numbers that repeat, taken as operators"
                    for n in range(2, 6)
                ),
                *(f"F{n} doubtful: no header; large whole numbers, taken as stock" for n in range(2, 6)),
            ),
        ),
    ),
    Case(
        "guess_swedish",
        [
            ["Linje 2"],
            ["Bearbetningssteg", "Cykeltid (s)", "Ställtid (min)", "Tillgänglighet (%)"],
            ["Svarvning", 45, 30, 90],
            ["Fräsning", 60, 45, 85],
            ["Montering", 75, 0, 98],
        ],
        Expected(
            line=[
                ("Svarvning", {"ct": "45 s", "co": "30 min", "uptime": "90 %"}),
                ("Fräsning", {"ct": "60 s", "co": "45 min", "uptime": "85 %"}),
                ("Montering", {"ct": "75 s", "co": "0 min", "uptime": "98 %"}),
            ],
            name="Linje 2",
            taken=4,
            lines=t(
                *(
                    f'B{n} doubtful: "Cykeltid (s)" is not known; by its unit taken as cycle time'
                    for n in (3, 4, 5)
                ),
                *(
                    f'C{n} doubtful: "Ställtid (min)" is not known; by its unit taken as changeover time'
                    for n in (3, 4, 5)
                ),
                *(
                    f'D{n} doubtful: "Tillgänglighet (%)" is not known; by its unit taken as uptime'
                    for n in (3, 4, 5)
                ),
            ),
        ),
    ),
    Case(
        "office_no_units",
        [
            ["Task", "Process time", "Lead time", "First pass yield", "People"],
            ["Quote", 30, 2, 0.9, 1],
            ["Order entry", 12, 1, 0.8, 2],
            ["Credit check", 8, 3, 0.95, 1],
        ],
        Expected(
            line=[
                ("Quote", {"pt": "30 s", "lt": "2 day", "fpy": "90 %", "operators": "1"}),
                ("Order entry", {"pt": "12 s", "lt": "1 day", "fpy": "80 %", "operators": "2"}),
                ("Credit check", {"pt": "8 s", "lt": "3 day", "fpy": "95 %", "operators": "1"}),
            ],
            taken=6,
            lines=t(
                *(f"B{n} doubtful: {S}" for n in (2, 3, 4)),
                *(f"C{n} doubtful: no unit in the header or the cell; read as days" for n in (2, 3, 4)),
                "D2 converted: 0.9 read as 90 %",
                "D3 converted: 0.8 read as 80 %",
                "D4 converted: 0.95 read as 95 %",
            ),
        ),
    ),
    Case(
        "refused_budget",
        [
            ["Budget 2025", None, None],
            ["Department", "Plan [k€]", "Actual [k€]"],
            ["Sales", 120, 131],
            ["Production", 900, 870],
            ["Demand per month", 18400],
        ],
        Expected(refused=["holds no table of process steps", "Found: Demand"]),
    ),
    Case(
        "refused_header_only",
        [["Schritt", "Zykluszeit (s)", "Rüstzeit (min)", "Verfügbarkeit"], [], ["(bitte ausfüllen)"]],
        Expected(refused=["no row below it with a name and a value"]),
    ),
    Case(
        "excel_durations",
        [
            ["Operation", "Cycle time", "Changeover", "Waiting"],
            ["Fill", timedelta(seconds=42), time(0, 25), "0:10:00"],
            ["Cap", timedelta(seconds=12.5), time(0, 5), "1:30"],
            ["Label", timedelta(seconds=8), timedelta(hours=1, minutes=30), 0],
        ],
        Expected(
            line=[
                ("Fill", {"ct": "42 s", "wait": "600 s", "co": "25 min"}),
                ("Cap", {"ct": "12.5 s", "co": "5 min"}),
                ("Label", {"ct": "8 s", "co": "90 min", "wait": "0 s"}),
            ],
            taken=5,
            lines=t(
                "B2 converted: 0:00:42 read as 42 s",
                "B3 converted: 0:00:12.500 read as 12.5 s",
                "B4 converted: 0:00:08 read as 8 s",
                "C2 converted: 0:25:00 read as 25 min",
                "C3 converted: 0:05:00 read as 5 min",
                "C4 converted: 1:30:00 read as 90 min",
                'D3 rejected: "1:30" can be hours and minutes or minutes and seconds',
            ),
        ),
        formats={
            "B2": "[h]:mm:ss",
            "B3": "[h]:mm:ss",
            "B4": "[h]:mm:ss",
            "C4": "[h]:mm:ss",
            "C2": "h:mm",
            "C3": "h:mm",
        },
    ),
)
TEMPLATES = (
    Case(
        "template_data_collection",
        [
            ["VALUE STREAM MAPPING DATA COLLECTION SHEET"],
            ["Company: Acme Mfg", None, "Date: 5/12/2023"],
            ["Product Family:", "Steering brackets"],
            [],
            [
                "Process #", "Process Name", "Cycle Time (sec)", "Changeover Time (min)", "Number of Operators", "Uptime (%)",
                "Available Time (sec)", "Batch Size", "Inventory (pcs)", "Scrap %", "Value Added?",
            ],
            [1, "Receiving", 0, 0, 1, 100, 27600, "-", 5000, 0, "No"],
            [2, "Stamping", 1, 60, 1, 85, 27600, "2 weeks", 4600, 2, "Yes"],
            [3, "S. Weld #1", 39, 10, 1, 100, 27600, None, 1100, 1.5, "Yes"],
            ["TOTAL", None, 40, 70, 3, None, None, None, 10700],
        ],
        Expected(
            name="Steering brackets",
            line=[
                ("Before Receiving", {"qty": "5000 pc"}),
                ("Receiving", {"ct": "0 s", "co": "0 min", "uptime": "100 %", "scrap": "0 %", "operators": "1", "va": "NVA"}),
                ("Before Stamping", {"qty": "4600 pc"}),
                ("Stamping", {"ct": "1 s", "co": "60 min", "uptime": "85 %", "scrap": "2 %", "operators": "1", "va": "VA"}),
                ("Before S. Weld #1", {"qty": "1100 pc"}),
                ("S. Weld #1", {"ct": "39 s", "co": "10 min", "uptime": "100 %", "scrap": "1.5 %", "operators": "1", "va": "VA"}),
            ],
            taken=29,
            lines=t(
                'G5:G8 rejected: no field of a process is called "Available Time (sec)"',
                'H7 rejected: "weeks" is no unit of pieces',
                "A9:I9 rejected: a total, not a step",
            ),
        ),
    ),
    Case(
        "template_rilievo",
        [
            ["Rilievo tempi", None, None, None, "Data: 12/04/2024"],
            ["Cod.", "Fase", "T.C. (s)", "T. setup (min)", "Disp. %", "Op.", "WIP a valle"],
            ["F10", "Taglio laser", "32,5", "12", "93", "1", "240"],
            ["F20", "Piegatura", "41", "8", "96", "1", "180"],
            ["F30", "Saldatura", "75,2", "0", "91", "2", "60"],
        ],
        Expected(
            name="Rilievo tempi",
            line=[
                ("Taglio laser", {"ct": "32.5 s", "co": "12 min", "uptime": "93 %", "operators": "1"}),
                ("After Taglio laser", {"qty": "240 pc"}),
                ("Piegatura", {"ct": "41 s", "co": "8 min", "uptime": "96 %", "operators": "1"}),
                ("After Piegatura", {"qty": "180 pc"}),
                ("Saldatura", {"ct": "75.2 s", "co": "0 min", "uptime": "91 %", "operators": "2"}),
                ("After Saldatura", {"qty": "60 pc"}),
            ],
            taken=18,
            lines=t(
                'C3 converted: "32,5" read as 32.5',
                'C5 converted: "75,2" read as 75.2',
                'A2:A5 rejected: no field of a process is called "Cod."',
            ),
        ),
    ),
    Case(
        "template_spanish_textbook",
        [
            ["Datos del proceso"],
            ["Proceso", "TC (seg)", "TCP (min)", "% Uptime", "Turnos", "Tiempo disponible (seg)", "Inv. antes"],
            ["Estampado", 1, 60, "85%", 2, 27600, "4.600 I / 2.400 D"],
            ["Soldadura 1", 39, 10, "100%", 2, 27600, "1.100"],
            ["Ensamble", 62, 0, "100%", 2, 27600, "1.600"],
        ],
        Expected(
            name="Datos del proceso",
            line=[
                ("Estampado", {"ct": "1 s", "co": "60 min", "uptime": "85 %", "shifts": "2"}),
                ("Before Soldadura 1", {"qty": "1100 pc"}),
                ("Soldadura 1", {"ct": "39 s", "co": "10 min", "uptime": "100 %", "shifts": "2"}),
                ("Before Ensamble", {"qty": "1600 pc"}),
                ("Ensamble", {"ct": "62 s", "co": "0 min", "uptime": "100 %", "shifts": "2"}),
            ],
            taken=16,
            lines=t(
                'F2:F5 rejected: no field of a process is called "Tiempo disponible (seg)"',
                'G3 rejected: "4.600 I / 2.400 D" holds several numbers',
                'G4 converted: "1.100" read as 1100',
                'G5 converted: "1.600" read as 1600',
            ),
        ),
    ),
    Case(
        "template_steps_across_total",
        [
            [None, "Process 1", "Process 2", "Process 3", "Process 4", "Total"],
            ["Process", "Cutting", "Bending", "Welding", "Packing", None],
            ["Cycle Time (s)", 20, 35, 62, 40, 157],
            ["C/O (min)", 30, 20, 0, 5, 55],
            ["Uptime", "90%", "95%", "100%", "100%", None],
            ["# Operators", 1, 1, 2, 1, 5],
            ["WIP", 500, 300, 120, 80, 1000],
        ],
        Expected(
            line=[
                ("Before Cutting", {"qty": "500 pc"}),
                ("Cutting", {"ct": "20 s", "co": "30 min", "uptime": "90 %", "operators": "1"}),
                ("Before Bending", {"qty": "300 pc"}),
                ("Bending", {"ct": "35 s", "co": "20 min", "uptime": "95 %", "operators": "1"}),
                ("Before Welding", {"qty": "120 pc"}),
                ("Welding", {"ct": "62 s", "co": "0 min", "uptime": "100 %", "operators": "2"}),
                ("Before Packing", {"qty": "80 pc"}),
                ("Packing", {"ct": "40 s", "co": "5 min", "uptime": "100 %", "operators": "1"}),
            ],
            taken=24,
            lines=t("F3:F7 rejected: the row has no name"),
        ),
    ),
)  # fmt: skip
