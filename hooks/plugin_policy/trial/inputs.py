"""What Claude Code gives a plugin hook on standard input, per event: https://code.claude.com/docs/en/hooks"""

from __future__ import annotations

import json
import re

from plugin_policy.trial.decoys import PROJECT, PROMPT, TRANSCRIPT, Decoys

SESSION = "3f1c2a8e-0d5b-4a57-9a41-6d2f5b7c9e10"
MAX_TOOLS = 2  # how many of the tools that a matcher takes are tried
ORDER = (
    "Setup", "SessionStart", "InstructionsLoaded", "UserPromptSubmit", "PreToolUse", "PermissionRequest",
    "PostToolUse", "PostToolUseFailure", "Notification", "SubagentStart", "SubagentStop", "PreCompact", "PostCompact",
    "Stop", "SessionEnd",
)  # fmt: skip
_PLAIN = re.compile(r"(?:[\w|()^$: -]|\.[*+]?|\\[.wd]){1,200}")
_CART = f"{PROJECT}/src/cart.js"
# tool -> (input, response)
TOOLS: dict[str, tuple[dict[str, object], object]] = {
    "Bash": ({"command": "git status --short", "description": "Show changed files", "timeout": 120000},
             {"stdout": "", "stderr": "", "interrupted": False, "isImage": False}),
    "Edit": ({"file_path": _CART, "old_string": "a + b", "new_string": "a + b.price", "replace_all": False},
             {"filePath": _CART, "oldString": "a + b", "newString": "a + b.price", "replaceAll": False}),
    "Write": ({"file_path": f"{PROJECT}/src/tax.js", "content": "export const tax = 0.19;\n"},
              {"type": "create", "filePath": f"{PROJECT}/src/tax.js", "success": True}),
    "MultiEdit": ({"file_path": _CART, "edits": [{"old_string": "a", "new_string": "b"}]}, {"filePath": _CART}),
    "Read": ({"file_path": _CART}, {"type": "text", "file": {"filePath": _CART, "content": "export const total"}}),
    "Glob": ({"pattern": "**/*.js"}, {"filenames": [_CART], "numFiles": 1}),
    "Grep": ({"pattern": "total", "path": PROJECT}, {"filenames": [_CART], "numFiles": 1}),
    "WebFetch": ({"url": "https://docs.trial.example/guide", "prompt": "New?"}, {"result": "Nothing.", "code": 200}),
    "WebSearch": ({"query": "book prices"}, {"results": []}),
    "Task": ({"description": "Go", "prompt": "Look at the cart", "subagent_type": "general-purpose"}, {"content": []}),
    "Agent": ({"description": "Go", "prompt": "Look at the cart", "subagent_type": "general-purpose"}, {"content": []}),
    "Skill": ({"skill": "review"}, {"success": True}),
    "NotebookEdit": ({"notebook_path": f"{PROJECT}/a.ipynb", "new_source": "1"}, {}),
    "TodoWrite": ({"todos": [{"content": "Look", "status": "pending", "activeForm": "Looking"}]}, {}),
    "AskUserQuestion": ({"questions": [{"question": "Which?", "header": "Which", "options": []}]}, {"answers": {}}),
    "ExitPlanMode": ({"plan": "1. Look"}, {}),
}  # fmt: skip
# event -> what its matcher is held against -> the values there are
_MATCHED = {
    "SessionStart": ("source", ("startup", "resume", "clear", "compact")),
    "SessionEnd": ("reason", ("other", "clear", "logout", "prompt_input_exit")),
    "PreCompact": ("trigger", ("manual", "auto")),
    "PostCompact": ("trigger", ("manual", "auto")),
    "Setup": ("trigger", ("init", "maintenance")),
    "Notification": ("notification_type", ("idle_prompt", "permission_prompt", "auth_success")),
    "SubagentStart": ("agent_type", ("general-purpose", "Explore")),
    "SubagentStop": ("agent_type", ("general-purpose", "Explore")),
    "ConfigChange": ("source", ("user_settings",)),
    "InstructionsLoaded": ("load_reason", ("session_start",)),
}


def inputs(event: str, matcher: str | None, decoys: Decoys) -> list[tuple[str, bytes]]:
    """(what it stands for, the bytes) for each occasion on which the hook is tried."""
    base = {
        "session_id": SESSION, "transcript_path": TRANSCRIPT, "cwd": PROJECT, "permission_mode": "default",
        "hook_event_name": event,
    }  # fmt: skip
    made = []
    for name, more in _occasions(event, matcher, decoys):
        made.append((name, json.dumps({**base, **more}).encode()))
    return made


def _occasions(event: str, matcher: str | None, decoys: Decoys) -> list[tuple[str, dict[str, object]]]:
    if event in ("PreToolUse", "PostToolUse", "PostToolUseFailure", "PermissionRequest", "PermissionDenied"):
        return [(tool, _of_tool(event, tool)) for tool in tools(matcher)]
    if event in ("UserPromptSubmit", "UserPromptExpansion"):
        return [("", {"prompt": f"please make the cart faster {decoys.mark(PROMPT)}"})]
    if event in ("Stop", "SubagentStop", "StopFailure"):
        more: dict[str, object] = {"stop_hook_active": False, "last_assistant_message": "The cart is faster now."}
        if event == "SubagentStop":
            more |= {"agent_id": "a1b2c3", "agent_type": "general-purpose", "agent_transcript_path": TRANSCRIPT}
        return [("", more)]
    if event not in _MATCHED:
        return [("", {})]
    key, values = _MATCHED[event]
    value = next((one for one in values if _takes(matcher, one)), values[0])
    more = {key: value, "message": "Claude is waiting for your input", "model": "claude-sonnet-4-5",
            "custom_instructions": "", "agent_id": "a1b2c3"}  # fmt: skip
    return [(value, more)]


def _of_tool(event: str, tool: str) -> dict[str, object]:
    given, answer = TOOLS.get(tool, ({"query": "books"}, {"content": []}))
    more: dict[str, object] = {"tool_name": tool, "tool_input": given, "tool_use_id": "toolu_01ABCDEFGHJKLMNPQRSTUV"}
    if event == "PostToolUse":
        more["tool_response"] = answer
    elif event == "PostToolUseFailure":
        more |= {"error": "command failed", "is_interrupt": False}
    return more


def tools(matcher: str | None) -> list[str]:
    """Tools that a matcher takes, at most MAX_TOOLS; one that it names and nobody knows is taken as it stands."""
    found = [tool for tool in ("Write", "Bash", *TOOLS) if _takes(matcher, tool)]
    found = list(dict.fromkeys(found))[:MAX_TOOLS]
    if found or matcher is None:
        return found
    named = re.sub(r"\.\*|\.\+", "x", matcher.split("|")[0])
    return [re.sub(r"[^A-Za-z0-9_:-]", "", named) or "Bash"]


def _takes(matcher: str | None, value: str) -> bool:
    """Exact names with `|` between them are compared, anything else is a regular expression."""
    if matcher in (None, "", "*"):
        return True
    assert matcher is not None
    if re.fullmatch(r"[A-Za-z0-9_|, -]*", matcher):
        return value in [part.strip() for part in re.split(r"[|,]", matcher)]
    if not _PLAIN.fullmatch(matcher) or matcher.count("*") + matcher.count("+") > 3:
        return False  # patterns that could take for ever are nobody's honest matcher
    try:
        return re.fullmatch(matcher, value) is not None
    except re.error:
        return False
