"""The Python runtime of functions: it runs in a function's own process, and knows nothing of the server but the Runtime API."""

import http.client
import importlib
import json
import logging
import os
import sys
import time
import traceback

_LEVELS = {"TRACE": 1, "DEBUG": 2, "INFO": 3, "WARNING": 4, "WARN": 4, "ERROR": 5, "CRITICAL": 6, "FATAL": 6}
_NO_BREAK_SPACE = "\u00a0"
_INIT_WARNING = (
    "LAMBDA_WARNING: Unhandled exception. The most likely cause is an issue in the function code. However, in rare cases, a Lambda runtime "
    "update can cause unexpected function behavior. For functions using managed runtimes, runtime updates can be triggered by a function "
    "change, or can be applied automatically. To determine if the runtime has been updated, check the runtime version in the INIT_START log "
    "entry. If this error correlates with a change in the runtime version, you may be able to mitigate this error by temporarily rolling "
    "back to the previous runtime version. For more information, see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html\r"
)
_IS_JSON = os.environ.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON"
_request_id = ""


class Fault(Exception):
    """An error of the runtime's own; `kind` is what AWS reports as its type."""

    def __init__(self, kind, message, trace=None):
        super().__init__(message)
        self.kind = "Runtime." + kind
        self.message = message
        self.trace = trace or []


class Frames:
    """Hands over log messages in frames, which keep the lines of one message together."""

    def __init__(self, descriptor):
        self.file = os.fdopen(descriptor, "wb", 0) if descriptor is not None else None

    def write(self, text, level="INFO"):
        if self.file is None:
            sys.stdout.write(text if text.endswith("\n") else text + "\n")
            return
        data = text.encode("utf-8", "replace")
        kind = 0xA55A0000 | (2 if _IS_JSON else 3) | _LEVELS.get(level, 0) << 2
        head = kind.to_bytes(4, "big") + len(data).to_bytes(4, "big") + (time.time_ns() // 1000).to_bytes(8, "big")
        try:
            self.file.write(head + data)
        except OSError:
            pass


class Unbuffered:
    """An output whose lines leave at once."""

    def __init__(self, stream):
        self._stream = stream

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def write(self, text):
        written = self._stream.write(text)
        self._stream.flush()
        return written

    def writelines(self, lines):
        self._stream.writelines(lines)
        self._stream.flush()


class Context:
    """What functions get to know of their invocation."""

    def __init__(self, headers, frames):
        environ = os.environ
        self.aws_request_id = headers.get("Lambda-Runtime-Aws-Request-Id", "")
        self.log_group_name = environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = environ.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.function_name = environ.get("AWS_LAMBDA_FUNCTION_NAME")
        self.memory_limit_in_mb = environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.function_version = environ.get("AWS_LAMBDA_FUNCTION_VERSION")
        self.invoked_function_arn = headers.get("Lambda-Runtime-Invoked-Function-Arn")
        self.tenant_id = headers.get("Lambda-Runtime-Aws-Tenant-Id")
        self.client_context = ClientContext.of(_parsed(headers, "Lambda-Runtime-Client-Context", "Client Context"))
        self.identity = CognitoIdentity(_parsed(headers, "Lambda-Runtime-Cognito-Identity", "Cognito Identity"))
        self._deadline = int(headers.get("Lambda-Runtime-Deadline-Ms", "0"))
        self._frames = frames

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))

    def log(self, message):
        self._frames.write(str(message))

    def __repr__(self):
        shown = [(name, value) for name, value in vars(self).items() if not name.startswith("_")]
        return "LambdaContext([" + ",".join("%s=%s" % pair for pair in shown) + "])"


class CognitoIdentity:
    __slots__ = ["cognito_identity_id", "cognito_identity_pool_id"]

    def __init__(self, given):
        given = given or {}
        self.cognito_identity_id = given.get("cognitoIdentityId")
        self.cognito_identity_pool_id = given.get("cognitoIdentityPoolId")


class Client:
    __slots__ = ["installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name"]

    def __init__(self, given):
        for name in self.__slots__:
            setattr(self, name, given.get(name))


