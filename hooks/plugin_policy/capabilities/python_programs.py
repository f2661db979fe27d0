"""Python: what starts programs."""

from __future__ import annotations

from plugin_policy.capabilities.use import COMMAND, EVALUATE
from plugin_policy.readers.rows import Api

ROWS = (
    # https://docs.python.org/3/library/subprocess.html
    Api("subprocess.run subprocess.call subprocess.check_call subprocess.Popen", COMMAND, (0, "args"), argv=(0, "args"),
        shell="shell", stdin=("input", "stdin"), returns="subprocess.Popen()"),
    Api("subprocess.check_output", COMMAND, (0, "args"), argv=(0, "args"), shell="shell", stdin="input",
        returns="output"),
    Api("subprocess.getoutput subprocess.getstatusoutput commands.getoutput commands.getstatusoutput", COMMAND,
        (0, "cmd"), program="shell", returns="output"),
    Api("subprocess.list2cmdline", returns="0"),
    Api("subprocess.Popen().communicate", COMMAND, "self", data=(0, "input"), note="stdin"),
    Api("os.system os.popen os.popen2 os.popen3 os.popen4 popen2.popen2 popen2.popen3 platform.popen", COMMAND,
        (0, "command", "cmd"), program="shell", returns="subprocess.Popen()"),
    Api("os.execv os.execve os.execvp os.execvpe os.posix_spawn os.posix_spawnp", COMMAND, 0, argv="0/1"),
    Api("os.execl os.execle os.execlp os.execlpe", COMMAND, 0, argv="0/1:"),
    Api("os.spawnv os.spawnve os.spawnvp os.spawnvpe", COMMAND, 1, argv="1/2"),
    Api("os.spawnl os.spawnle os.spawnlp os.spawnlpe", COMMAND, 1, argv="1/2:"),
    # A connection in place of standard input: what runs next takes its commands from it.
    Api("os.dup2", EVALUATE, 0, data=0, note="descriptor"),
    Api("os.startfile", COMMAND, 0, kind="program"),
    Api("pty.spawn", COMMAND, 0, argv=(0,)),
    # https://docs.python.org/3/library/asyncio-subprocess.html
    Api("asyncio.create_subprocess_shell asyncio.subprocess.create_subprocess_shell anyio.run_process "
        "trio.run_process anyio.open_process", COMMAND, (0, "cmd", "command"), argv=(0, "cmd", "command"),
        program="shell", returns="subprocess.Popen()"),
    Api("asyncio.create_subprocess_exec asyncio.subprocess.create_subprocess_exec", COMMAND, 0, argv="0:",
        returns="subprocess.Popen()"),
    Api("asyncio.get_event_loop asyncio.new_event_loop asyncio.get_running_loop", returns="asyncio.loop()"),
    Api("asyncio.loop().subprocess_shell", COMMAND, (1, "cmd"), program="shell"),
    Api("asyncio.loop().subprocess_exec", COMMAND, 1, argv="1:"),
    # https://pexpect.readthedocs.io/, https://docs.pyinvoke.org/, https://docs.fabfile.org/
    Api("pexpect.run pexpect.runu", COMMAND, (0, "command"), program="shell", returns="output"),
    Api("pexpect.spawn pexpect.spawnu pexpect.popen_spawn.PopenSpawn wexpect.spawn", COMMAND, (0, "command"),
        program="shell", returns="pexpect.spawn()"),
    Api("pexpect.spawn().sendline pexpect.spawn().send", COMMAND, 0, program="shell", note="stdin"),
    Api("invoke.run invoke.Context().run invoke.sudo fabric.api.run fabric.api.local fabric.api.sudo "
        "fabric.Connection().run fabric.Connection().local fabric.Connection().sudo", COMMAND, (0, "command"),
        program="shell", returns="subprocess.Popen()"),
    Api("paramiko.SSHClient().exec_command paramiko.SSHClient().run paramiko.SSHClient().local "
        "paramiko.SSHClient().sudo", COMMAND, (0, "command"), program="shell"),
    Api("invoke.Context", returns="invoke.Context()"),
    Api("plumbum.local[] plumbum.cmd[]", "", 0, returns="plumbum.command()"),
    Api("plumbum.command()", COMMAND, "self"),
    Api("delegator.run envoy.run", COMMAND, 0, program="shell", returns="output"),
    Api("sarge.run sarge.capture_stdout sarge.get_stdout", COMMAND, 0, program="shell", returns="output"),
    Api("sh.Command", COMMAND, 0, argv=(0,)),
    Api("sh.bash sh.sh", COMMAND, "=bash"),
    Api("win32api.ShellExecute", COMMAND, 2, argv=(2,)),
    Api("shutil.which", "", 0, returns="0"),
    Api("docker.from_env docker.DockerClient", COMMAND, "=docker", returns="docker.client()"),
)  # fmt: skip
