echo "it's" 'fine' "a""b"
printf '%s\n' "x"
grep -E '\d+\w\s' file
sed 's/\(a\)/\1/' file
