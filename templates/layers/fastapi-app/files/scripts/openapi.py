"""Writes docs/openapi.json from the application, or checks that it is up to date."""

import json
import sys
from pathlib import Path

from src.core.application import create_app
from src.core.config import Settings

DOCUMENT = Path(__file__).parents[1] / "docs" / "openapi.json"


def plain(value: object) -> object:
    """The value with whole numbers as integers: FastAPI gives bounds as 1.0."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def main(arguments: list[str]) -> int:
    """Returns the exit code: 1 if a check found a difference."""
    document = create_app(Settings(environment="test")).openapi()
    if "--check" not in arguments:
        text = json.dumps(plain(document), indent=2, sort_keys=True, ensure_ascii=False)
        DOCUMENT.write_text(f"{text}\n", encoding="utf-8")
        return 0
    if json.loads(DOCUMENT.read_text(encoding="utf-8")) == document:
        return 0
    sys.stderr.write("docs/openapi.json is not what the application says: run `make openapi` and commit it\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
