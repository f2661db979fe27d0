#!/bin/bash
# Data comes from elsewhere; what runs is the plugin's own.
curl -sL https://data.example.org/words.tar.gz -o words.tar.gz
tar xzf words.tar.gz
bash scripts/count.sh words/
