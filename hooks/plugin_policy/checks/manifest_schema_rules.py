"""What manifest-schema can say. A manifest the client rejects is medium, what it only warns about a note."""

from __future__ import annotations

from plugin_policy.finding import Rule

_LOAD = "the client does not load the file, or drops this part of it, until it is mended"
_NAMES = "see the names a marketplace keeps for itself in the client's marketplace reference"


def _rule(name: str, severity: str, message: str, fix: str, help: str = "") -> Rule:
    return Rule("manifest-schema/" + name, severity, message, fix, help=help)


RULES = (
    # The text itself.
    _rule("syntax", "medium", "not JSON: {message}", "mend the JSON; it has no comments and no trailing commas", _LOAD),
    _rule("duplicate-key", "medium", "{message}", "keep one of the two",
          "Readers of JSON take the first or the last of two equal keys, so a reviewer and the client may see two "
          "different manifests."),
    _rule("byte-order-mark", "note", "the file begins with a byte-order mark", "save it as UTF-8 without one"),
    _rule("lone-surrogate", "low", "{message}", "write the character itself, or the pair of escapes that makes it"),
    _rule("not-read", "medium", "{message}", "make it smaller and flatter: what is not read is not judged"),
    # Shapes.
    _rule("shape", "medium", "{message}", "give it the form the format asks for", _LOAD),
    _rule("unknown-field", "note", "unknown field `{name}`{hint}: the client ignores it",
          "mend the name, or move data of your own below `metadata`"),
    _rule("misplaced-field", "note", "`{name}` belongs in the marketplace entry, not in plugin.json",
          "move it to the entry in marketplace.json"),
    _rule("experimental-field", "note", "`{name}` stands at the top level", "move it below `experimental`"),
    _rule("missing-metadata", "note", "`{name}` is missing", "say it: users and reviewers read it"),
    _rule("no-plugins", "note", "the marketplace lists no plugins", "list at least one entry in `plugins`"),
    _rule("option-conflict", "medium", "{message}", "make `options`, `default` and `required` of the field agree"),
    # Names.
    _rule("bad-name", "medium", "the name `{name}` {why}", "use kebab-case: lower-case letters, digits and hyphens"),
    _rule("name-style", "note", "the name `{name}` is not kebab-case, or longer than some clients take",
          "use lower-case letters, digits and hyphens"),
    _rule("reserved-name", "medium", "the name `{name}` is reserved: it passes as one of the vendor's own plugins",
          "name the plugin for what it does", _NAMES),
    _rule("vendor-name", "note", "the name `{name}` reads as one of the vendor's own plugins",
          "name the plugin for what it does"),
    _rule("reserved-marketplace", "medium", "the marketplace name `{name}` {why}", "choose a name of your own", _NAMES),
    _rule("look-alike-name", "low", "the name `{name}` looks like `{other}`, another entry",
          "give the two names that cannot be taken for each other"),
    _rule("duplicate-name", "medium", "the {kind} name `{name}` stands twice", "give each its own name"),
    _rule("hidden-character", "medium", "the text holds {character}, which nobody sees", "remove the character"),
    # Paths and references.
    _rule("missing-path", "medium", "`{field}` names `{path}`, which does not exist",
          "mend the path (it is relative to the plugin) or add the file"),
    _rule("path-outside", "medium", "`{path}` leaves the plugin", "keep every file inside the plugin's folder"),
    _rule("skills-not-folder", "medium", "`{path}` is a file: `skills` names folders that hold a SKILL.md",
          "name the folder of the skill"),
    _rule("missing-source", "medium", "the source {value} does not exist in this repository",
          "mend the path, or remove the entry"),
    _rule("source-link", "low", "the source {value} {why}", "name the folder itself"),
    _rule("bad-source", "medium", "the source {value} {why}", "mend the source"),
    _rule("bad-url", "medium", "{value} is not a URL", "write an absolute URL, like `https://host/path`"),
    _rule("script-url", "low", "{value} runs code where it is opened", "link to a page over https"),
    _rule("cleartext-url", "note", "{value} is not encrypted", "use https or wss"),
    _rule("literal-credential", "note", "the header `{name}` looks like a literal credential",
          "refer to a sensitive userConfig option or an environment variable"),
    _rule("no-workflow-meta", "note", "the workflow does not say what it is",
          "begin it with `export const meta = { name: …, description: … }`"),
    _rule("context-file", "note", "`{path}` at the root of a plugin is not loaded", "say it in a skill"),
    _rule("component-link", "note", "`{path}` is a symlink: not every client reads what it leads to",
          "put the file or folder itself there"),
    _rule("large-component", "note", "`{path}` is larger than 1 MB, which the client does not check",
          "make it smaller"),
    # Hooks and what runs.
    _rule("hook-ignored", "low", "the client ignores this plugin hook: {message}", "mend it, or remove it"),
    _rule("stray-event", "medium", "`{event}` stands outside of `hooks`: it does not run", "move it below `hooks`"),
    _rule("bad-matcher", "medium", "the matcher {value} is not a regular expression: {why}",
          "mend the expression: the plugin hook never runs"),
    _rule("missing-script", "medium", "the {kind} runs `{path}`, which does not exist",
          "mend the path (it is relative to the plugin) or add the file"),
    _rule("not-executable", "low", "`{path}` is run as a program but is not executable",
          "`git add --chmod=+x` it, or name its interpreter"),
    _rule("unquoted-root", "note", "`${{CLAUDE_PLUGIN_ROOT}}{path}` stands outside of quotes",
          "put it in double quotes: a space in the path splits it"),
    _rule("misspelt-variable", "low", "`{name}` is not set by the client; did you mean `{guess}`", "mend the name"),
    _rule("undeclared-option", "medium", "`${{user_config.{name}}}` is not declared in `userConfig`{hint}",
          "declare it, or mend the name: the server is dropped, or gets the literal text"),
    _rule("option-in-shell", "medium", "`${{user_config.{name}}}` in the shell command of a {kind} is refused",
          "use `args`, so that no shell reads the value, or the environment variable of the option"),
    _rule("bad-module", "medium", "{message}", "mend the module: the client does not load it"),
    # The marketplace's own schemas.
    _rule("own-schema", "medium", "{message} (`{path}`)", "give it the form this marketplace's schema asks for"),
    _rule("schema-missing", "medium", "the schema `{path}` does not exist", "mend the path in the policy"),
    _rule("schema-unusable", "medium", "the schema `{path}` cannot be used: {why}", "mend the schema"),
    # Front matter.
    _rule("no-front-matter", "note", "the {kind} has no front matter", "begin it with `---`, `description: …`, `---`"),
    _rule("no-description", "note", "the {kind} has no description", "say when it is to be used"),
    _rule("front-matter-syntax", "medium", "front matter: {message}", "mend the YAML: all of it is dropped"),
    _rule("front-matter-shape", "medium", "front matter: {message}", "give it the form the format asks for"),
    _rule("unquoted-value", "note", "front matter: {message}", "put the value in double quotes"),
    _rule("unknown-front-matter", "note", "`{name}` is no field of {kind}{hint}: it is ignored",
          "mend the name, or move it below `metadata`"),
    # Profile marketplace.
    _rule("missing-paper", "medium", "the plugin has no {paper}", "add it to the plugin or to the repository's root"),
    _rule("no-security-contact", "medium", "`{path}` names no way to report a vulnerability",
          "name an e-mail address, or link the form for private reports (`…/security/advisories/new`)"),
    _rule("entry-description", "medium", "the description {why}", "say in a sentence or two what the plugin does"),
    _rule("entry-name", "medium", "the name `{name}` is not 2 to 64 lower-case letters, digits and hyphens",
          "rename the entry"),
    _rule("entry-source", "medium", "the source {value} {why}", "name it by `owner/repo` or by an https address"),
    _rule("no-manifest", "medium", "the folder of entry `{name}` has no `.claude-plugin/plugin.json`",
          "add one: users and reviewers see what the plugin says of itself"),
    _rule("version-not-bumped", "medium", "`{path}` changed, and the version is still {value}",
          "raise the version: users who have this one never get the change"),
    _rule("version-falls", "medium", "the version falls from {other} to {value}", "give a higher one"),
    _rule("changelog-entry", "low", "`{path}` says nothing of version {value}", "add what changed for users"),
    _rule("entry-order", "note", "`{name}` stands out of order", "sort the entries by name"),
    # Across files.
    _rule("bad-rename", "medium", "the rename of `{old}` {why}", "rename to a listed plugin, or to null"),
    _rule("entry-hooks-path", "medium", "`hooks` of an entry given as a path or list never runs",
          "write the events into the entry, or move them to the plugin"),
    _rule("strict-conflict", "medium", "`strict: false` beside a plugin.json and {fields} in the entry",
          "remove one of the three: the plugin does not load"),
    _rule("name-differs", "medium", "the entry is named {value}, the plugin's manifest {other}",
          "give both the same name: users install by the entry's"),
    _rule("version-differs", "note", "the entry says version {value}, `{path}` says {other}, which counts",
          "remove the entry's version, or make both agree"),
    _rule("field-differs", "note", "the entry says `{field}` {value}, `{path}` says {other}", "make both agree"),
    _rule("unlisted-plugin", "medium", "`{path}` is a plugin that no entry lists", "list it, or remove it"),
    _rule("headers-without-archive", "note", "`{field}` has no effect: the source is not an archive", "remove it"),
    _rule("helper-needs-strict-false", "medium", "`headersHelper` needs `strict: false` and the manifest inline",
          "inline the manifest, or remove the helper"),
    _rule("helper-without-pin", "note", "an archive fetched with a `headersHelper` has no `sha256`", "pin the archive"),
)  # fmt: skip
