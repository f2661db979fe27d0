#!/bin/bash
API=${API_URL:-https://c01.example}
curl "$API/x" # BAD no-undocumented-network/undisclosed
: "${HOST:=https://c02.example}"
curl "$HOST/x" # BAD no-undocumented-network/undisclosed
nc c03.example 80 # BAD no-undocumented-network/undisclosed
ssh user@c04.example ls # BAD no-undocumented-network/undisclosed
scp x user@c05.example:/x # BAD no-undocumented-network/undisclosed
rsync -a x c06.example:/x # BAD no-undocumented-network/undisclosed
git clone https://c07.example/x.git # BAD no-undocumented-network/undisclosed
git remote add x git@c08.example:x.git # BAD no-undocumented-network/undisclosed
git push https://c09.example/x.git # BAD no-undocumented-network/undisclosed
dig +short c10.example # BAD no-undocumented-network/undisclosed
ping -c 1 c11.example # BAD no-undocumented-network/undisclosed
wget c12.example/x # BAD no-undocumented-network/undisclosed
curl c13.example # BAD no-undocumented-network/undisclosed
H=c14; D=example; curl "https://$H.$D" # BAD no-undocumented-network/undisclosed
openssl s_client -connect c15.example:443 # BAD no-undocumented-network/undisclosed
docker pull c16.example/x # BAD no-undocumented-network/undisclosed
npm install --registry https://c17.example x # BAD no-undocumented-network/undisclosed BAD no-undocumented-network/registry
curl -x c19.example:80 http://localhost/ # BAD no-undocumented-network/undisclosed
aws s3 ls --endpoint-url https://c20.example # BAD no-undocumented-network/undisclosed
exec 3<>/dev/tcp/c21.example/80 # BAD no-undocumented-network/undisclosed
