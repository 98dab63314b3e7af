"""The `cyfran` command."""

import sys

USAGE = """usage: cyfran COMMAND …

  run        everything on one machine: database, web, jobs (Ctrl-C stops it)
  verify     check a co-op's bundle; needs nothing of Cyfran but one file
  upgrade    bring the database to this release
  worker     do the jobs: cycles, notices, mails, enactments
  export     write everything of one co-op into a bundle
  backup     write the whole database into one file
  restore    bring it back from there into an empty database
  reseal     seal bank details under a new key
  words      collect, check and compile the words in both languages
  help       everything else

`cyfran COMMAND --help` says more."""


def main() -> int:
    """Run one command; returns its exit status."""
    arguments = sys.argv[1:]
    command = arguments[0] if arguments else "--help"
    if command == "verify":
        # An auditor's command: nothing else of Cyfran is loaded.
        from cyfran import verify

        return verify.main(arguments[1:])
    if command in ("-h", "--help"):
        sys.stdout.write(USAGE + "\n")
        return 0
    if command == "run":
        from cyfran.site import run

        return run.main(arguments[1:])
    return _manage(command, arguments)


def _manage(command: str, arguments: list[str]) -> int:
    from cyfran.site.installation import database_for, prepare_environment
    from cyfran.site.postgres.binaries import NoServer

    state = prepare_environment()
    try:
        with database_for(command, state):
            from django.core.management import execute_from_command_line

            execute_from_command_line(["cyfran", *arguments])
    except NoServer as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
