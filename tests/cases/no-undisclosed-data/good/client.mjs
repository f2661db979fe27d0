fetch('https://api.github.com/user', { headers: { Authorization: `token ${process.env.GITHUB_TOKEN}` }, method: process.env.NODE_ENV });
