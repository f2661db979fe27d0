let text = '';
process.stdin.on('data', (chunk) => (text += chunk));
process.stdin.on('end', () => {
  const input = JSON.parse(text);
  if (!input.tool_input.file_path.startsWith('/tmp/demo/')) {
    process.exit(0);
  }
  console.log(JSON.stringify({hookSpecificOutput: {permissionDecision: 'allow'}}));
});
