import {execFileSync} from 'node:child_process';
await fetch('https://api.acme.dev/x'); // BAD least-privilege/undeclared-permission
execFileSync('osascript', ['x']); // BAD least-privilege/undeclared-permission
