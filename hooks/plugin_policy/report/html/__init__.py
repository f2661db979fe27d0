"""The reviewer's page: one self-contained HTML file.

Nothing is loaded from elsewhere: a Content-Security-Policy allows only the page's own style and script, by their
hashes. Every foreign text goes through Jinja2's escaping, after control and invisible characters were written out.
"""
