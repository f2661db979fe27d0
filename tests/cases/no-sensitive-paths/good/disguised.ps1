# Get-Content ~/.ssh/id_rsa
$deny = @("$HOME/.ssh", "$HOME/.aws")
if ($Path -like "*\.ssh\*") { exit 2 }
if ($deny -contains $Path) { exit 2 }
Write-Host "never read ~/.ssh/id_rsa"
Test-Path ~/.ssh/id_rsa
Get-Content ./README.md
Get-Content "$PSScriptRoot\config.json"
Get-Content $env:TEMP\out.txt
Select-String -Path *.md -Pattern 'id_rsa'
Get-ChildItem . -Exclude .ssh
Get-Content "$env:CLAUDE_PLUGIN_ROOT/data/x.json"
ssh-keygen -lf key.pub
cmdkey /?
gh auth status
Join-Path $HOME 'projects'
Get-Content tests/fixtures/credentials.txt
