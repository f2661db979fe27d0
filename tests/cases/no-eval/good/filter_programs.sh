#!/bin/bash
# Nothing that awk, sed, git or parallel get here runs text of others.
awk '{ print $1; system("date") }' list.txt
awk -F: '/system/ { n++ } END { print n " | sh" }' list.txt
sed -e 's/one/two/' -e '/e /d' list.txt
sed -n 's/e/E/gp' list.txt
git -c core.pager=cat -c user.name=Test -c color.ui=false log
parallel --jobs 2 wc -l ::: a.txt b.txt
tar cf out.tar --checkpoint=100 --checkpoint-action=dot src
export PROMPT_COMMAND="history -a; $PROMPT_COMMAND"
