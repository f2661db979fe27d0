"""Python: where input comes in: arguments, standard input, prompts, requests to a server, calls of a tool.

Sources: https://docs.python.org/3/library/argparse.html, https://flask.palletsprojects.com/en/stable/api/,
https://fastapi.tiangolo.com/reference/, https://click.palletsprojects.com/en/stable/api/,
https://modelcontextprotocol.io/docs/develop/build-server.
"""

from __future__ import annotations

from plugin_policy.capabilities.use import INPUT
from plugin_policy.readers.rows import Api

_INPUT = (
    Api("sys.stdin sys.stdin.buffer sys.__stdin__", origin=INPUT, flow="input", subject="=stdin"),
    Api("sys.argv", origin=INPUT, flow="input", subject="=argv"),
    Api("sys.argv[]", origin=INPUT, flow="input", subject="=argv"),
    Api("argparse.ArgumentParser optparse.OptionParser", returns="argparse.ArgumentParser()"),
    Api("argparse.ArgumentParser().parse_args argparse.ArgumentParser().parse_known_args", origin=INPUT, flow="input",
        subject="=argv"),
    Api("flask.request django.http.HttpRequest bottle.request", origin=INPUT, flow="input", subject="=request"),
    Api("click.prompt questionary.text rich.prompt.Prompt.ask typer.prompt", origin=INPUT, flow="input",
        subject="=stdin"),
)  # fmt: skip

# What a decorator of these registers is called with input.
_HANDLERS = (
    Api("flask.Flask flask.Blueprint quart.Quart quart.Blueprint sanic.Sanic bottle.Bottle fastapi.FastAPI "
        "fastapi.APIRouter starlette.applications.Starlette litestar.Litestar", returns="web.app()"),
    Api("web.app().route web.app().get web.app().post web.app().put web.app().patch web.app().delete "
        "web.app().websocket web.app().api_route bottle.route bottle.get bottle.post bottle.put",
        returns="web.handler"),
    Api("web.handler", origin=INPUT, flow="input", subject="=request"),
    Api("mcp.server.fastmcp.FastMCP fastmcp.FastMCP mcp.server.Server mcp.server.lowlevel.Server mcp.Server",
        returns="tool.app()"),
    Api("tool.app().tool tool.app().resource tool.app().prompt tool.app().call_tool tool.app().get_prompt "
        "tool.app().read_resource claude_agent_sdk.tool", returns="tool.handler", origin=INPUT, flow="input",
        subject="=tool"),
    Api("tool.handler", origin=INPUT, flow="input", subject="=tool"),
    Api("click.command click.group", returns="cli.handler"),
    Api("typer.Typer", returns="typer.Typer()"),
    Api("typer.Typer().command", returns="cli.handler"),
    Api("cli.handler", origin=INPUT, flow="input", subject="=argv"),
)  # fmt: skip

# First parameters by which functions are known that somebody's request is handed to by a cloud
# (https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html) or by Django
# (https://docs.djangoproject.com/en/stable/topics/http/views/): how many of all bring it.
HANDLERS = {"event context": "1", "event _context": "1", "event _": "1", "request": "*"}

ROWS = (*_INPUT, *_HANDLERS)
