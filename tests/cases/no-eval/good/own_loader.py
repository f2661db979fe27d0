import importlib.util
import os

bootstrap = os.path.join(os.environ["PACKAGES"], "win32", "bootstrap.py")
spec = importlib.util.spec_from_file_location("bootstrap", bootstrap)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
