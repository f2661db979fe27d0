fetch('https://api.service.example/v1');
fetch(`https://${process.argv[2]}.tenant.example/`);
