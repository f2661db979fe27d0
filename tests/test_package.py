def test_version():
    import plugin_policy

    assert plugin_policy.__version__
