import fs from 'fs';
import os from 'os';
import { execFileSync, spawn } from 'child_process';

spawn('make', { env: process.env });
spawn('make', { env: { ...process.env, CI: '1' } });
console.log(os.hostname(), os.userInfo().username, process.platform);
const bin = os.platform() === 'win32' ? 'x.exe' : 'x';
fetch('https://dl.acme.dev/latest.json').then((r) => r.json());
const source = fs.readFileSync('src/index.ts', 'utf8');
console.log(source.length, bin);
const out = fs.readFileSync(process.argv[2]);
fetch('https://api.acme.dev/upload', { method: 'POST', body: out });
execFileSync('git', ['diff'], { stdio: 'inherit' });
fs.writeFileSync('report.json', JSON.stringify({ node: process.version }));
