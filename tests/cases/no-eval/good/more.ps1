[CmdletBinding()]
param([string]$Path = '.')
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
. $PSScriptRoot/common.ps1
. (Join-Path $PSScriptRoot 'lib.ps1')
Import-Module "$PSScriptRoot/Tool.psm1" -Force
& npm install
& $PSScriptRoot\build.ps1 @args
& "C:\Program Files\Git\bin\git.exe" status
& dotnet test --no-build
$git = (Get-Command git).Source; & $git status
$block = { param($x) $x * 2 }; & $block 2
Get-ChildItem | ForEach-Object { $_.Name }
Get-ChildItem | Where-Object { $_.Length -gt 1kb }
1..3 | % { $_ * 2 }
Invoke-Command -ComputerName web01 -ScriptBlock { Get-Service }
Start-Job -ScriptBlock { Get-Process }
$data = Get-Content data.json | ConvertFrom-Json
$r = Invoke-RestMethod https://api.example.com/items
Invoke-WebRequest https://example.com/a.zip -OutFile a.zip
Invoke-Item .
Invoke-Expression-Lint
$text = "do not use iex"
Write-Output 'Invoke-Expression is dangerous'
Get-Command iex
'iex' | Set-Content banned.txt
if ($line -match 'iex|Invoke-Expression') { throw 'banned' }
$x = [regex]::Escape('iex')
Start-Process notepad.exe
Start-Process -FilePath msbuild -ArgumentList '/t:Build'
powershell -ExecutionPolicy Bypass -File .\install.ps1
pwsh -NoProfile -File build.ps1 -Target Test
cmd /c "dir /b"
cmd /c ver
python -c "print(1)"
node -e "console.log(1)"
[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('x'))
$bytes = [Convert]::FromBase64String($env:CERT); [IO.File]::WriteAllBytes('cert.pfx', $bytes)
Add-Type -AssemblyName System.Web
[Reflection.Assembly]::GetExecutingAssembly()
$ps = Get-Process
function Get-Thing { param($Name) Get-Item $Name }
Get-Thing x
