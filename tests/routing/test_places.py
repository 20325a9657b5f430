"""A place is read from what a seller can paste; what tells none is refused in a sentence."""

import pytest

from inventory_core.domain.deliveries import Place
from inventory_core.domain.errors import OrderError
from inventory_core.routing.places import read_place

MUNICH = Place(latitude=48.1374, longitude=11.5755)
BEIJING = Place(latitude=39.9087, longitude=116.3975)
SANTIAGO = Place(latitude=-33.4372, longitude=-70.6506)


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("48.1374, 11.5755", MUNICH),
        (" 48.1374 11.5755 ", MUNICH),
        ("48,1374; 11,5755", MUNICH),
        ("48,1374, 11,5755", MUNICH),
        ("48,1374 11,5755", MUNICH),
        ("-33.4372,-70.6506", SANTIAGO),
        ("-33,4372;-70,6506", SANTIAGO),
        ("48, 11", Place(latitude=48, longitude=11)),
        ("48,11", Place(latitude=48, longitude=11)),
        ("geo:48.1374,11.5755?z=17", MUNICH),
        # Google: the pin counts, and not the middle of what is shown of the map.
        ("https://www.google.com/maps/@48.1374,11.5755,15z", MUNICH),
        (
            "https://www.google.com/maps/place/Marienplatz/@48.2,11.6,17z/"
            "data=!3m1!4b1!4m6!3m5!1s0x479e!8m2!3d48.1374!4d11.5755!16s",
            MUNICH,
        ),
        ("https://www.google.com/maps/search/?api=1&query=48.1374%2C11.5755", MUNICH),
        ("https://maps.google.com/?q=48.1374,11.5755", MUNICH),
        ("https://maps.google.com/maps?q=loc:48.1374+11.5755&z=16", MUNICH),
        ("https://www.google.com/maps/dir/?api=1&destination=48.1374,11.5755", MUNICH),
        ("https://www.google.de/maps/search/48.1374,+11.5755", MUNICH),
        # Apple
        ("https://maps.apple.com/?ll=48.1374,11.5755&q=Pin", MUNICH),
        ("https://maps.apple.com/place?coordinate=-33.4372,-70.6506&name=Plaza", SANTIAGO),
        ("https://maps.apple.com/?daddr=48.1374,11.5755&dirflg=d", MUNICH),
        # OpenStreetMap
        ("https://www.openstreetmap.org/?mlat=48.1374&mlon=11.5755#map=19/48.2/11.6", MUNICH),
        ("https://www.openstreetmap.org/#map=17/48.1374/11.5755", MUNICH),
        # Amap (Gaode), which names the longitude first in some links
        ("https://uri.amap.com/marker?position=116.3975,39.9087&name=park", BEIJING),
        ("https://www.amap.com/?p=B000A60DA1,39.9087,116.3975,name,street", BEIJING),
        ("https://ditu.amap.com/regeo?lng=116.3975&lat=39.9087&name=x", BEIJING),
    ],
)
def test_a_place_is_read(told: str, place: Place) -> None:
    assert read_place(told) == place


def test_the_link_that_we_write_is_one_that_we_read() -> None:
    assert read_place(SANTIAGO.link) == SANTIAGO
    assert read_place(str(SANTIAGO)) == SANTIAGO


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("Marienplatz 1, Munich", "tells no place: paste the link"),
        ("", "tells no place"),
        ("48.1", "tells no place"),
        ("https://maps.app.goo.gl/abcdef", "paste the long address"),
        ("https://surl.amap.com/8Yx", "paste the long address"),
        ("148.1, 11.5", "lies nowhere on the earth"),
        ("48.1, 211.5", "lies nowhere on the earth"),
        ("1" * 100_000, "tells no place"),
    ],
)
def test_what_tells_no_place_says_what_to_do(told: str, why: str) -> None:
    with pytest.raises(OrderError, match=why):
        read_place(told)
