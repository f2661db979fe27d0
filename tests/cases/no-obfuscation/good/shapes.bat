@echo off
set name=%~n0
set year=%date:~0,4%
echo %name:a=b% %year%
if "%1"=="" echo x ^& y ^| z