class ClientContext:
    __slots__ = ["custom", "env", "client"]

    @classmethod
    def of(cls, given):
        if not given:
            return None
        context = cls()
        context.custom = given.get("custom")
        context.env = given.get("env")
        context.client = Client(given["client"]) if given.get("client") else None
        return context


class JsonFormatter(logging.Formatter):
    _USUAL = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "aws_request_id", "taskName"}

    def format(self, record):
        line = {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname,
            "message": record.msg if isinstance(record.msg, dict) and not record.args else record.getMessage(),
            "logger": record.name,
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["stackTrace"] = traceback.format_list(traceback.extract_tb(record.exc_info[2]))
            line["errorType"] = record.exc_info[0].__name__
            line["errorMessage"] = str(record.exc_info[1])
            line["location"] = "%s:%s:%d" % (record.pathname, record.funcName, record.lineno)
        if _request_id:
            line["requestId"] = _request_id
        for name, value in vars(record).items():
            if name not in self._USUAL and name not in line:
                line[name] = value
        return json.dumps(line, default=str, ensure_ascii=False)


class Handler(logging.Handler):
    def __init__(self, frames):
        super().__init__()
        self.frames = frames

    def emit(self, record):
        try:
            record.aws_request_id = _request_id
            self.frames.write(self.format(record), record.levelname)
        except Exception:  # a message that cannot be formatted must not end the function
            self.handleError(record)


def set_up_logging(frames):
    logging.Formatter.converter = time.gmtime
    handler = Handler(frames)
    if _IS_JSON:
        handler.setFormatter(JsonFormatter())
        level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "INFO").upper()
        logging.getLogger().setLevel({"TRACE": "NOTSET", "WARN": "WARNING", "FATAL": "CRITICAL"}.get(level, level))
    else:
        form = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n"
        handler.setFormatter(logging.Formatter(form, "%Y-%m-%dT%H:%M:%S"))
    logging.getLogger().addHandler(handler)


def _parsed(headers, name, what):
    text = headers.get(name)
    if not text:
        return None
    try:
        return json.loads(text)
    except Exception as error:
        raise Fault("LambdaContextUnmarshalError", "Unable to parse %s JSON: %s" % (what, error))


def load_handler(name):
    module, dot, function = name.rpartition(".")
    if not dot:
        raise Fault("MalformedHandlerName", "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % name)
    if module.split(".")[0] in sys.builtin_module_names:
        raise Fault("BuiltInModuleConflict", "Cannot use built-in module %s as a handler module" % module)
    try:
        loaded = importlib.import_module(module.replace("/", "."))
    except ImportError as error:
        raise Fault("ImportModuleError", "Unable to import module '%s': %s" % (module, error))
    except SyntaxError as error:
        trace = ['  File "%s" Line %s\n    %s' % (error.filename, error.lineno, error.text)]
        raise Fault("UserCodeSyntaxError", "Syntax error in module '%s': %s" % (module, error), trace)
    try:
        return getattr(loaded, function)
    except AttributeError:
        raise Fault("HandlerNotFound", "Handler '%s' missing on module '%s'" % (function, module))


def document_of(error, request_id):
    if isinstance(error, Fault):
        kind, message, trace = error.kind, error.message, error.trace
    else:
        frames = traceback.extract_tb(error.__traceback__)
        while frames and frames[0].filename == __file__:
            frames.pop(0)
        kind, message, trace = type(error).__name__, str(error), traceback.format_list(frames)
    return {"errorMessage": message, "errorType": kind, "requestId": request_id, "stackTrace": trace}


def log_error(document, frames):
    if _IS_JSON:
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        frames.write(to_json({"timestamp": stamp, "level": "ERROR", **document}), "ERROR")
        return
    lines = ["[ERROR] %s: %s" % (document["errorType"], document["errorMessage"]), "Traceback (most recent call last):"]
    for entry in document["stackTrace"]:
        for line in entry.splitlines():
            bare = line.lstrip(" ")
            lines.append(_NO_BREAK_SPACE * (len(line) - len(bare)) + bare)
    frames.write("\n".join(lines), "ERROR")


def _plain(value):
    from decimal import Decimal

    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)


