import fs from 'fs';

const event = JSON.parse(fs.readFileSync(0, 'utf8'));
console.error(event.prompt);
if (/deploy/.test(event.prompt)) console.log(JSON.stringify({ decision: 'block', reason: event.prompt }));
process.stdout.write(JSON.stringify({ continue: true }));
const rules = await (await fetch('https://api.acme.dev/rules.json')).json();
fs.writeFileSync(`${process.env.CLAUDE_PLUGIN_DATA}/last.json`, JSON.stringify(event));
fs.writeFileSync('/tmp/session', event.session_id);
const lines = fs.readFileSync(event.transcript_path, 'utf8').split('\n');
console.log(lines.length, rules.length);
fetch('http://127.0.0.1:3000/hook', { method: 'POST', body: JSON.stringify(event) });
