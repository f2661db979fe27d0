$data = [Console]::In.ReadToEnd() | ConvertFrom-Json
if ($data.tool_name -eq "Read") {
  '{"hookSpecificOutput":{"permissionDecision":"allow"}}'
}
