"""The reviewer's page in a real browser."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Iterator

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from helpers import ROOT, git, needs, repository, run, write

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>{{ 7*7 }}\u202e'
MANIFEST = '{"name": "demo", "version": "1.0.0", "description": %s, "author": {"name": "A"}}\n'


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = needs("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def page_of_example(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    target = tmp_path_factory.mktemp("report") / "page.html"
    done = run("report", ROOT / "examples" / "marketplace", "-o", target)
    assert done.returncode == 1, done.stderr
    return target


def opened(browser: Browser, path: pathlib.Path, **settings: object) -> tuple[Page, list[str]]:
    """The page, and everything the browser complained about: a blocked style, script or request among it."""
    page = browser.new_context(**settings).new_page()  # type: ignore[arg-type]
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(f"dialog {dialog.message}"))
    page.on("request", lambda request: None if request.url.startswith("file:") else said.append(request.url))
    page.goto(path.as_uri())
    return page, said


def shown(page: Page) -> list[str]:
    return page.locator("article:visible h2").all_inner_texts()


def test_search_and_filters(browser: Browser, page_of_example: pathlib.Path) -> None:
    page, said = opened(browser, page_of_example)
    everything = shown(page)
    critical = page.locator("#overview tr:has(.chip.critical) a").all_inner_texts()
    assert 0 < len(critical) < len(everything)
    assert {"deploy-kit", "prompt-coach", "quick-calc", "word-count"} <= set(everything)
    page.fill("#search", "deploy-kit collector.example.net")
    assert shown(page) == ["deploy-kit"]
    assert page.inner_text("#shown") == f"1 of {len(everything)} shown"
    page.fill("#search", "")
    page.check("#only")
    assert "word-count" not in shown(page)
    for name in ("high", "medium", "low", "note"):
        page.uncheck(f"[name=severity][value={name}]")
    assert shown(page) == critical
    assert page.locator("#overview tbody tr:visible").count() == len(critical)
    assert said == []


def test_ticks_stay(browser: Browser, page_of_example: pathlib.Path) -> None:
    page, _ = opened(browser, page_of_example)
    page.click("#open")
    page.locator("article").first.locator(".tick").first.check()
    assert page.locator("article").first.locator(".seen").inner_text().startswith("1 of ")
    page.reload()
    assert page.locator("article").first.locator(".seen").inner_text().startswith("1 of ")


def test_by_keyboard_and_by_link(browser: Browser, page_of_example: pathlib.Path) -> None:
    page, _ = opened(browser, page_of_example)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("article summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("article details").first.evaluate("one => one.open")
    link = page.locator("#overview a").nth(1)
    link.click()
    assert page.locator("article details").nth(1).evaluate("one => one.open")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(browser: Browser, page_of_example: pathlib.Path, scheme: str) -> None:
    page, _ = opened(browser, page_of_example, color_scheme=scheme, bypass_csp=True)
    page.click("#open")
    found = Axe().run(page)
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found["violations"]] == []


def test_without_script_and_on_paper(browser: Browser, page_of_example: pathlib.Path) -> None:
    page, _ = opened(browser, page_of_example, java_script_enabled=False)
    assert not page.locator(".filter").is_visible()
    page.locator("article summary").first.click()
    assert page.locator("article .finding").first.is_visible()
    page, _ = opened(browser, page_of_example)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("article > details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("article > details[open]").count() == 0


def test_nothing_from_elsewhere(page_of_example: pathlib.Path) -> None:
    text = page_of_example.read_text()
    assert "default-src 'none'" in text
    assert "unsafe" not in text.partition("</head>")[0]
    for attribute in (" src=", "@import", "url(", " onclick", " style="):
        assert attribute not in text, attribute


def test_hostile_names_and_contents_stay_text(browser: Browser, tmp_path: pathlib.Path) -> None:
    root = repository(
        tmp_path / "repo",
        {
            ".claude-plugin/plugin.json": MANIFEST % json.dumps(HOSTILE),
            ".claude-plugin/disclosure.json": json.dumps(
                {"version": 1, "network": [{"host": HOSTILE, "direction": "out", "when": "x", "why": HOSTILE}]}
            ),
            'scripts/"><script>alert(3)</script>.py': f"import sys\n\n# {HOSTILE}\nprint(eval(sys.argv[1]))  # </pre>",
            "hooks/hooks.json": json.dumps(
                {"hooks": {"Stop": [{"hooks": [{"type": "command", "command": f"echo '{HOSTILE}'"}]}]}}
            ),
        },
    )
    target = tmp_path / "page.html"
    run("report", root, "-o", target)
    page, said = opened(browser, target)
    page.click("#open")
    assert said == []
    assert page.locator("script").count() == 1
    assert page.locator("img").count() == 0
    assert "49" not in page.locator("article dl + p, article section > p").first.inner_text()
    body = page.inner_text("body")
    assert "<script>alert(1)</script>" in body
    assert "alert(3)" in body
    assert "\u202e" not in body


def test_difference_on_the_page_and_alone(browser: Browser, tmp_path: pathlib.Path) -> None:
    root = repository(tmp_path / "repo", {".claude-plugin/plugin.json": MANIFEST % '"a demo"'})
    write(root, {"scripts/run.py": "import requests\n\nrequests.get('https://api.acme.dev/')\n"})
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "change")
    target = tmp_path / "page.html"
    run("report", root, "-o", target, "--changed-since", "HEAD~1")
    page, said = opened(browser, target)
    assert "host api.acme.dev" in page.locator("section[aria-labelledby=difference]").inner_text()
    alone = tmp_path / "difference.html"
    done = run("diff", "HEAD~1", "--format", f"html={alone}", cwd=root)
    assert done.returncode == 0, done.stderr
    page, more = opened(browser, alone, bypass_csp=True)
    assert "host api.acme.dev" in page.inner_text("main")
    assert Axe().run(page)["violations"] == []
    assert said + more == []
