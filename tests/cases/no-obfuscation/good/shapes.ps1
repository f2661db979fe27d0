$date = (Get-Date).ToString('yyyy')[0, 1] -join ''
$PSHOME
Write-Host "$ShellId"
$a = @{}; $a['x'] = 1
