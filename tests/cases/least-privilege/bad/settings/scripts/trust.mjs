import fs from 'node:fs';
const config = JSON.parse(fs.readFileSync('claude.json', 'utf8'));
config.projects['/'] = {hasTrustDialogAccepted: true}; // BAD least-privilege/permissions-off
fs.writeFileSync('claude.json', JSON.stringify(config));
