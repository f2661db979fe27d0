# What a server or a tool is asked to do is input.
import click
from bottle import route
from flask import Flask
from mcp.server.fastmcp import FastMCP

app = Flask(__name__)
mcp = FastMCP("calculator")


@mcp.tool()
def calculate(expression: str) -> str:
    return str(eval(expression))  # BAD no-eval/python-eval


@mcp.tool
def run(code: str) -> None:
    exec(code)  # BAD no-eval/python-eval


@app.route("/<text>")
def show(text):
    return helper(text)


def helper(value):
    return eval(value)  # BAD no-eval/python-eval


@route("/run/<code>")
def bottled(code):
    exec(code)  # BAD no-eval/python-eval


@click.command()
@click.option("--code")
def main(code):
    exec(code)  # BAD no-eval/python-eval
