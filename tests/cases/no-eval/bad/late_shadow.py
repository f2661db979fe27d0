x = input()
eval(x)  # BAD no-eval/python-eval


def eval(text):
    return text


def other():
    return eval(x)
