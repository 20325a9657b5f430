"""SoloStock's core: sales in, forecast and purchase list out; knows no screen."""
