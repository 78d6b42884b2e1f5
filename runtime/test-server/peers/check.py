#!/usr/bin/env python3
"""Compares this client and its loopback service with the vendor's own Python SDK, in both directions.

    python3 -m venv /tmp/peers
    /tmp/peers/bin/pip install -r runtime/test-server/peers/requirements.txt
    /tmp/peers/bin/python runtime/test-server/peers/check.py

First, the vendor's code signs what this client sent, and both signatures must be equal. Then the vendor's client calls the
loopback service, which must accept each call. Exits with 1 where something differs. Where the packages are missing it says so
and exits with 0.
"""

import itertools
import json
import pathlib
import subprocess
import sys
from urllib.parse import parse_qsl, unquote

try:
    from alibabacloud_openapi_util.client import Client as Signer
    from alibabacloud_tea_openapi import models
    from alibabacloud_tea_openapi.client import Client
    from alibabacloud_tea_util.models import RuntimeOptions
except ImportError as missing:
    print(f"skipped: {missing}; install runtime/test-server/peers/requirements.txt into a virtual environment")
    sys.exit(0)

ROOT = pathlib.Path(__file__).resolve().parents[3]
PEER = ["cargo", "run", "-q", "-p", "alicloud-test-server", "--example", "peers", "--"]
ALGORITHM = "ACS3-HMAC-SHA256"
TEXTS = ["plain", "a b+c*d~e/f", "100% & more=1", "中文/\"q\"", "(brackets)[]{}", "é'!;:@,$"]


class Signed:
    """A request as the vendor's functions take it."""

    def __init__(self, call, headers):
        self.method = call["method"]
        self.pathname = call["path"]
        self.headers = headers
        self.query = dict(parse_qsl(call["query"], keep_blank_values=True))


def acs3(call):
    authorization = call["headers"]["authorization"]
    names = authorization.split("SignedHeaders=")[1].split(",")[0].split(";")
    request = Signed(call, {name: call["headers"][name] for name in names})
    payload = Signer.hex_encode(Signer.hash(call["body"].encode(), ALGORITHM))
    return authorization, Signer.get_authorization(request, ALGORITHM, payload, call["id"], call["secret"])


def roa1(call):
    request = Signed(call, dict(call["headers"]))
    authorization = request.headers.pop("authorization")
    signature = Signer.get_roasignature(Signer.get_string_to_sign(request), call["secret"])
    return authorization, f"acs {call['id']}:{signature}"


def rpc1(call):
    parameters = dict(parse_qsl(call["query"], keep_blank_values=True))
    signature = parameters.pop("Signature")
    if call["headers"].get("content-type") == "application/x-www-form-urlencoded":
        parameters.update(parse_qsl(call["body"], keep_blank_values=True))
    return signature, Signer.get_rpcsignature(parameters, call["method"], call["secret"])


def recompute():
    """Signs the calls of this client with the vendor's code; returns how many came out otherwise."""
    output = subprocess.run(PEER + ["calls"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    counts = {}
    for line in output.splitlines():
        call = json.loads(line)
        ours, theirs = {"acs3": acs3, "roa1": roa1, "rpc1": rpc1}[call["scheme"]](call)
        equal, different = counts.get(call["scheme"], (0, 0))
        if ours == theirs:
            equal += 1
        else:
            different += 1
            print(f"different: {call['scheme']} {call['method']} {unquote(call['path'])}?{call['query']}: {ours} {theirs}")
        counts[call["scheme"]] = (equal, different)
    for scheme, (equal, different) in sorted(counts.items()):
        print(f"calls of this client, {scheme}: {equal} signatures equal, {different} different")
    return sum(different for _, different in counts.values())


def operations(text):
    """Calls of Web+ by query and by form, with this text in them: action, method, path, query, form."""
    wam = "/pop/v1/wam"
    region = {"RegionId": "cn-hangzhou"}
    yield "DescribeChanges", "GET", f"{wam}/change", {**region, "EnvId": text, "PageSize": "10"}, None
    yield "DescribeAppEnvStatus", "GET", f"{wam}/appEnv/status", {**region, "EnvId": text}, None
    yield "DeleteAppEnv", "DELETE", f"{wam}/appEnv", {**region, "EnvId": text}, None
    yield "DescribeCategories", "GET", f"{wam}/category", region, None
    yield "CreateApplication", "POST", f"{wam}/application", region, {"AppName": text, "CategoryName": "Java"}
    yield "StartAppEnv", "POST", f"{wam}/appEnv/start", region, {"EnvId": text}
    yield "UpdateApplication", "PUT", f"{wam}/application", region, {"AppId": "a", "AppDescription": text}


def call_the_service():
    """Calls the loopback service with the vendor's client; returns how many calls it refused."""
    peer = subprocess.Popen(PEER + ["serve"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    service = json.loads(peer.stdout.readline())
    accepted, refused = 0, 0
    for algorithm, text in itertools.product(["ACS3-HMAC-SHA256", "v2"], TEXTS):
        client = Client(models.Config(
            access_key_id=service["id"], access_key_secret=service["secret"], endpoint=service["host"], protocol="http",
            region_id="cn-hangzhou", signature_algorithm=algorithm))
        for action, method, path, query, form in operations(text):
            params = models.Params(
                action=action, version="2019-03-20", protocol="HTTP", method=method, auth_type="AK", style="ROA",
                pathname=path, req_body_type="formData" if form else "json", body_type="json")
            request = models.OpenApiRequest(query=query, body=form)
            try:
                client.call_api(params, request, RuntimeOptions(autoretry=False))
                accepted += 1
            except Exception as error:
                refused += 1
                print(f"refused: {algorithm} {action} with {text!r}: {error}")
    peer.stdin.close()
    peer.wait()
    print(f"calls of the vendor's client: {accepted} accepted, {refused} refused")
    return refused


if __name__ == "__main__":
    sys.exit(1 if recompute() + call_the_service() else 0)
