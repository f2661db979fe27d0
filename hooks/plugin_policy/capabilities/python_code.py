"""Python: what runs text or data as code, and what brings in modules."""

from __future__ import annotations

from plugin_policy.capabilities.use import COMMAND, DECODE, EVALUATE, INPUT
from plugin_policy.readers.rows import Api

_BUILTINS = (
    "abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex "
    "delattr "
    "dict dir divmod enumerate eval exec execfile exit file filter float format frozenset getattr globals hasattr hash "
    "help hex id input int isinstance issubclass iter len list locals map max memoryview min next object oct open ord "
    "pow print property quit range raw_input reduce reload repr reversed round set setattr slice sorted staticmethod "
    "str sum super tuple type unichr unicode vars zip __import__ __build_class__"
)
FREE = {name: "builtins." + name for name in _BUILTINS.split()} | {
    "__builtins__": "builtins",
    "__loader__": "importlib.machinery.SourceFileLoader()",
    "__spec__": "importlib.machinery.ModuleSpec()",
}

ALIASES = {
    "__builtin__": "builtins",
    "builtins.open": "builtins.open",
    "io.open": "builtins.open",
    "_io.open": "builtins.open",
    "codecs.open": "builtins.open",
    "builtins.file": "builtins.open",
    "builtins.unicode": "builtins.str",
    "posix.system": "os.system",
    "nt.system": "os.system",
    "cPickle": "pickle",
    "_pickle": "pickle",
    "_pickle.loads": "pickle.loads",
    "cPickle.loads": "pickle.loads",
    "six.exec_": "builtins.exec",
    "_testinternalcapi.run_in_subinterp": "_testcapi.run_in_subinterp",
    "six.moves.builtins": "builtins",
    "six.moves.cPickle": "pickle",
    "future.builtins": "builtins",
    "sys.modules.builtins": "builtins",
    "importlib.reload": "importlib.reload",
    "imp.load_source": "imp.load_source",
    "posixpath": "os.path",
    "ntpath": "os.path",
    "pathlib.PosixPath": "pathlib.Path",
    "pathlib.WindowsPath": "pathlib.Path",
    "pathlib.PurePath": "pathlib.Path",
    "pathlib.PurePosixPath": "pathlib.Path",
    "subprocess32": "subprocess",
    "types.CodeType": "types.CodeType",
    "ruamel.yaml": "ruamel.yaml",
    "_posixsubprocess.fork_exec": "subprocess.Popen",
}

CONSTANTS = {
    "sys.executable": "python3",
    "sys.platform": "linux",
    "os.name": "posix",
    "os.sep": "/",
    "os.linesep": "\n",
    "os.pathsep": ":",
    "os.curdir": ".",
    "os.devnull": "/dev/null",
    "string.ascii_lowercase": "abcdefghijklmnopqrstuvwxyz",
    "string.ascii_uppercase": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "string.ascii_letters": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "string.digits": "0123456789",
    "string.hexdigits": "0123456789abcdefABCDEF",
    "string.punctuation": "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "string.printable": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n\r\x0b\x0c",
}

