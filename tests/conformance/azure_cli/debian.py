"""Repairs an incompatibility between two packages of Debian 12: its python3-azure is newer than its azure-cli.

Neither has to do with sign-in or with ARM, and on a CLI whose packages fit together neither does anything.
"""
import functools
import importlib.util
import pkgutil
import sys


def mend():
    _network_operations()
    _authorization()


def _network_operations():
    """The CLI searches for the operations' classes in the package of an api-version; the newer SDK has one package for all."""
    import azure.mgmt.network as network
    try:
        operations = importlib.import_module("azure.mgmt.network.operations")
    except ImportError:
        return
    for version in pkgutil.iter_modules(network.__path__):
        name = "azure.mgmt.network.%s.operations" % version.name
        if version.name.startswith("v20") and importlib.util.find_spec(name) is None:
            sys.modules[name] = operations


def _authorization():
    """The CLI reads operations.config and passes custom_headers=None; the newer SDK has _config and no such parameter."""
    import azure.mgmt.authorization as authorization
    for version in pkgutil.iter_modules(authorization.__path__):
        if not version.name.startswith("v20"):
            continue
        operations = importlib.import_module("azure.mgmt.authorization.%s.operations" % version.name)
        for kind in vars(operations).values():
            if isinstance(kind, type) and kind.__name__.endswith("Operations") and not hasattr(kind, "config"):
                kind.config = property(lambda self: self._config)
                if hasattr(kind, "create"):
                    kind.create = _without_custom_headers(kind.create)


def _without_custom_headers(method):
    @functools.wraps(method)
    def call(*arguments, custom_headers=None, **named):
        return method(*arguments, **named)
    return call
