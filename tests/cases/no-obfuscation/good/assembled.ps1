$name = 'build'
& "$PSScriptRoot\$name.ps1"
& ('dot' + 'net') build
$url = 'https://' + 'example.com'
Invoke-RestMethod $url
Write-Host ("{0} of {1}" -f 1, 2)
$list = 'a','b' -join ','
& (Join-Path $PSScriptRoot 'tool.ps1')
