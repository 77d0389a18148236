"""The ASGI application: `uvicorn src.main:app`."""

from src.core.application import create_app
from src.core.config import Settings

app = create_app(Settings())
