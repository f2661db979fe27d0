# ruff: noqa: E501  (rows of source and form read best on one line)
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from neutral_form import nodes, show

from plugin_policy.readers import powershell
from plugin_policy.text import Text


def module(source: str | bytes):
    return powershell.read(Text("a.ps1", source.encode() if isinstance(source, str) else source, "powershell"))


def forms(source: str) -> str:
    found = module(source)
    assert found.errors == []
    return " ".join(map(show, found.body))


@pytest.mark.parametrize(
    ("source", "form"),
    [
        ("I`E`X $X", "Command(words=['iex', $x])"),
        ("& ('ie'+'x') $p", "Command(words=[Binary(op='+', left='ie', right='x'), $p])"),
        ("Get-X -Name:y 'a b' $env:home", "Command(words=['get-x', '-name', 'y', 'a b', $env:HOME])"),
        ("a 1,2 -b", "Command(words=['a', Sequence(items=['1', '2'], kind='list'), '-b'])"),
        ("a | b", "Pipe(stages=[Command(words=['a']), Command(words=['b'])])"),
        ("a @p", "Command(words=['a', *$p])"),
        ("a > f", "Command(words=['a'], redirects=[Redirect(op='>', target='f')])"),
        ('$x = "a$b`n$(c)"', "Bind(target=$x, value=('a' . $b . '\\n' . Capture(body=[Command(words=['c'])], kind='text')))"),
        ("$x += 'it''s'", "Bind(target=$x, value=\"it's\", append=True)"),
        ("$h = @{A = 1; 'b' = $c}", "Bind(target=$h, value=Mapping(pairs=[['a', 1], ['b', $c]]))"),
        ("$x = @'\nraw $y\n'@", "Bind(target=$x, value='raw $y')"),
        ("$x.Foo('y').Bar", "Command(words=['write-output', Attr(obj=Call(func=Attr(obj=$x, name='foo'), args=['y']), name='bar')])"),
        ("function F($a) { g $a }", "Function(name='f', params=[Param(target=$a)], body=[Command(words=['g', $a])])"),
        ("foreach ($i in $l) { g }", "Loop(target=$i, iterable=$l, body=[Command(words=['g'])])"),
        ("if ($a) { b } else { c }", "Opaque(parts=[$a]) Branch(bodies=[[Command(words=['b'])], [Command(words=['c'])]])"),
        (". ./l.ps1", "Command(words=['.', './l.ps1'])"),
    ],
)  # fmt: skip
def test_forms(source, form):
    assert forms(source) == form


@pytest.mark.parametrize("opener", ["$(", "(", "{ ", "@{a=", '"$(', "if (1) { ", "[int]", "!", "@("])
def test_depth_hides_nothing(opener):
    found = module(opener * 20_000 + "\nevil $x\n")
    assert "evil" in str([show(node) for node in nodes(found.body) if type(node).__name__ == "Command"])


PIECES = ["$(", ")", "(", '"', "'", "{", "}", "@{", "@(", "$x", "\n", "if ", "else ", "-f ", ",", "|", ";", "& ", "[int]", ".a", "::b",
          "= ", "param(", "function f ", "@'\n", "\n'@", "`", "#", "<#", "#>", "-x:", "> ", "try ", "catch ", "switch ", "é"]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_mixture(pieces):
    data = "".join(pieces).encode()
    for node in nodes(module(data).body):
        assert 0 <= node.start <= node.end <= len(data)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(data):
    found = module(data)
    assert all(0 <= node.start <= node.end <= len(data) for node in nodes(found.body))
    assert " ".join(map(show, found.body)) == " ".join(map(show, module(data).body))
