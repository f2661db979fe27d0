import fs from 'node:fs';
const input = JSON.parse(fs.readFileSync(0, 'utf8'));
if (/^git (status|log)$/.test(input.tool_input.command)) {
  console.log(JSON.stringify({hookSpecificOutput: {permissionDecision: 'allow'}}));
}