_RUN = (
    # text -> code (https://docs.python.org/3/library/functions.html#eval, #exec, #compile)
    Api("builtins.eval", EVALUATE, (0, "source"), program="python"),
    Api("builtins.exec", EVALUATE, (0, "source"), program="python"),
    Api("builtins.execfile", EVALUATE, (0, "filename"), kind="path", note="file"),
    Api("builtins.compile", EVALUATE, (0, "source"), program="python", returns="code()", note="compile",
        unless="3|flags: PyCF_ONLY_AST 1024"),
    Api("builtins.*", EVALUATE, 0, note="computed"),
    Api("function.__code__=", EVALUATE, 0, note="code object"),
    Api("*.__subclasses__ builtins.type.__subclasses__ builtins.object.__subclasses__", EVALUATE,
        "=__subclasses__()", note="escape"),
    Api("code.InteractiveInterpreter code.InteractiveConsole", returns="code.InteractiveInterpreter()"),
    Api(
        "code.InteractiveInterpreter().runsource code.InteractiveInterpreter().push "
        "code.InteractiveInterpreter().runcode code.compile_command codeop.compile_command codeop.Compile()",
        EVALUATE,
        (0, "source"),
        program="python",
    ),
    Api("types.FunctionType types.LambdaType types.CodeType", EVALUATE, (0, "code"), note="code object"),
    Api("timeit.timeit timeit.repeat timeit.Timer", EVALUATE, (0, "stmt"), program="python", note="text"),
    Api("timeit.timeit timeit.repeat timeit.Timer", EVALUATE, (1, "setup"), program="python", note="text"),
    Api("cProfile.run cProfile.runctx profile.run profile.runctx trace.Trace().run trace.Trace().runctx pdb.run "
        "pdb.runeval bdb.Bdb().run bdb.Bdb().runeval doctest.debug_script", EVALUATE, (0, "statement"),
        program="python", note="text"),
    Api("trace.Trace", returns="trace.Trace()"),
    Api("cProfile.Profile profile.Profile", returns="cProfile.Profile()"),
    Api("cProfile.Profile().run cProfile.Profile().runctx", EVALUATE, 0, program="python", note="text"),
    Api("runpy.run_path", EVALUATE, (0, "path_name"), kind="path", note="script"),
    Api("runpy.run_module", EVALUATE, (0, "mod_name"), kind="module", note="import"),
    Api("typing.get_type_hints inspect.get_annotations", note="annotations"),
    Api("pandas.eval pandas.DataFrame().eval pandas.DataFrame().query numexpr.evaluate", EVALUATE, (0, "expr"),
        note="expression"),
    Api("IPython.get_ipython", returns="IPython.shell()"),
    Api("IPython.shell().run_cell IPython.shell().run_code IPython.shell().ex IPython.shell().ev", EVALUATE, 0,
        program="python"),
    Api("IPython.shell().system IPython.shell().getoutput", COMMAND, 0, program="shell"),
    Api("js2py.eval_js js2py.EvalJs().eval js2py.EvalJs().execute py_mini_racer.MiniRacer().eval "
        "quickjs.Context().eval "
        "dukpy.evaljs execjs.eval", EVALUATE, 0, program="javascript"),
    Api("js2py.EvalJs", returns="js2py.EvalJs()"),
    Api("py_mini_racer.MiniRacer", returns="py_mini_racer.MiniRacer()"),
    Api("quickjs.Context", returns="quickjs.Context()"),
    Api("execjs.compile", EVALUATE, 0, program="javascript"),
    Api("lupa.LuaRuntime", returns="lupa.LuaRuntime()"),
    Api("lupa.LuaRuntime().execute lupa.LuaRuntime().eval", EVALUATE, 0, program="lua"),
    Api("rpy2.robjects.r", EVALUATE, 0, program="r"),
    Api("jinja2.Template jinja2.Environment().from_string mako.template.Template", EVALUATE, (0, "source", "text"),
        note="template", returns="template()"),
    Api("jinja2.Environment", returns="jinja2.Environment()"),
    Api("asteval.Interpreter", returns="asteval.Interpreter()"),
    Api("asteval.Interpreter().eval sympy.sympify sympy.parse_expr sympy.parsing.sympy_parser.parse_expr", EVALUATE, 0,
        note="expression"),
    # what arrives on the socket is evaluated (https://docs.python.org/3/library/logging.config.html#logging.config.listen)
    Api("logging.config.listen", EVALUATE, "=logging configuration", note="deserialise",
        unless="1|verify"),
    Api("_xxsubinterpreters.run_string _interpreters.run_string _interpreters.exec", EVALUATE, 1, program="python"),
    Api("_testcapi.run_in_subinterp test.support.run_in_subinterp concurrent.interpreters.Interpreter().exec",
        EVALUATE, 0, program="python"),
    Api("concurrent.interpreters.create test.support.interpreters.create",
        returns="concurrent.interpreters.Interpreter()"),
    Api("unittest.mock._importer pydoc.locate pkgutil.resolve_name", EVALUATE, 0, kind="module", note="import"),
)  # fmt: skip

_DATA = (
    # https://docs.python.org/3/library/pickle.html: unpickling runs code that the data names
    Api("pickle.loads pickle.load dill.loads dill.load cloudpickle.loads cloudpickle.load jsonpickle.decode "
        "jsonpickle.unpickler.decode "
        "jsonpickle.loads marshal.loads marshal.load shelve.open joblib.load pandas.read_pickle "
        "pandas.io.pickle.read_pickle hickle.load compress_pickle.load compress_pickle.loads torch.jit.load",
        EVALUATE, (0, "data", "file", "filename", "filepath_or_buffer", "s"), note="deserialise"),
    Api("pickle.Unpickler dill.Unpickler _pickle.Unpickler pickle._Unpickler", EVALUATE, (0, "file"),
        note="deserialise", returns="pickle.Unpickler()"),
    Api("torch.load", EVALUATE, (0, "f"), note="deserialise", unless="weights_only: True"),
    Api("numpy.load", EVALUATE, (0, "file"), note="deserialise", when="2|allow_pickle: True"),
    Api("yaml.load yaml.load_all", EVALUATE, (0, "stream"), note="deserialise",
        unless="1|Loader: SafeLoader CSafeLoader BaseLoader CBaseLoader"),
    Api("yaml.unsafe_load yaml.unsafe_load_all yaml.full_load yaml.full_load_all", EVALUATE, (0, "stream"),
        note="deserialise"),
    Api("ruamel.yaml.load ruamel.yaml.unsafe_load", EVALUATE, 0, note="deserialise",
        unless="1|Loader: SafeLoader RoundTripLoader BaseLoader"),
    Api("ruamel.yaml.YAML", EVALUATE, "=ruamel.yaml", note="deserialise", when="0|typ: unsafe"),
    Api("multiprocessing.connection.Connection().recv", EVALUATE, "self", note="deserialise"),
    Api("plistlib.loads json.loads json.load tomllib.loads tomllib.load tomllib csv.reader yaml.safe_load "
        "yaml.safe_load_all yaml.CSafeLoader ast.literal_eval xml.etree.ElementTree.fromstring "
        "configparser.ConfigParser"),
)  # fmt: skip

