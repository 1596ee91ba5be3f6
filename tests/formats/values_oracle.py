"""What ten published biology documents say, read in them by a person: numbers, units, usual values.

Written line by line from the narrative and the entries of each document, not from what the reader
makes of them. Where the two disagree the entry is kept and the doubt is named. A line is `code
value unit low-high level | same in another unit | doubts`; `.` stands for what is not said.
"""

from __future__ import annotations

# The narrative gives usual values for the percentages, the entries do not.
PROTEINS = """
2885-2 75.0 g/L 63-83 .
13980-8 60.0 % . .
2862-1 45.0 g/L 36-48 .
13978-2 5.0 % . .
2865-4 3.8 g/L 0.8-3.2 high
13981-6 9.0 % . .
2868-8 6.8 g/L 4.5-10.5 .
13982-4 11.0 % . .
2871-2 8.3 g/L 3.5-9.5 .
13983-2 15.0 % . .
2874-6 11.3 g/L 6.5-14.5 .
44429-9 1.50 {ratio} . .
"""

# Neutrophils to monocytes are shares of the white cells. « 0.5 » alone is given for basophils: as
# both bounds in the entry, which cannot be, 0 being said normal.
BLOOD = """
6690-2 8.2 10*9/L 5-10 normal
789-8 4.95 10*12/L 4.50-6.00 normal
{haemoglobin} 13.4 g/dL 11.5-14.5 normal
{haematocrit} 45 % 40-54 normal
30428-7 97 fL 85-95 high
30385-9 17.5 % 11.5-14.5 high
28540-3 33.0 g/dL 32.0-36.0 normal
28539-5 31.0 pg 27-31 normal
777-3 220 10*9/L 150-400 normal
32623-1 8 fL 7-10 normal
32207-3 12 % . .
26511-6 72 % 45-70 high
26450-7 2 % 1-3 normal
30180-4 0 % 0.5-0.5 normal | . | level usual
26478-8 20 % 20-40 normal
26485-3 6 % 3-7 normal
"""

# The narrative says « <0,0032 » for gentamicin on the first isolate, its entry 0.032.
ISOLATES = """
51480-2 {first} . .
20-8 >=0.512 ug/mL . .
28-1 <0.128 ug/mL . .
{gentamicin} <0.032 ug/mL . . | . | value
51480-2 {second} . .
20-8 <0.012 ug/mL . .
28-1 <0.013 ug/mL . .
{gentamicin} <0.014 ug/mL . .
"""

CHEMISTRY_2021 = """
22664-7 10.02 mmol/L 3.50-8 high | 0.60 g/L 0.21-0.48
40193-5 7.2 mmol/L 3.9-6.1 high | 1.30 g/L 0.7-1.10
"""

CHEMISTRY_2024 = """
22664-7 10.02 mmol/L 3.50-8 high
40193-5 7.2 mmol/L 3.9-6.1 high
"""

# 45 within 10 to 50 is said high for ASAT.
CHECK_UP = """
2571-8 0.62 g/L 0.50-1.50 normal | 0.71 mmol/L 0.57-1.71
2093-3 1.90 g/L 1.50-2.00 normal | 4.90 mmol/L 3.87-5.16
2085-9 0.73 g/L 0.40-1.00 normal
13457-7 1.05 g/L -1.60 normal
53049-3 0.88 g/L 0.70-1.08 normal | 4.89 mmol/L 3.89-6.00
30239-8 45 [IU]/L 10-50 high | . | level
1743-4 49 [IU]/L 10-50 normal
2324-2 65 [IU]/L 4-60 high
1988-5 <1.0 mg/L -5.0 normal
3016-3 2.050 m[IU]/L 0.270-4.200 normal
3024-7 7.67 pg/mL 9.30-17.00 low
"""

# Both bounds are 3.89 in the entry, 3.89 to 6.00 in the narrative.
GLUCOSE_MOLES = "40193-5 4.89 mmol/L 3.89-3.89 normal | . | level usual\n"


def _blood(haemoglobin: str, haematocrit: str) -> str:
    return BLOOD.format(haemoglobin=haemoglobin, haematocrit=haematocrit)


def _isolates(gentamicin: str, first: str, second: str) -> str:
    return ISOLATES.format(gentamicin=gentamicin, first=first, second=second)


