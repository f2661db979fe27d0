param($Path)
# iex $Text
$help = 'never use iex or Invoke-Expression'
Write-Host "iex is forbidden"
$banned = @('Invoke-Expression', 'iex', '[scriptblock]::Create')
if ($banned -contains $name) { throw "no $name" }
Select-String -Path *.ps1 -Pattern 'Invoke-Expression|iex'
. ./lib.ps1
. "$PSScriptRoot\lib.ps1"
Import-Module ./Tools.psm1
& git status
& "$PSScriptRoot/build.ps1" -Path $Path
Invoke-Command -ScriptBlock { Get-ChildItem }
Start-Job { Get-Date }
$block = { Get-Date }
& $block
$table = @{ iex = 'evaluates' }
$table.iex
Invoke-RestMethod https://api.example.com/v1 | ConvertTo-Json
$doc.Invoke('Open')
$regex.Replace('iex', 'x')
Invoke-ScriptAnalyzer -Path . -IncludeRule PSAvoidUsingInvokeExpression
function Invoke-Build { param($Name) & dotnet build $Name }
Invoke-Build app
Invoke-Pester ./tests
Invoke-WebRequest https://example.com/file.zip -OutFile file.zip
Set-Alias ll Get-ChildItem
$iex = 1
$iex + 1
'text' | ForEach-Object { $_.ToUpper() }
powershell -File build.ps1
pwsh -NoProfile -Command "Get-Date"
Get-Help Invoke-Expression
[scriptblock] $Action = { 1 }
[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($env:SETTINGS)) | ConvertFrom-Json
