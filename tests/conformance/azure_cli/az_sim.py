#!/usr/bin/env python3
"""Runs the real Azure CLI against an ARM endpoint on this computer.

    AZ_SIM_ENDPOINT=http://127.0.0.1:PORT az_sim.py network route-table create -g rg -n rt -l eastus
    AZ_SIM_ENDPOINT=http://127.0.0.1:PORT az_sim.py --batch FILE     one az command a line; stops at the first failure

Replaces the sign-in by a fixed bearer token ("simulated") and a fixed subscription, and allows plain HTTP.
Everything else (requests, polling, parsing) is the CLI's own. Needs the Python that the Azure CLI is installed in.
"""
import os
import shlex
import sys
import tempfile
import time

SUBSCRIPTION = os.environ.get("AZ_SIM_SUBSCRIPTION", "00000000-0000-0000-0000-000000000000")
TENANT = "11111111-1111-1111-1111-111111111111"
USER = "admin@example.com"
ENDPOINT = os.environ["AZ_SIM_ENDPOINT"].rstrip("/")

# The CLI reads these when it's imported.
os.environ.setdefault("AZURE_CONFIG_DIR", tempfile.mkdtemp(prefix="az-sim-"))
os.environ.setdefault("AZURE_CORE_COLLECT_TELEMETRY", "no")
os.environ.setdefault("AZURE_CORE_NO_COLOR", "yes")
os.environ.setdefault("AZURE_EXTENSION_USE_DYNAMIC_INSTALL", "no")

import azure.cli.core._profile as profile
import azure.cli.core.aaz._http_policy as aaz_authentication
import azure.mgmt.core.policies._authentication as arm_authentication
import azure.mgmt.network
from azure.cli.core import cloud as clouds
from azure.cli.core import get_default_cli
from azure.cli.core.profiles import _shared
from azure.core.credentials import AccessToken
from azure.core.pipeline.policies import _authentication

ACCOUNT = {
    "id": SUBSCRIPTION,
    "name": "Simulated",
    "tenantId": TENANT,
    "homeTenantId": TENANT,
    "state": "Enabled",
    "isDefault": True,
    "environmentName": "AzureSim",
    "user": {"name": USER, "type": "user"},
    "managedByTenants": [],
}


class Credential:
    """A token that no directory issued."""

    def get_token(self, *scopes, **named):
        return AccessToken("simulated", int(time.time()) + 86400)

    def signed_session(self, session=None):
        return session


def cli():
    """A new CLI for each command, because it keeps the state of a command until it ends."""
    instance = get_default_cli()
    endpoints = clouds.CloudEndpoints(
        management=ENDPOINT,
        resource_manager=ENDPOINT,
        active_directory="https://login.invalid",
        active_directory_resource_id=ENDPOINT,
        active_directory_graph_resource_id="https://graph.invalid",
        microsoft_graph_resource_id="https://graph.invalid",
        gallery=ENDPOINT,
        sql_management=ENDPOINT,
        batch_resource_id=ENDPOINT)
    instance.cloud = clouds.Cloud(
        "AzureSim", endpoints=endpoints, suffixes=clouds.AZURE_PUBLIC_CLOUD.suffixes, profile="latest", is_active=True)
    return instance


def run_batch(path):
    """Runs the commands of a file until one fails; returns its exit code."""
    with open(path) as commands:
        for line in commands:
            words = shlex.split(line, comments=True)
            if not words:
                continue
            words = words[1:] if words[0] == "az" else words
            start = time.monotonic()
            with open(os.devnull, "w") as nowhere:
                code = cli().invoke(words, out_file=nowhere)
            print("%s  %6.2fs  az %s" % ("ERR" if code else "ok ", time.monotonic() - start, line.strip()[:140]), flush=True)
            if code:
                return code
    return 0


def _allow_http():
    def enforce(request):
        pass

    for module in (_authentication, arm_authentication, aaz_authentication):
        if hasattr(module, "_enforce_https"):
            module._enforce_https = enforce
        for policy in vars(module).values():
            if isinstance(policy, type) and "_enforce_https" in vars(policy):
                policy._enforce_https = staticmethod(enforce)


def _sign_in():
    replaced = profile.Profile
    replaced.get_login_credentials = lambda self, *a, **k: (Credential(), SUBSCRIPTION, TENANT)
    replaced.get_raw_token = lambda self, *a, **k: (("Bearer", "simulated", {"accessToken": "simulated"}), SUBSCRIPTION, TENANT)
    replaced.get_subscription = lambda self, subscription=None: dict(ACCOUNT)
    replaced.get_subscription_id = lambda self, *a, **k: SUBSCRIPTION
    replaced.load_cached_subscriptions = lambda self, *a, **k: [dict(ACCOUNT)]
    replaced.get_current_account_user = lambda self: USER


def _use_the_newest_network_version():
    """Debian's python3-azure doesn't have the network API version that its azure-cli names."""
    folders = os.listdir(os.path.dirname(azure.mgmt.network.__file__))
    versions = sorted(name[1:].replace("_", "-") for name in folders if name.startswith("v20") and "preview" not in name)
    if versions:
        _shared.AZURE_API_PROFILES["latest"][_shared.ResourceType.MGMT_NETWORK] = versions[-1]


_allow_http()
_sign_in()
_use_the_newest_network_version()

if __name__ == "__main__":
    sys.exit(run_batch(sys.argv[2]) if sys.argv[1:2] == ["--batch"] else cli().invoke(sys.argv[1:]))