NUMBERS = {
    "v2.41/CR-BIO_2021.01_Auto-Presentable.xml": CHECK_UP,
    "v3.0/BIO-CR-BIO_2021.01_Auto-Presentable.xml": CHECK_UP,
    "v2.41/CR-BIO_2021.01_Electrophorese.xml": (
        PROTEINS
        + CHEMISTRY_2021
        + _blood("20509-6", "4544-3")
        + "24122-4 500 /mL . .\n799-7 200 /mL . .\n"
        + _isolates("18928-2", "100000 /mL", "200000 /mL")
    ),
    "v3.0/BIO-CR-BIO_2021.01_Electrophorese.xml": (
        PROTEINS
        + CHEMISTRY_2021
        + _blood("20509-6", "4544-3")
        + "30405-5 500 /mL . .\n30391-7 200 /mL . .\n"
        + _isolates("18928-2", "100000 /mL", "200000 /mL")
    ),
    "v3.0/BIO-CR-BIO_2024.01_Electrophorese.xml": (
        PROTEINS
        + CHEMISTRY_2024
        + _blood("718-7", "20570-8")
        + "30405-5 5 /uL . .\n798-9 2 /uL . .\n"
        + _isolates("267-5", "100 /uL", "200 /uL")
    ),
    "v3.0/BIO-CR-BIO_2024.01_Glycémie mole.xml": GLUCOSE_MOLES,
    "v3.0/BIO-CR-BIO_2024.01_Glycémie deux unités principales_mole_masse.xml": (
        GLUCOSE_MOLES + "53049-3 0.88 g/L 0.70-1.08 normal\n"
    ),
    "v3.0/BIO-CR-BIO_2024.01_DEP-CCU-tout-structuré.xml": "",
    "v3.0/BIO-TROD_2024.01_Angine.xml": "",
    "v3.0/BIO-TROD_2024.01_COVID-19.xml": "",
}

_URINE = {"5778-6": "paille", "5767-9": "clair", "653-6": "nombreux Gram - ; quelques Gram +"}
WORDS: dict[str, dict[str, str]] = {
    "v2.41/CR-BIO_2021.01_Electrophorese.xml": {**_URINE, "24123-2": "absence"},
    "v3.0/BIO-CR-BIO_2021.01_Electrophorese.xml": {**_URINE, "30383-4": "absence"},
    "v3.0/BIO-CR-BIO_2024.01_Electrophorese.xml": {**_URINE, "20453-7": "absence"},
    # The results of 4 December 2023 are recalled beside these, which are of 4 January 2024.
    "v3.0/BIO-CR-BIO_2024.01_DEP-CCU-tout-structuré.xml": {
        "77379-6": "ADN d'HPV-HR détecté",
        "10524-7": "adénocarcinome SAP",
    },
    "v3.0/BIO-TROD_2024.01_Angine.xml": {"78012-2": "négatif"},
    "v3.0/BIO-TROD_2024.01_COVID-19.xml": {"94558-4": "négatif"},
}

# When: of each battery, as the entries tell it to the minute.
DAYS = {
    "v2.41/CR-BIO_2021.01_Auto-Presentable.xml": {"2014-04-02T14:55"},
    "v3.0/BIO-CR-BIO_2021.01_Auto-Presentable.xml": {"2014-04-02T14:55"},
    "v2.41/CR-BIO_2021.01_Electrophorese.xml": {
        *("2021-01-04T13:19", "2021-01-04T10:10", "2021-01-04T11:30", "2021-01-04T15:50"),
    },
    "v3.0/BIO-CR-BIO_2021.01_Electrophorese.xml": {
        *("2021-01-04T13:19", "2021-01-04T10:10", "2021-01-04T11:30", "2021-01-04T15:50"),
    },
    "v3.0/BIO-CR-BIO_2024.01_Electrophorese.xml": {
        *("2024-01-04T13:19", "2024-01-04T10:10", "2024-01-04T11:30", "2024-01-04T15:50"),
    },
    "v3.0/BIO-CR-BIO_2024.01_Glycémie mole.xml": {"2014-04-02T14:55"},
    "v3.0/BIO-CR-BIO_2024.01_Glycémie deux unités principales_mole_masse.xml": {"2014-04-02T14:55"},
    "v3.0/BIO-CR-BIO_2024.01_DEP-CCU-tout-structuré.xml": {"2024-01-04T15:50"},
    "v3.0/BIO-TROD_2024.01_Angine.xml": {"2024-01-06T11:36"},
    "v3.0/BIO-TROD_2024.01_COVID-19.xml": {"2024-01-06T11:36"},
}
