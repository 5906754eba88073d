"""Which places lie outside England and Wales, by postcode, coordinates or the words of an address."""

from __future__ import annotations

import re

#: Postcode areas that lie wholly outside England and Wales. Those that cross a border (TD, DG, CH, HR, LD, SY) are not
#: among them; DG lies in Scotland but for a few farms. Source: the postcode areas as the Royal Mail publishes them.
ELSEWHERE = {
    **dict.fromkeys(("AB", "DD", "EH", "FK", "G", "HS", "IV", "KA", "KW", "KY", "ML", "PA", "PH", "ZE"), "Scotland"),
    "BT": "Northern Ireland",
    "IM": "Isle of Man",
    "GY": "Guernsey",
    "JE": "Jersey",
    "GX": "Gibraltar",
}
POSTCODE_AREA = re.compile(r"^\s*([A-Za-z]{1,2})\d")
#: A postcode of the United Kingdom, whole or its first half, with or without the space.
WHOLE_OR_HALF = re.compile(r"^\s*[A-Za-z]{1,2}\d[A-Za-z\d]?\s*(\d[A-Za-z]{2})?\s*$")
#: The last words of an address that name a country which is not England or Wales.
COUNTRIES = re.compile(
    r"\b(scotland|northern ireland|republic of ireland|ireland|isle of man|jersey|guernsey|france|spain|portugal|"
    r"germany|netherlands|belgium|italy|greece|turkey|poland|united states|usa|austria|australia|bulgaria|canada|"
    r"cyprus|denmark|malta|norway|pakistan|romania|sweden|switzerland)[\s.]*$",
    re.IGNORECASE,
)
#: A frame around England and Wales, in degrees: south, west, north, east. Coarse: it is for slips of the hand.
FRAME = (49.86, -6.45, 55.82, 1.78)


def elsewhere_by_postcode(postcode: str) -> str:
    """The country of a postcode that lies outside England and Wales; empty for all others."""
    found = POSTCODE_AREA.match(postcode)
    return ELSEWHERE.get(found[1].upper(), "") if found else ""


def is_postcode(text: str) -> bool:
    """Whether a text has the shape of a postcode; whether there is such a one is not known here."""
    return WHOLE_OR_HALF.match(text) is not None


def elsewhere_by_words(address: str) -> str:
    """The country that ends an address, if it is another one."""
    found = COUNTRIES.search(address)
    return found[1] if found else ""


def outside_the_frame(latitude: float | None, longitude: float | None) -> bool:
    """Whether coordinates lie outside the frame around England and Wales."""
    if latitude is None or longitude is None:
        return False
    south, west, north, east = FRAME
    return not (south <= latitude <= north and west <= longitude <= east)
