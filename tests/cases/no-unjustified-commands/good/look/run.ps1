Get-ExecutionPolicy
Get-ScheduledTask
Get-ItemProperty -Path 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Run'
Invoke-WebRequest https://dl.acme.dev/x.json -OutFile x.json
Remove-Item -Recurse -Force ./build
Write-Host 'Set-ExecutionPolicy Bypass'
Start-Process notepad
