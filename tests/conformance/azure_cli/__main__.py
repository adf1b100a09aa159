"""Runs the scenarios on the real Azure CLI, in one process: python3 azure_cli WORKDIR [SCENARIO...]"""
import sys
import traceback

sys.dont_write_bytecode = True

import cli
import flags
import policies
import reading
import seed000
import seed001
import seed003
import seed004

STORIES = {story.__name__: story for story in (seed000, seed001, policies, seed003, seed004, flags, reading)}


def main(work, *chosen):
    az = cli.Cli(work)
    stopped = False
    try:
        for name in chosen or STORIES:
            print("-- %s: %s" % (name, STORIES[name].__doc__.strip().splitlines()[0]), flush=True)
            STORIES[name].run(az)
    except cli.Failed:
        stopped = True
    except Exception:
        # A defect in a scenario, such as a response without a member that the next command needs, is a failure too.
        traceback.print_exc()
        stopped = True
    print("azure-cli: %d passed, %d failed, 0 skipped" % (az.passed, 1 if stopped else 0), flush=True)
    return 1 if stopped else 0


sys.exit(main(*sys.argv[1:]))
