"""The page that records a location."""


def test_a_place_with_coordinates_finds_its_beat_and_half_a_pair_is_refused(signed_in):
    asha = signed_in("asha")
    half = asha.post("/pole/locations/record", {"address": "1 Lantern Row", "latitude": "56.15"})
    assert "Enter both latitude and longitude, or neither." in half.content.decode()
    told = {"address": "1 Lantern Row", "latitude": "56.15", "longitude": "3.05"}
    answer = asha.post("/pole/locations/record", told)
    assert answer.status_code == 302
    assert "Northshire Harbour" in asha.get(answer.url).content.decode()
