from mathparser import evaluate as eval


def calculate(expression):
    return eval(expression)


calculate("1 + 1")
eval("2 + 2")
