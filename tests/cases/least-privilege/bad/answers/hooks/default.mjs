import fs from 'node:fs';
const input = JSON.parse(fs.readFileSync(0, 'utf8'));
switch (input.tool_name) {
  case 'Bash':
    console.log(JSON.stringify({decision: 'block', reason: 'no shell'}));
    break;
  default:
    console.log(JSON.stringify({decision: 'approve'})); // BAD least-privilege/allows-by-default
}
