"""What can go wrong on the seller's side: each error is a whole sentence that says what to do."""


class SellerError(Exception):
    """A file, a setting or a database that the seller can put right; shown as it stands."""


class FileError(SellerError):
    """The uploaded file cannot be read as a spreadsheet."""


class UnusableError(FileError):
    """The file was read, and is of a kind that tells nothing which the shop can use."""


class QuestionError(FileError):
    """Only the seller knows what a file means: its sentence asks, the Upload page takes the answer.

    content: the print by which the file is known once it is kept; "" where it is not known yet.
    """

    def __init__(self, sentence: str, *, content: str = "") -> None:
        super().__init__(sentence)
        self.content = content


class SettingsError(SellerError):
    """A parameter lies outside the range that makes sense."""


class PurchaseError(SellerError):
    """What is told of a purchase order does not go with it."""


class StockError(SellerError):
    """What is told of stock makes no sense."""


class OrderError(SellerError):
    """What is told of a customer order does not go with it."""


class DocumentError(SellerError):
    """A document cannot be written."""


class MailError(SellerError):
    """Mail cannot be sent."""


class StoreError(SellerError):
    """The database file cannot be opened or written."""


class ForecastError(SellerError):
    """There is not enough history to forecast from."""


class LibraryError(ForecastError):
    """A model needs a library that is not installed."""


class ClusterError(SellerError):
    """The other computers that should help cannot be reached, or cannot do the work."""
