user​name = 1
