"""Values of laboratories that go together."""

from __future__ import annotations

from carnet.demo.stories.teller import Teller


def blood_count(
    tell: Teller, haemoglobin: float | None = None, mcv: float = 89
) -> dict[str, float]:
    """A blood count around a haemoglobin; red cells and haematocrit follow from it."""
    usual = 13.6 if tell.person.sex == "F" else 15.0
    grams = haemoglobin if haemoglobin is not None else tell.around(usual, 0.5)
    haematocrit = grams * 2.95
    return {
        "leukocytes": tell.around(6.6, 1.1),
        "erythrocytes": haematocrit * 10 / mcv,
        "haemoglobin": grams,
        "haematocrit": haematocrit,
        "mcv": tell.around(mcv, 1.0),
        "platelets": tell.around(250, 38),
    }


def lipids(tell: Teller, ldl: float) -> dict[str, float]:
    """A lipid profile around an LDL: the total follows from it (Friedewald)."""
    hdl, triglycerides = tell.around(0.55, 0.06), tell.around(1.15, 0.18)
    return {
        "cholesterol": ldl + hdl + triglycerides / 5,
        "triglycerides": triglycerides,
        "hdl": hdl,
        "ldl": ldl,
    }


def kidney(tell: Teller, gfr: float) -> dict[str, float]:
    """Creatinine that goes with a filtration rate, by age and sex (CKD-EPI 2009), and ions."""
    return {
        "creatinine": creatinine(gfr, tell.age, tell.person.sex),
        "gfr": gfr,
        "sodium": tell.around(140, 1.3),
        "potassium": tell.around(4.2 if gfr > 60 else 4.8, 0.15),  # noqa: PLR2004
    }


def creatinine(gfr: float, age: int, sex: str) -> float:
    """µmol/L: the CKD-EPI 2009 equation read backwards, on the side of its knee that fits."""
    factor, knee, low = (144.0, 62.0, -0.329) if sex == "F" else (141.0, 80.0, -0.411)
    ratio = gfr / (factor * 0.993**age)
    return float(knee * ratio ** (1 / (-1.209 if ratio < 1 else low)))
