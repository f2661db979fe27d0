"""Running a plugin where it can do no harm, and writing down what it did.

The way of a trial: means (can it be done here) -> plan (what is to be run) -> supervisor (a process of its own, in
namespaces of its own, that starts bubblewrap under strace and is the only network there is) -> trace and activity
(what strace saw, in words) -> judging (findings). Nothing here is imported unless a trial is asked for.
"""
