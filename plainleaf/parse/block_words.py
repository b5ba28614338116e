"""Words of other languages that authors try for a block, and the block that is meant.

The names of blocks are the same in every language; what readers see is translated.
"""

from collections.abc import Mapping
from types import MappingProxyType

TRANSLATED: Mapping[str, str] = MappingProxyType(
    {
        # Spanish
        "resumen": "summary",
        "datos": "facts",
        "datos-clave": "facts",
        "nota": "note",
        "aviso": "warning",
        "advertencia": "warning",
        "atención": "warning",
        "importante": "warning",
        "pasos": "steps",
        "lista": "checklist",
        "preguntas": "questions",
        "detalles": "details",
        "medicinas": "schedule",
        "medicamentos": "schedule",
        "dosis": "schedule",
        "horario": "schedule",
        "contacto": "contact",
        "tabla": "table",
        "figura": "figure",
        "imagen": "figure",
        "haga": "do",
        "no-haga": "dont",
        # Arabic
        "ملخص": "summary",
        "حقائق": "facts",
        "ملاحظة": "note",
        "تحذير": "warning",
        "خطوات": "steps",
        "أسئلة": "questions",
        "جدول": "table",
        "صورة": "figure",
        # Norwegian
        "sammendrag": "summary",
        "fakta": "facts",
        "merknad": "note",
        "advarsel": "warning",
        "trinn": "steps",
        "sjekkliste": "checklist",
        "spørsmål": "questions",
        "kontakt": "contact",
        "tabell": "table",
        "figur": "figure",
    }
)
TIMES: Mapping[str, str] = MappingProxyType(
    {
        "night": "bedtime",
        "midday": "noon",
        "lunch": "noon",
        "breakfast": "morning",
        "mañana": "morning",
        "mediodía": "noon",
        "tarde": "evening",
        "noche": "evening",
        "al acostarse": "bedtime",
        "صباحًا": "morning",
        "ظهرًا": "noon",
        "مساءً": "evening",
        "morgen": "morning",
        "kveld": "evening",
    }
)
"""Words that authors try for a time of day of a dose schedule."""
