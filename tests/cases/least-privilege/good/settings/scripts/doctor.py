import json
import pathlib

settings = json.loads(pathlib.Path(".claude/settings.json").read_text())
if settings.get("permissions", {}).get("defaultMode") == "bypassPermissions":
    print("defaultMode is bypassPermissions: permission prompts are off")
settings["enableAllProjectMcpServers"] = False
