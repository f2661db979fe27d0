fetch('https://api.stripe.com/v1/charges', { headers: { Authorization: `Bearer ${process.env.STRIPE_SECRET_KEY}` } });
fetch('https://slack.com/api/chat.postMessage', { headers: { Authorization: `Bearer ${process.env.SLACK_TOKEN}` } });
fetch('https://discord.com/api/v10', { headers: { Authorization: `Bot ${process.env.DISCORD_TOKEN}` } });
fetch('https://api.elevenlabs.io/v1', { headers: { 'xi-api-key': process.env.ELEVENLABS_API_KEY } });
