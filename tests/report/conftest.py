import pytest
from report_samples import make_result


@pytest.fixture
def result():
    return make_result()
