"""The OpenAPI document in the repository, and the check of it."""

import json
from pathlib import Path

import pytest

from scripts import openapi
from src.core.application import create_app
from src.core.config import Settings


def test_the_repository_holds_what_the_application_says() -> None:
    assert json.loads(openapi.DOCUMENT.read_text(encoding="utf-8")) == create_app(Settings()).openapi()


def test_the_check_tells_a_difference(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tmp_path / "openapi.json"
    monkeypatch.setattr(openapi, "DOCUMENT", document)
    assert openapi.main([]) == 0
    assert openapi.main(["--check"]) == 0
    document.write_text("{}", encoding="utf-8")
    assert openapi.main(["--check"]) == 1
    assert "make openapi" in capsys.readouterr().err


def test_every_answer_that_is_no_success_is_a_problem() -> None:
    document = create_app(Settings()).openapi()
    operations = [
        operation for path in document["paths"].values() for operation in path.values() if "parameters" in operation
    ]
    assert operations
    for operation in operations:
        for status, answer in operation["responses"].items():
            if not status.startswith("2"):
                assert list(answer["content"]) == ["application/problem+json"]


def test_serves_the_application() -> None:
    from src.main import app

    assert app.title == create_app(Settings()).title
