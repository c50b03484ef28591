"""The README's code blocks run, and print what their comments say."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[1] / "README.md"
BLOCKS = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_block_runs_and_prints_what_it_says(block):
    run = subprocess.run(
        [sys.executable, "-c", block], capture_output=True, text=True, encoding="utf-8", cwd=README.parent, timeout=120
    )
    assert run.returncode == 0, run.stderr
    promised = re.findall(r"print\(.*\)\s+# (.*)", block)
    assert run.stdout.splitlines() == promised


def test_the_readme_has_code_to_run_and_names_no_missing_file():
    text = README.read_text("utf-8")
    assert len(BLOCKS) >= 4
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (README.parent / target).exists(), target
