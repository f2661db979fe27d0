# ruff: noqa: E501  (rows of source and form read best on one line)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from neutral_form import nodes, show

from helpers import growth
from plugin_policy.readers import ir, shell
from plugin_policy.text import Text


def module(source: str | bytes) -> ir.Module:
    return shell.read(Text("x.sh", source.encode() if isinstance(source, str) else source, "shell"))


def commands(source: str | bytes) -> list[str]:
    """The words of every command, in order of their place."""
    found = [node for node in nodes(module(source).body) if isinstance(node, ir.Command)]
    return [" ".join(map(show, node.words)) for node in sorted(found, key=lambda node: (node.start, -node.end))]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r"e\val x", "'eval' 'x'"),
        ("\"ev\"'al' x", "'eval' 'x'"),
        (r"$'\x65v\141\u006c' x", "'eval' 'x'"),
        ("ev\\\nal x", "'eval' 'x'"),
        ("ev\\\r\nal x", "'eval' 'x'"),
        ('$"text" a', "'text' 'a'"),
        ("cat${IFS}/etc/passwd", "'cat' '/etc/passwd'"),
        ("cat$IFS$9/etc/passwd", "'cat' '/etc/passwd'"),
        ("{curl,-s,http://x}", "'curl' '-s' 'http://x'"),
        ("a{b,{c,d}}e", "'abe' 'ace' 'ade'"),
        ("echo {1..3} {a,b", "'echo' '1' '2' '3' '{a,b'"),
        ("echo '{a,b}' \"$x\" $x", "'echo' '{a,b}' $x *$x"),
        ('x${y}z "a${y}b"', "*('x' . $y . 'z') ('a' . $y . 'b')"),
        ('"$@" $* "$*"', "*$@ *$* $*"),
        ("~/x a#b # c", "'~/x' 'a#b'"),
        ("echo \"it's\" 'a\"b'", "'echo' \"it's\" 'a\"b'"),
        (r'echo "a\$b\n"', r"'echo' 'a$b\\n'"),
        ("echo @(a|b) x", "'echo' '@(a|b)' 'x'"),
        ("! time -p foo", "'foo'"),
        ("echo ünï", "'echo' 'ünï'"),
        ("echo $((1 + 2*x))", "'echo' Binary(op='+', left=1, right=Binary(op='*', left=2, right=$x))"),
        ("echo $((8#17)) $[3-1]", "'echo' '15' Binary(op='-', left=3, right=1)"),
        ('echo "$(( $(id) + 1 ))"', "'echo' Opaque(parts=[Capture(body=[Command(words=['id'])], kind='text')])"),
    ],
)
def test_words(source, words):
    assert commands(source)[0] == words
    assert module(source).errors == []


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("${x:-y z}", "Choice(options=[$x, 'y z'])"),
        ("${x-$y}", "Choice(options=[$x, $y])"),
        (
            "${x:=`id`}",
            "Bind(target=$x, value=Choice(options=[$x, Capture(body=[Command(words=['id'])], kind='text')]))",
        ),
        ("${x:+y}", "Choice(options=['y', ''], also=[$x])"),
        ("${x:0:3}", "Call(func=@shell.slice, args=[$x, 0, 3])"),
        ("${x: -3}", "Call(func=@shell.slice, args=[$x, Binary(op='-', left=0, right=3)])"),
        ("${x/a/b}", "Call(func=@shell.replace, args=[$x, 'a', 'b'])"),
        ("${x//a}", "Call(func=@shell.replace-all, args=[$x, 'a'])"),
        ("${x^^}", "Call(func=@shell.upper, args=[$x])"),
        ("${x#*/}", "Call(func=@shell.strip-prefix, args=[$x, '*/'])"),
        ("${x%%.*}", "Call(func=@shell.strip-longest-suffix, args=[$x, '.*'])"),
        ("${!x}", "Call(func=@shell.indirect, args=[$x])"),
        ("${#x}", "Call(func=@shell.length, args=[$x])"),
        ("${x@P}", "Call(func=@shell.prompt, args=[$x])"),
        ("${x@E}", "Call(func=@shell.unescape, args=[$x])"),
        ("${(e)x}", "Call(func=@shell.prompt, args=[$x])"),
        ("${a[0]}", "Item(obj=$a, key=0)"),
        ("${a[k]}", "Item(obj=$a, key=Choice(options=[$k, 'k']))"),
        ("${a[@]}", "$a"),
        ("${12}", "$12"),
        ("${x:-${y:-${z}}}", "Choice(options=[$x, Choice(options=[$y, $z])])"),
    ],
)
def test_parameters(source, value):
    assert commands("echo " + source)[0] == "'echo' *" + value


