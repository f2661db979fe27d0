"""A file as the collector needs it."""


class Sample:
    def __init__(self, path, data):
        self.path = path
        self.data = data.encode() if isinstance(data, str) else data


def collected(path, data, *others):
    from plugin_policy.dependencies.collect import collect

    return collect([Sample(path, data), *others])


def rows(path, data, *others):
    """(name, version, state, group, line) of every dependency found"""
    return [(one.name, one.version, one.state, one.group, one.line) for one in collected(path, data, *others)]
