"""Environment variables whose value is known by convention: places, written as the rest of the product writes them."""

# Variables whose text a shell or git runs later (Bash Reference Manual 5.2, git(1), less(1)).
RUN = frozenset(
    (
        "PROMPT_COMMAND",
        "GIT_SSH_COMMAND",
        "GIT_PAGER",
        "GIT_EXTERNAL_DIFF",
        "GIT_PROXY_COMMAND",
        "LESSOPEN",
        "LESSCLOSE",
    )
)

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
    # Files that a tool keeps secrets in, where a variable may move them (each tool's own documentation)
    "AWS_SHARED_CREDENTIALS_FILE": "~/.aws/credentials",
    "AWS_CONFIG_FILE": "~/.aws/config",
    "AZURE_CONFIG_DIR": "~/.azure",
    "CLOUDSDK_CONFIG": "~/.config/gcloud",
    "GOOGLE_APPLICATION_CREDENTIALS": "~/.config/gcloud/application_default_credentials.json",
    "KUBECONFIG": "~/.kube/config",
    "DOCKER_CONFIG": "~/.docker",
    "GNUPGHOME": "~/.gnupg",
    "PASSWORD_STORE_DIR": "~/.password-store",
    "NETRC": "~/.netrc",
    "PGPASSFILE": "~/.pgpass",
    "NPM_CONFIG_USERCONFIG": "~/.npmrc",
    "HISTFILE": "~/.bash_history",
    "COMSPEC": r"C:\Windows\system32\cmd.exe",
    "TMPDIR": "/tmp",
    "TEMP": "/tmp",
    "TMP": "/tmp",
    "PWD": ".",
    "SHELL": "/bin/sh",
}
