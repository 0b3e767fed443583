"""The command: prints one line per failed expectation, then how many passed and failed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.acceptance.run import cases_in, checks_of


def main(arguments: list[str] | None = None) -> int:
    """Run the cases of a folder; 0 if all expectations are met."""
    parser = argparse.ArgumentParser(prog="python -m tests.acceptance", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the cases are; not searched recursively")
    parser.add_argument("--save", type=Path, metavar="OUT", help="also write each map to this folder")
    chosen = parser.parse_args(arguments)
    if not chosen.folder.is_dir():
        parser.error(f"{chosen.folder} is no folder")
    if chosen.save:
        chosen.save.mkdir(parents=True, exist_ok=True)
    checks = [check for case in cases_in(chosen.folder) for check in checks_of(case, chosen.save)]
    failed = [check for check in checks if not check.passed]
    for check in failed:
        print(check)
    print(f"{len(checks) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
