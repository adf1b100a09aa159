"""The Azure CLI in this process: runs commands, checks their responses, prints a line for each."""
import contextlib
import io
import json
import logging
import os
import re
import shlex
import time

SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000"


class Failed(Exception):
    """A command didn't have the required result; the details are already printed."""


class Cli:
    """Runs az commands on the endpoint in AZ_SIM_ENDPOINT."""

    def __init__(self, work):
        self.work = work
        self.endpoint = os.environ["AZ_SIM_ENDPOINT"].rstrip("/")
        self.passed = 0
        self._log = _Log()
        root = logging.getLogger()
        root.addHandler(self._log)
        root.setLevel(logging.DEBUG)
        # The CLI reads its settings when it is imported, so they have to exist before that.
        import az_sim
        import debian
        self._new = az_sim.cli
        debian.mend()
        import jmespath
        self._search = jmespath.search

    def ok(self, command, expected=None):
        """Runs a command that has to succeed.

        expected: a dictionary from JMESPath to value for a JSON answer; a text for -o tsv; a list of texts that a table
        has to hold. A value may be a compiled pattern. Returns the JSON, or the text.
        """
        return self._step("az " + _one_line(command), lambda: self._invoke(command), expected)

    def eventually(self, command, expected):
        """Repeats a command until it returns that text, for at most ten seconds."""
        def run():
            end = time.monotonic() + 10
            while True:
                answer = self._invoke(command)
                if _equal(str(answer), expected) or time.monotonic() > end:
                    return answer
                time.sleep(0.1)
        return self._step("az " + _one_line(command), run, expected)

    def refused(self, command, *texts):
        """Runs a command that has to fail with a message that contains each of the texts."""
        return self._refusal("az " + _one_line(command), lambda: self._invoke(command), texts)

    def sdk(self, title, call, expected=None):
        """Runs a call of the CLI's own SDK for Python that has to succeed; returns its result as JSON."""
        def run():
            answer = call()
            return answer.as_dict(keep_readonly=True) if hasattr(answer, "as_dict") else answer
        return self._step("py " + title, run, expected)

    def sdk_refused(self, title, call, *texts):
        """Runs a call of the SDK that has to be refused."""
        def run():
            from azure.core.exceptions import HttpResponseError
            try:
                call()
            except HttpResponseError as refusal:
                raise _Refusal(str(refusal))
        return self._refusal("py " + title, run, texts)

    def network(self):
        """The SDK's client for Microsoft.Network, as the CLI creates it."""
        from azure.cli.core.commands.client_factory import get_mgmt_service_client
        from azure.cli.core.profiles import ResourceType
        return get_mgmt_service_client(self._new(), ResourceType.MGMT_NETWORK)

    def version(self):
        """The CLI's version as a tuple of numbers."""
        from azure.cli.core import __version__
        return tuple(int(part) for part in __version__.split(".")[:3])

    def has(self, command, option):
        """True if this version of the CLI has an option."""
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
            self._new().invoke(shlex.split(command) + ["--help"], out_file=out)
        return option in out.getvalue()

    def _invoke(self, command):
        words = shlex.split(command)
        out, printed = io.StringIO(), io.StringIO()
        self._log.lines.clear()
        with contextlib.redirect_stderr(printed), contextlib.redirect_stdout(printed):
            try:
                code = self._new().invoke(words, out_file=out)
            except SystemExit as end:
                code = end.code
        if code:
            raise _Refusal("\n".join(self._log.lines) or printed.getvalue() or "exit code %s" % code)
        text = out.getvalue().strip() or printed.getvalue().strip()
        if re.search(r"(-o|--output) (tsv|table)", command):
            return text
        try:
            return json.loads(text)
        except ValueError:
            return text

    def _step(self, title, run, expected):
        start = time.monotonic()
        try:
            answer = run()
        except _Refusal as refusal:
            self._fail(start, title, str(refusal))
        except Exception as mistake:  # what the SDK throws
            self._fail(start, title, "%s: %s" % (type(mistake).__name__, mistake))
        for wrong in self._differences(answer, expected):
            self._fail(start, title, wrong)
        self._pass(start, title, "ok")
        return answer

    def _refusal(self, title, run, texts):
        start = time.monotonic()
        try:
            run()
        except _Refusal as refusal:
            said = _one_line(str(refusal))
            for text in texts:
                if text not in said:
                    self._fail(start, title, "refused, but not with: %s\nit said: %s" % (text, said))
            self._pass(start, title, "refused as expected")
            return said
        self._fail(start, title, "succeeded, but had to be refused")

    def _differences(self, answer, expected):
        if isinstance(expected, dict):
            for path, value in expected.items():
                actual = self._search(path, answer) if isinstance(answer, (dict, list)) else answer
                if not _equal(actual, value):
                    yield "%s is %s, expected %s" % (path, json.dumps(actual), _shown(value))
        elif isinstance(expected, list):
            for text in expected:
                if text not in str(answer):
                    yield "%s is not in the answer:\n%s" % (text, answer)
        elif expected is not None and not _equal(str(answer), expected):
            yield "the answer is %s, expected %s" % (answer, _shown(expected))

    def _pass(self, start, title, how):
        self.passed += 1
        print("%6.2fs  %-19s  %s" % (time.monotonic() - start, how, _shortened(title)), flush=True)

    def _fail(self, start, title, why):
        print("%6.2fs  %-19s  %s\n%s" % (time.monotonic() - start, "FAILED", _one_line(title), why), flush=True)
        raise Failed()


class _Refusal(Exception):
    pass


class _Log(logging.Handler):
    """Records the CLI's messages. The CLI adds no handlers of its own if the root has one."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


def _equal(actual, expected):
    if isinstance(expected, re.Pattern):
        return isinstance(actual, str) and expected.fullmatch(actual) is not None
    return actual == expected


def _shown(value):
    return value.pattern if isinstance(value, re.Pattern) else json.dumps(value)


def _shortened(title):
    # Only the end of a resource id is specific.
    title = re.sub(r"(https?://[^/ ]+)?/subscriptions/[^ ,?]*/([^/ ,?]+)", r".../\2", title)
    return title if len(title) <= 160 else title[:157] + "..."


def _one_line(text):
    return " ".join(text.split())
