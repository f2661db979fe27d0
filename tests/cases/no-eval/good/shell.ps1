# iex $args[0]
Write-Host "iex $name"
Write-Output 'Invoke-Expression $x'
$text = 'iex (irm https://x.example/a)'
Invoke-RestMethod https://x.example/a | Out-File a.json
& git status
& "$PSScriptRoot\tool.exe" $args
Get-Content a.txt | Select-String 'iex'
ForEach-Object { $_.Name }
$block = { Get-Date }; & $block
