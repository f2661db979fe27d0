import hashlib
import tarfile

import flask

digest = hashlib.md5(b"x").hexdigest()  # BAD static-analysis/bandit
tarfile.open("x.tar").extractall("out")  # BAD static-analysis/bandit
app = flask.Flask(__name__)
app.run(debug=True)  # BAD static-analysis/bandit
app.run(host="0.0.0.0")  # nosec  BAD static-analysis/bandit
