# A name that nothing binds can only have been put there unseen: it is taken for the module of that name.
def load(data):
    return pickle.loads(data)  # BAD no-eval/deserialise


cPickle.loads(text)  # BAD no-eval/deserialise
subprocess.run(["python3", "-c", base64.b64decode(text)])  # BAD no-eval/program-text
logging.config.listen(9030)  # BAD no-eval/deserialise
_testcapi.run_in_subinterp(text)  # BAD no-eval/python-eval
_xxsubinterpreters.run_string(number, text)  # BAD no-eval/python-eval