_IMPORTS = (
    Api("importlib.import_module importlib.__import__ builtins.__import__", EVALUATE, (0, "name"), kind="module",
        note="import"),
    Api("importlib.reload builtins.reload", note="import"),
    Api("importlib.util.spec_from_file_location", "", (1, "location"), kind="path", returns="importlib.spec()"),
    Api("importlib.util.module_from_spec", returns="0"),
    Api("importlib.spec().loader.exec_module", EVALUATE, "self", kind="path", note="script"),
    Api("importlib.machinery.SourceFileLoader imp.load_source importlib.machinery.SourcelessFileLoader "
        "importlib.machinery.ExtensionFileLoader imp.load_compiled imp.load_dynamic", EVALUATE, (1, "path"),
        kind="path", note="script", returns="importlib.loader()"),
    Api("zipimport.zipimporter", "", 0, kind="path", returns="zipimport.zipimporter()"),
    Api("zipimport.zipimporter().load_module", EVALUATE, "self", kind="path", note="script"),
    Api("ctypes.CDLL ctypes.PyDLL ctypes.WinDLL ctypes.cdll.LoadLibrary ctypes.windll.LoadLibrary cffi.FFI().dlopen",
        EVALUATE, (0, "name"), kind="path", note="native", returns="ctypes.CDLL()"),
    Api("cffi.FFI", returns="cffi.FFI()"),
    Api("cffi.FFI().verify cffi.FFI().compile", EVALUATE, "=C source", note="native"),
    Api("ctypes.pythonapi.PyRun_SimpleString ctypes.pythonapi.Py_CompileString ctypes.pythonapi.PyRun_String "
        "ctypes.pythonapi.PyEval_EvalCode", EVALUATE, 0, program="python"),
    Api("distutils.core.run_setup setuptools.sandbox.run_setup", EVALUATE, 0, kind="path", note="script"),
    Api("builtins.input builtins.raw_input", origin=INPUT, flow="input", subject="=stdin"),
    Api("builtins.breakpoint"),
)  # fmt: skip

_DECODERS = tuple(
    Api(names, DECODE, (0, "s", "data", "string"), decode=decoder, kind=kind)
    for names, decoder, kind in (
        ("base64.b64decode base64.urlsafe_b64decode base64.standard_b64decode base64.decodebytes base64.decodestring "
         "binascii.a2b_base64", "base64", ""),
        ("base64.b32decode base64.b32hexdecode", "base32", ""),
        ("base64.b16decode binascii.unhexlify binascii.a2b_hex", "hex", ""),
        ("base64.b85decode", "base85", ""),
        ("base64.a85decode", "ascii85", ""),
        ("zlib.decompress", "zlib", ""),
        ("gzip.decompress", "gzip", ""),
        ("bz2.decompress", "bz2", ""),
        ("lzma.decompress", "lzma", ""),
        ("quopri.decodestring binascii.a2b_qp", "quoted-printable", ""),
        ("binascii.a2b_uu", "uu", ""),
    )
)  # fmt: skip
_TEXT_DECODERS = (
    Api("cryptography.fernet.Fernet cryptography.fernet.MultiFernet", returns="cryptography.fernet.Fernet()"),
    Api(
        "Crypto.Cipher.AES.new Cryptodome.Cipher.AES.new Crypto.Cipher.ARC4.new", returns="cryptography.fernet.Fernet()"
    ),
    Api(
        "cryptography.fernet.Fernet().decrypt stegano.lsb.reveal stegano.exifHeader.reveal judyb.lsb.reveal "
        "stegano.steganogan.reveal steganography.steganography.Steganography.decode stepic.decode",
        DECODE,
        0,
        origin="decoded",
    ),
    Api("urllib.parse.unquote urllib.unquote urllib.parse.unquote_plus", "", 0, decode="percent", kind="text"),
    Api("html.unescape", "", 0, decode="html", kind="text"),
)

ROWS = (*_RUN, *_DATA, *_IMPORTS, *_DECODERS, *_TEXT_DECODERS)
