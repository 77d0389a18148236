"""The OpenAPI document: FastAPI's own, with the problem document and without titles that only repeat names."""

import typing as t

import fastapi
from pydantic.json_schema import models_json_schema

from src.core.problems import ProblemDocument

REFERENCE = "#/components/schemas/{model}"


class Application(fastapi.FastAPI):
    """A FastAPI whose document is equal, byte for byte of its JSON, wherever it is made."""

    def openapi(self) -> dict[str, t.Any]:
        if self.openapi_schema is None:
            self.openapi_schema = self._complete(super().openapi())
        return self.openapi_schema

    def _complete(self, document: dict[str, t.Any]) -> dict[str, t.Any]:
        _, problems = models_json_schema([(ProblemDocument, "serialization")], ref_template=REFERENCE)
        document["components"]["schemas"] |= problems["$defs"]
        for path in document["paths"].values():
            for operation in path.values():
                for parameter in operation.get("parameters", ()):
                    parameter["schema"].pop("title", None)
        return document
