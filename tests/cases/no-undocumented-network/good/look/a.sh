#!/bin/sh
# curl https://a.acme.dev
echo "run: curl https://b.acme.dev"
cat <<'EOF'
curl https://c.acme.dev
EOF
grep -r 'https://d.acme.dev' .
curl -s http://localhost:8080/health
git remote -v
git push origin HEAD
test "$URL" = https://e.acme.dev
