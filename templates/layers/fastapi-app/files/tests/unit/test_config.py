"""Settings."""

from pathlib import Path

import pydantic
import pytest

from src.core.config import Settings

SECRETS = {name for name, field in Settings.model_fields.items() if isinstance(field.default, pydantic.SecretStr)}


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_development_runs_without_any_setting() -> None:
    assert Settings().environment == "development"


@pytest.mark.parametrize("environment", ["staging", "production"])
def test_refuses_default_secrets_where_people_are(monkeypatch: pytest.MonkeyPatch, environment: str) -> None:
    monkeypatch.setenv("ENVIRONMENT", environment)
    with pytest.raises(pydantic.ValidationError) as caught:
        Settings()
    assert all(secret.upper() in str(caught.value) for secret in SECRETS)


def test_takes_secrets_from_the_environment_and_hides_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")
    for secret in SECRETS:
        monkeypatch.setenv(secret.upper(), "something-secret")
    settings = Settings()
    assert all(getattr(settings, secret).get_secret_value() == "something-secret" for secret in SECRETS)
    assert "something-secret" not in repr(settings)


def test_takes_an_empty_variable_for_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "")
    assert Settings().log_level == "INFO"


def test_refuses_an_unknown_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENVIRONMENT", "moon")
    with pytest.raises(pydantic.ValidationError):
        Settings()
