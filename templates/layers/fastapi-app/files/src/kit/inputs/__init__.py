"""What a value in a request must look like: one class a type, each the single source of its check and of its JSON schema.

Attach one to a type: `price: Annotated[Decimal, inputs.DecimalString(precision=12, scale=2)]`.
A body and a query string are checked by the same classes; the `Query…` ones also read numbers and booleans from text.
"""

from src.kit.inputs.base import Input
from src.kit.inputs.moments import Date, Time, Timestamp
from src.kit.inputs.numbers import BigInteger, DecimalString, Integer, Number
from src.kit.inputs.query import QueryBoolean, QueryInteger, QueryNumber, SortKeys
from src.kit.inputs.structures import Array, Json
from src.kit.inputs.text import Email, Text, Url
from src.kit.inputs.values import Boolean, Choice, Identifier

__all__ = [
    "Array",
    "BigInteger",
    "Boolean",
    "Choice",
    "Date",
    "DecimalString",
    "Email",
    "Identifier",
    "Input",
    "Integer",
    "Json",
    "Number",
    "QueryBoolean",
    "QueryInteger",
    "QueryNumber",
    "SortKeys",
    "Text",
    "Time",
    "Timestamp",
    "Url",
]
