"""The composite action: what an event is about, what is fetched for it, and the command line it stands for."""
