"""What the Upload page says after files were saved, and before they join the sample shop."""

from inventory_core.store.store import Store
from tests.clock import TODAY
from tests.pages.conftest import Opener
from tests.pages.looks import labelled
from tests.pages.test_upload import drop, save_button


def test_what_comes_next_is_told_after_saving_once(app: Opener, store: Store) -> None:
    opened = app("upload")
    drop(opened, products="SKU,Product name,Price\nMUG,Mug,10\n")
    opened = save_button(opened).click().run()
    assert any("Next: drop what your shop exports" in one.value for one in opened.info)

    days = "\n".join(f"{TODAY.replace(day=1)},MUG,{units}" for units in (1,))
    drop(opened, sales=f"Date,SKU,Units\n{days}\n")
    opened = save_button(opened).click().run()
    labels = [each.proto.label for each in opened.get("page_link")]
    assert {"See what to order", "Count 1 product", "Type the cost of 1 product"} <= set(labels)
    assert "See what to order" not in [each.proto.label for each in opened.run().get("page_link")]


def test_half_a_file_refused_is_not_told_in_calm_words(app: Opener) -> None:
    opened = app("upload")
    rows = "\n".join(f"2026-01-{day:02},A,1" for day in range(5, 15))
    drop(opened, sales=f"Date,SKU,Units\n{rows}\nnever,A,1\nnever,B,1\n")
    opened = save_button(opened).click().run()

    assert not opened.success
    assert "2 refused" in opened.warning[0].value


def test_files_of_ones_own_beside_the_sample_shop_let_one_ask_for_its_removal(
    app: Opener, store: Store
) -> None:
    opened = labelled(app("upload").button, "Try it with the sample shop").click().run()
    opened.switch_page("pages/data/upload/upload.py").run()
    assert not any("The sample shop is still open" in one.value for one in opened.warning)

    drop(opened, sales="Date,SKU,Units\n2026-01-05,A,3\n")
    assert any("The sample shop is still open" in one.value for one in opened.warning)
    opened.button(key="remove the sample first").click().run()

    assert not opened.exception
    assert store.uploads().empty
    assert not any("The sample shop is still open" in one.value for one in opened.warning)
    assert not save_button(opened).disabled
