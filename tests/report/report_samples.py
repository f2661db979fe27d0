from plugin_policy.finding import UNDISCLOSED, Finding, Rule
from plugin_policy.report.result import Allowed, NotAnalysed, NotRun, Result

# Text as an attacker would name a file or write a line.
HOSTILE = (
    "x\n::error::injected\r\n##[error]old\x1b[31mred\u202eevil\u2028\ud800\udcff"
    "<img src=x onerror=alert(1)><script>alert(1)</script>](http://evil.example) ![i](http://evil.example/i.png)"
    " @everyone #1 | a `b` ``c`` http://evil.example www.evil.example me@evil.example"
    " $x$ &lt; --> ]]> :tada: *b* _i_ ~s~"
)  # fmt: skip


def make_result(**changes: object) -> Result:
    result = Result("1.2.3")
    result.findings = [
        Finding(
            "no-eval/js-eval",
            "high",
            "`eval` runs text that no reviewer can read",
            path="plugins/x/hooks/run.js",
            line=14,
            column=9,
            end_line=14,
            end_column=20,
            fix="parse the value with JSON.parse, or call the function by name",
            plugin="plugins/x",
            surface="plugin hook",
            evidence="eval(input)",
        ),
    ]
    result.rules = {
        "no-eval/js-eval": Rule(
            "no-eval/js-eval", "high", "`eval` runs text", "parse the value", help="Code that no reviewer can read."
        )
    }
    result.counts["read"] = 3
    result.bytes = 2345
    result.checks = ["no-eval"]
    result.seconds = 0.25
    for name, value in changes.items():
        setattr(result, name, value)
    return result


def undisclosed(subject: str, line: int, **more: object) -> Finding:
    return Finding(
        "no-unjustified-commands/undisclosed-program",
        "low",
        f"`{subject}` is started and nothing discloses it",
        path="plugins/x/run.sh",
        line=line,
        kind=UNDISCLOSED,
        plugin="plugins/x",
        capability="command",
        subject=subject,
        fix="add a statement to the disclosure",
        **more,
    )


def hostile_result() -> Result:
    finding = Finding(
        "no-eval/js-eval",
        "critical",
        f"`{HOSTILE}` and {HOSTILE}",
        path=HOSTILE.replace("/", ""),
        line=2,
        column=3,
        fix=HOSTILE,
        plugin=HOSTILE,
        subject=HOSTILE,
        related=((HOSTILE, 1, 1),),
    )
    result = make_result(findings=[finding, undisclosed(HOSTILE, 1), undisclosed(HOSTILE + "2", 2)])
    other = Finding("no-eval/js-eval", "low", HOSTILE, path=HOSTILE)
    result.allowed = [Allowed(other, "comment", HOSTILE, place=HOSTILE, new=True)]
    result.not_analysed = [NotAnalysed(HOSTILE, HOSTILE, HOSTILE)]
    result.not_run = [NotRun("dependency-audit", HOSTILE, HOSTILE, promise=HOSTILE)]
    result.notes = [HOSTILE]
    result.opaque = {HOSTILE: 1}
    result.counts["opaque"] = 1
    result.policy = HOSTILE
    result.checks = [HOSTILE]
    return result
