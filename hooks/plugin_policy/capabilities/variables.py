"""Environment variables whose value is known by convention: places, written as the rest of the product writes them."""

VARIABLES = {
    "HOME": "~",
    "USERPROFILE": "~",
    "HOMEPATH": "~",
    "APPDATA": "~/AppData/Roaming",
    "LOCALAPPDATA": "~/AppData/Local",
    "XDG_CONFIG_HOME": "~/.config",
    "XDG_DATA_HOME": "~/.local/share",
    "XDG_CACHE_HOME": "~/.cache",
    "XDG_STATE_HOME": "~/.local/state",
    "CLAUDE_PLUGIN_ROOT": "${CLAUDE_PLUGIN_ROOT}",
    "CLAUDE_PLUGIN_DATA": "${CLAUDE_PLUGIN_DATA}",
    "CLAUDE_PROJECT_DIR": "${CLAUDE_PROJECT_DIR}",
    "CLAUDE_CONFIG_DIR": "~/.claude",
    "COMSPEC": r"C:\Windows\system32\cmd.exe",
    "TMPDIR": "/tmp",
    "TEMP": "/tmp",
    "TMP": "/tmp",
    "PWD": ".",
    "SHELL": "/bin/sh",
}
