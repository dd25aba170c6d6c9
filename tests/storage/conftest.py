"""A tags file of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.storage.tags import TagStore
from tests.storage.shelf import opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tags.yaml"


@pytest.fixture
def store(path: Path) -> TagStore:
    return opened(path)
