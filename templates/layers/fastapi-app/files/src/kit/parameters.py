"""Parameters that the operations of every entity have."""

import typing as t
import uuid

import fastapi

from src.kit import inputs, schemas

ItemId = t.Annotated[uuid.UUID, inputs.Identifier(), fastapi.Path(alias="id", description="The id of the item.")]

Version = t.Annotated[schemas.VersionQuery, fastapi.Query()]