@pytest.mark.parametrize(
    ("source", "form"),
    [
        ("x=1", "Bind(target=$x, value='1')"),
        ("x+=$y", "Bind(target=$x, value=$y, append=True)"),
        ("X=1 foo", "Command(words=['foo'], env=[Bind(target=$X, value='1')])"),
        ("a=(1 $b)", "Bind(target=$a, value=Sequence(items=['1', *$b], kind='list'))"),
        ("a=([k]=v)", "Bind(target=$a, value=Mapping(pairs=[['k', 'v']]))"),
        ("a[3]=z", "Bind(target=Item(obj=$a, key=3), value='z')"),
        ('export "B=$x"', "Bind(target=$B, value=$x, declare='export')"),
        ("declare -x B=x", "Bind(target=$B, value='x', declare='export')"),
        ("declare -n r=x", "Bind(target=$r, value=$x, declare='local')"),
        ("export -p", "Command(words=['export', '-p'])"),
        ("a | b |& c", "Pipe(stages=[Command(words=['a']), Command(words=['b']), Command(words=['c'])])"),
        ("a && b", "Command(words=['a']) Branch(bodies=[[Command(words=['b'])]])"),
        ("(cd x)", "Scope(body=[Command(words=['cd', 'x'])])"),
        ("f() { a; }", "Function(name='f', body=[Command(words=['a'])])"),
        ("function f { a; }", "Function(name='f', body=[Command(words=['a'])])"),
        ("for i in a b; do c; done", "Loop(target=$i, iterable=Sequence(items=['a', 'b'], kind='list'), body=[Command(words=['c'])])"),
        ("for i; { c; }", "Loop(target=$i, iterable=$@, body=[Command(words=['c'])])"),
        ("while a; do b; done", "Loop(body=[Command(words=['a']), Command(words=['b'])])"),
        ("if a; then b; elif c; then d; else e; fi", "Command(words=['a']) Branch(bodies=[[Command(words=['b'])], [Command(words=['c']), Command(words=['d'])], [Command(words=['e'])]])"),
        ("case $x in (a|b) c;; *) d; esac", "Opaque(parts=[*$x]) Branch(bodies=[[Command(words=['c'])], [Command(words=['d'])]])"),
        ("{ a; } > f", "Pipe(stages=[Command(words=['a']), Command(redirects=[Redirect(op='>', target='f')])])"),
        ("while read l; do b; done < f", "Pipe(stages=[Command(redirects=[Redirect(op='<', target='f')]), Loop(body=[Command(words=['read', 'l']), Bind(target=$l, value=Capture(body=[Command()], kind='text')), Command(words=['b'])])])"),
        ("printf -v x '%s' y", "Bind(target=$x, value=Capture(body=[Command(words=['printf', '%s', 'y'])], kind='text'))"),
        ("alias e='eval -x'", "Command(words=['alias', 'e=eval -x']) Function(name='e', body=[Command(words=['eval', '-x', *$@])])"),
        ("cat <<< \"a $b\"", "Command(words=['cat'], redirects=[Redirect(op='<<', target=('a ' . $b))])"),
        ("cat <<'E'\n$x `y`\nE\n", "Command(words=['cat'], redirects=[Redirect(op='<<', target='$x `y`\\n')])"),
        ("cat <<E >f\n\"$x\"\nE\nnext", "Command(words=['cat'], redirects=[Redirect(op='<<', target=('\"' . $x . '\"\\n')), Redirect(op='>', target='f')]) Command(words=['next'])"),
        ("cat <<-E\n\tx\n\tE\nnext", "Command(words=['cat'], redirects=[Redirect(op='<<', target='\\tx\\n')]) Command(words=['next'])"),
        (". <(curl x)", "Command(words=['.', Capture(body=[Command(words=['curl', 'x'])], kind='file')])"),
        ("x=`echo \\`id\\``", "Bind(target=$x, value=Capture(body=[Command(words=['echo', *Capture(body=[Command(words=['id'])], kind='text')])], kind='text'))"),
        ("[[ $x =~ ^(a|b)$ && -n $(id) ]]", "Opaque(parts=[*$x, *Capture(body=[Command(words=['id'])], kind='text')])"),
        ("coproc N { a; }", "Command(words=['a'])"),
        ("exec 3<>/dev/tcp/h/80", "Command(words=['exec'], redirects=[Redirect(op='<>', target='/dev/tcp/h/80')])"),
        ("x=$(cat <<E\nhi\nE\n)", "Bind(target=$x, value=Capture(body=[Command(words=['cat'], redirects=[Redirect(op='<<', target='hi\\n')])], kind='text'))"),
    ],
)  # fmt: skip
def test_statements(source, form):
    found = module(source)
    assert " ".join(map(show, found.body)) == form
    assert found.errors == []


def test_positions_and_comments():
    source = "# one\nécho 'ü' \"$x\" # two\n"
    found = module(source)
    assert [source.encode()[start:end].decode() for start, end in found.comments] == ["# one", "# two"]
    name = next(node for node in nodes(found.body) if isinstance(node, ir.Name))
    assert source.encode()[name.start : name.end] == b"$x"


@pytest.mark.parametrize(
    "broken", ["fi", "done; ", "if a; then", "echo ${", "a ) ", "case x in", "echo $((", "for ", "x=("]
)
def test_what_stands_beside_an_error_is_read(broken):
    found = module(f"before x\n{broken}\nafter y\n")
    text = str([show(node) for node in found.body])
    assert found.errors
    assert "'before'" in text
    assert "'after'" in text


@pytest.mark.parametrize(
    "opener", ["$(", "(", "{ ", "`", '"$(', "if x; then ", "${a:-", "f() ", "a=(", "case x in y) ", "$(( "]
)
def test_depth_hides_nothing_and_costs_little(opener):
    assert growth(lambda many: commands(opener * many + ' evil "$x" '), 10_000) < 40
    found = commands(opener * 100_000 + ' evil "$x" ')
    assert any("'evil'" in each for each in found) or opener in ("${a:-", "$(( ")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(data):
    found = module(data)
    for node in nodes(found.body):
        assert 0 <= node.start <= node.end <= len(data)


PIECES = ["$(", ")", "(", '"', "'", "`", "${x", "}", "{", "\n", "<<E\n", "E\n", "if ", "then ", "fi ", "case x in ", "esac ",
          "do ", "done ", "for x in ", ";", "|", "&&", "#", "[[ ", "]] ", "$((", "))", "<(", "a=(", "f() ", "\\", "word ", "ü",
          "alias q='", "$'", "read x ", "\r\n", "&>", "2>&1 ", ";;"]  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_mixture(pieces):
    data = "".join(pieces).encode()
    for node in nodes(module(data).body):
        assert 0 <= node.start <= node.end <= len(data)
