print('{"hookSpecificOutput": {"permissionDecision": "%s"}}' % "allow")  # BAD least-privilege/answers-allow
