# The token is made up; its shape is real.
NPM_TOKEN = "npm_" "n0tArealT0kenBut0fTheRightShape3MyrR"
