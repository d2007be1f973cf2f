"""Commands as they are typed, without the other rooms' verbs."""

import argparse
from datetime import datetime

import pytest

from fazhi.calendars.commands import calendars, clocks
from fazhi.kernel.counting import ZONE
from fazhi.kernel.errors import FazhiError

AT = datetime(2026, 11, 22, 9, 0, tzinfo=ZONE)


@pytest.fixture
def command(capsys):
    """Run `fazhi <noun> <verb> …` of this room; give exit code, standard output and standard error."""

    def run(noun, *argv):
        parser = argparse.ArgumentParser()
        {"calendars": calendars, "clocks": clocks}[noun].build(parser.add_subparsers(required=True))
        args = parser.parse_args([str(arg) for arg in argv])
        try:
            code = args.run(args)
        except FazhiError as error:
            code, spoken = 1, capsys.readouterr()
            return code, spoken.out, spoken.err + error.sentence
        spoken = capsys.readouterr()
        return code, spoken.out, spoken.err

    return run
