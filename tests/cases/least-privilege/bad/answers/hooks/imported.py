from answer_lib import send

send()
