"""The way to the page of one product, from wherever it is named."""

import streamlit as st

PAGE = "pages/products/product/product.py"
ADDRESS = "sku"
"""What its address in the browser names the product by."""


def open_product(sku: str) -> None:
    """Leave this page for that of a product."""
    st.switch_page(PAGE, query_params={ADDRESS: sku})
