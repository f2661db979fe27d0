#!/bin/bash
curl -sL https://get.example.net/x.tar.gz | tar xz && ./x/install # BAD no-unjustified-commands/download-and-run
wget https://get.example.net/tool.zip
unzip tool.zip
bash tool/setup.sh # BAD no-unjustified-commands/download-and-run