def to_json(value):
    return json.dumps(value, default=_plain, ensure_ascii=sys.version_info < (3, 12))


class Api:
    """The Runtime API over one kept connection."""

    def __init__(self, address):
        self.connection = http.client.HTTPConnection(address)

    def call(self, method, path, body=None, headers=None):
        self.connection.request(method, "/2018-06-01/runtime/" + path, body, headers or {})
        response = self.connection.getresponse()
        return response.headers, response.read()

    def error(self, path, document):
        headers = {"Content-Type": "application/json", "Lambda-Runtime-Function-Error-Type": document["errorType"]}
        self.call("POST", path, to_json(document).encode(), headers)


def answer(function, event, headers, frames):
    context = Context(headers, frames)
    try:
        given = json.loads(event)
    except Exception as error:
        raise Fault("UnmarshalError", "Unable to unmarshal input: %s" % error)
    result = function(given, context)
    if isinstance(result, bytes):
        return result, "application/unknown"
    try:
        return to_json(result).encode(), "application/json"
    except Exception as error:
        raise Fault("MarshalError", "Unable to marshal response: %s" % error)


def send_home(endpoint):
    """Brings what old botocores send to AWS's own hosts to this server: those from 1.31 on know AWS_ENDPOINT_URL by themselves."""
    from urllib.parse import urlsplit

    home = urlsplit(endpoint)
    connect = http.client.HTTPConnection.connect

    def redirected(self):
        host = (self.host or "").lower().rstrip(".")
        if host.endswith(".amazonaws.com") or host.endswith(".amazonaws.com.cn"):
            host, port = self.host, self.port
            self.host, self.port = home.hostname, home.port or 80
            try:
                connect(self)
            finally:
                self.host, self.port = host, port
        else:
            original(self)

    original = http.client.HTTPSConnection.connect
    http.client.HTTPSConnection.connect = redirected


def main():
    global _request_id
    sys.stdout = Unbuffered(sys.stdout)
    sys.stderr = Unbuffered(sys.stderr)
    environ = os.environ
    descriptor = environ.pop("_LAMBDA_TELEMETRY_LOG_FD", None)
    opt = environ.pop("_PADDOCK_OPT", "/opt")
    environ.pop("_PADDOCK_NODE_MODULES", None)
    frames = Frames(int(descriptor) if descriptor else None)
    root = environ.get("LAMBDA_TASK_ROOT", os.getcwd())
    version = "python%d.%d" % sys.version_info[:2]
    wanted = environ.get("AWS_EXECUTION_ENV", "").replace("AWS_Lambda_", "") or version
    packages = ["%s/python/lib/%s/site-packages" % (opt, name) for name in dict.fromkeys([wanted, version])]
    runtime = environ.get("LAMBDA_RUNTIME_DIR")
    sys.path[:] = [root, opt + "/python", *packages] + [path for path in sys.path if path not in (root, runtime)] + [runtime]
    set_up_logging(frames)
    endpoint = environ.get("AWS_ENDPOINT_URL")
    if endpoint:
        send_home(endpoint)
    # A copy: whoever reassigns sys.stdout or closes descriptors loses output, not answers.
    api = Api(environ["AWS_LAMBDA_RUNTIME_API"])
    try:
        function = load_handler(environ.get("_HANDLER", ""))
    except Exception as error:
        logging.warning(_INIT_WARNING)
        document = document_of(error, "")
        log_error(document, frames)
        api.error("init/error", document)
        sys.exit(1)
    while True:
        headers, event = api.call("GET", "invocation/next")
        _request_id = headers.get("Lambda-Runtime-Aws-Request-Id", "")
        trace = headers.get("Lambda-Runtime-Trace-Id")
        if trace:
            environ["_X_AMZN_TRACE_ID"] = trace
        else:
            environ.pop("_X_AMZN_TRACE_ID", None)
        try:
            body, kind = answer(function, event, headers, frames)
        except Exception as error:
            document = document_of(error, _request_id)
            log_error(document, frames)
            api.error("invocation/%s/error" % _request_id, document)
        else:
            api.call("POST", "invocation/%s/response" % _request_id, body, {"Content-Type": kind})


if __name__ == "__main__":
    main()
