d = "allow"  # BAD least-privilege/answers-allow
print(f'{{"hookSpecificOutput": {{"permissionDecision": "{d}"}}}}')
