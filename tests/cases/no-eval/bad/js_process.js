// A second interpreter is given the text.
const { execSync, execFileSync, spawn, exec, fork } = require('child_process');
const code = process.argv[2];
const payload = Buffer.from('Y29uc29sZS5sb2coMSk=', 'base64').toString();

spawn('node', ['-e', code]); // BAD no-eval/program-text
spawn(process.execPath, ['--eval', code]); // BAD no-eval/program-text
execFileSync('node', ['-p', code]); // BAD no-eval/program-text
execFileSync('python3', ['-c', code]); // BAD no-eval/program-text
spawn('bash', ['-c', payload]); // BAD no-eval/program-text
spawn('deno', ['eval', code]); // BAD no-eval/program-text
spawn('perl', ['-e', code]); // BAD no-eval/program-text
execFileSync('/usr/bin/env', ['node', '-e', code]); // BAD no-eval/program-text
