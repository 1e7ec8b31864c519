"""deploy/: behind nginx no request is lost when a process dies, and the files that cannot run here are valid."""

import http.client
import json
import pathlib
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import fields
from urllib.parse import urlsplit

import pytest
import yaml

from conv.networks.uploaded.onnx_file import MAX_BYTES
from service.delivery import PLOTLY
from service.deployment import CLASSES, Deployment
from service.errors import SENTENCES
from service.uploads import LARGEST_FILE
from tools.proxied import NGINX, ROOT, configuration, proxied

DEPLOY = ROOT / "deploy"
CLIENTS = 4  # half of them keep their connection
BROKEN_OFF = "broken off"
PAUSE = 0.02  # seconds between two requests of a client: little load, but always a request in progress
LAYER = "/answers/maps?size=16&kernel={}"
CALLBACK = {
    "output": "slide-chart.children",
    "outputs": {"id": "slide-chart", "property": "children"},
    "inputs": [{"id": "slide-raced", "property": "data", "value": True}],
    "changedPropIds": ["slide-raced.data"],
}

needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


def needs(tool):
    """Skip a test if a program is missing that `make test` does not install everywhere."""
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"{tool} is not installed")


@pytest.fixture(scope="module")
def behind(tmp_path_factory):
    """Host and port of nginx, and the two instances behind it, with different worker classes."""
    with proxied(tmp_path_factory.mktemp("nginx"), CLASSES) as (address, instances):
        yield urlsplit(address).netloc, instances


def ask(where, path, method="GET", body=None):
    """Send one request on a new connection. Return status, headers and body."""
    with closing(http.client.HTTPConnection(where, timeout=30)) as connection:
        return ask_on(connection, path, method, body)


def ask_on(connection, path, method="GET", body=None):
    """The same on an open connection."""
    connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read().decode(errors="replace")


@contextmanager
def continuous_requests(where):
    """Send requests during the context. Yields a counter of their outcomes."""
    done, outcomes = threading.Event(), Counter()

    def work(kernel):
        requests = [("/", "GET", None), (LAYER.format(kernel), "GET", None)]
        requests.append(("/_dash-update-component", "POST", json.dumps(CALLBACK)))
        with closing(http.client.HTTPConnection(where, timeout=30)) as connection:
            while not done.is_set():
                for path, method, body in requests:
                    try:
                        outcomes[ask_on(connection, path, method, body)[0]] += 1
                    except http.client.IncompleteRead:  # browsers retry; see assets/server/connection.js
                        outcomes[BROKEN_OFF] += 1
                        connection.close()
                        outcomes[ask_on(connection, path, method, body)[0]] += 1
                    except (OSError, http.client.HTTPException) as e:
                        outcomes[repr(e)] += 1
                        connection.close()
                    if kernel % 2:
                        connection.close()
                    time.sleep(PAUSE)

    clients = [threading.Thread(target=work, args=(kernel,)) for kernel in range(1, CLIENTS + 1)]
    for client in clients:
        client.start()
    try:
        yield outcomes
    finally:
        done.set()
        for client in clients:
            client.join()


def until(holds):
    """Wait until the condition holds."""
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


@needs_nginx
def test_no_request_is_lost_whatever_restarts_or_dies(behind):
    """A reload of both instances, the death of a worker, the death of each instance and its return."""
    where, (first, second) = behind
    with continuous_requests(where) as outcomes:
        old = {*first.workers(), *second.workers()}
        first.reload()
        second.reload()
        until(lambda: not old & {*first.workers(), *second.workers()})

        worker = first.workers()[0]
        subprocess.run(["kill", "-KILL", str(worker)], check=True)
        until(lambda: worker not in first.workers() and len(first.workers()) == 2)

        for instance in (first, second):
            instance.kill()
            time.sleep(0.5)
            instance.start()
            instance.wait()
            time.sleep(0.5)
    assert {200} == outcomes.keys() - {BROKEN_OFF}
    assert outcomes[BROKEN_OFF] <= CLIENTS  # responses that a process was sending when it was killed
    assert outcomes[200] > 100


def files_served(instances):
    """How many requests for the lab's own files reached the instances."""
    ports = [instance.environment["SEPARABLE_METRICS_PORT"] for instance in instances]
    pages = [ask(f"127.0.0.1:{port}", "/metrics")[2] for port in ports]
    return sum(float(n) for page in pages for n in re.findall(r'requests_total{route="/assets/[^}]*} (\S+)', page))


@needs_nginx
def test_nginx_keeps_files_with_a_fingerprint_and_asks_about_the_others(behind):
    """The lab serves each file once. A copy that the browser has already is not sent again."""
    where, instances = behind
    file = re.search(r'"(/assets/joined[^"]+)"', ask(where, "/")[2])[1]
    bodies, served = [ask(where, file)[2]], files_served(instances)
    bodies.append(ask(where, file)[2])
    assert bodies[0] == bodies[1]
    assert 1 <= served == files_served(instances)
    with closing(http.client.HTTPConnection(where)) as connection:
        connection.request("GET", PLOTLY)
        first = connection.getresponse()
        first.read()
        connection.request("GET", PLOTLY, headers={"If-None-Match": first.headers["ETag"]})
        assert (200, 304) == (first.status, connection.getresponse().status)


@needs_nginx
@pytest.mark.parametrize("path", ["/metrics", "/ready"])
def test_what_is_for_operators_stays_on_the_machine(behind, path):
    """nginx answers 404."""
    assert 404 == ask(behind[0], path)[0]


@needs_nginx
def test_bodies_may_be_as_large_as_the_labs_largest_and_no_larger(behind):
    """Larger bodies get a sentence. ONNX files have a separate limit."""
    where, _ = behind
    for path, largest in (("onnx", MAX_BYTES), ("picture", LARGEST_FILE)):
        assert 200 == ask(where, f"/answers/{path}", "POST", "x" * largest)[0]
        status, _, body = ask(where, f"/answers/{path}", "POST", "x" * (largest + 300_000))
        error = json.loads(body)["error"]
        assert (413, 413, SENTENCES[413]) == (status, error["code"], error["message"])


@needs_nginx
def test_below_a_path_it_is_the_same(tmp_path):
    """With the edit of deploy/README.md: pages, limits, cached files and hidden paths."""
    with proxied(tmp_path, ["gthread"], "/school/") as (address, instances):
        where = urlsplit(address).netloc
        assert 200 == ask(where, "/school/maps")[0]
        assert 200 == ask(where, "/school/answers/onnx", "POST", "x" * MAX_BYTES)[0]
        assert [404, 404] == [ask(where, f"/school/{path}")[0] for path in ("ready", "metrics")]
        file = re.search(r'"(/school/assets/joined[^"]+)"', ask(where, "/school/")[2])[1]
        served = files_served(instances)
        assert [200, 200] == [ask(where, file)[0] for _ in range(2)]
        assert served + 1 == files_served(instances)


@needs_nginx
def test_while_nothing_is_there_people_see_a_page_that_comes_back_and_scripts_a_sentence(behind):
    """This must be the last test with nginx: it kills both instances."""
    where, instances = behind
    for instance in instances:
        instance.kill()
    until(lambda: ask(where, "/")[0] == 503)  # orphaned workers end after the next request
    _, headers, page = ask(where, "/maps")
    assert ("text/html", "2", "no-store") == (
        headers.get_content_type(),
        headers["Retry-After"],
        headers["Cache-Control"],
    )
    assert '<meta http-equiv="refresh"' in page
    for path, method in (("/_dash-update-component", "POST"), (LAYER.format(3), "GET")):
        status, headers, body = ask(where, path, method, json.dumps(CALLBACK) if method == "POST" else None)
        assert (503, "application/json") == (status, headers.get_content_type())
        assert {"code", "message", "request_id"} == json.loads(body)["error"].keys()


@needs_nginx
def test_the_configuration_that_compose_makes_is_one(tmp_path):
    """Tested without the container names: only newer versions of nginx support `resolve`."""
    command = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]["nginx"]["command"][0]
    edit = command.partition(" > ")[0].replace("/etc/nginx/lab.conf", str(DEPLOY / "nginx.conf"))
    made = subprocess.run(["sh", "-c", edit], capture_output=True, text=True, check=True).stdout
    assert "server lab:8050 resolve max_fails=0;" in made
    assert "127.0.0.1:805" not in made
    made = made.replace("resolver 127.0.0.11 valid=2s;", "").replace("lab:8050 resolve", "127.0.0.1:8050")
    check(made.replace("/var/cache/nginx", str(tmp_path)).replace("/tmp/nginx.pid", f"{tmp_path}/pid"), tmp_path)


@needs_nginx
def test_nginx_has_no_doubt_about_its_configuration(tmp_path):
    """Tested unchanged except for ports and paths."""
    check(configuration(tmp_path, 8080, [8051, 8052]), tmp_path)


def check(text, folder):
    """Run `nginx -t`."""
    file = folder / "nginx.conf"
    file.write_text(text)
    said = subprocess.run([NGINX, "-t", "-q", "-e", "stderr", "-c", file], capture_output=True, text=True)
    assert (0, "") == (said.returncode, said.stderr)


@pytest.mark.parametrize(
    "command",
    [
        "hadolint deploy/Dockerfile",
        "yamllint --strict -c deploy/.yamllint deploy/compose.yaml deploy/kubernetes.yaml",
        "check-jsonschema --builtin-schema vendor.compose-spec deploy/compose.yaml",
        "kubernetes-validate --strict --quiet deploy/kubernetes.yaml",
    ],
)
def test_what_cannot_be_built_here_is_valid(command):
    """According to a linter or a schema."""
    tool, *arguments = command.split()
    program = shutil.which(tool, path=pathlib.Path(sys.executable).parent)
    subprocess.run([program, *arguments], cwd=ROOT, check=True)


def test_the_image_holds_all_that_the_lab_imports(tmp_path):
    """Gunicorn loads the lab from the copied files alone, and the build context contains all of them."""
    copied = re.findall(r"^COPY ((?!--)\S.*) \S+$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    names = [name for line in copied for name in line.split()]
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    assert [] == [name for name in names if f"!{name}" not in ignored]
    for name in names:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    subprocess.run([sys.executable, "-m", "gunicorn", "--check-config"], cwd=tmp_path, check=True)


@needs("systemd-analyze")
def test_the_unit_is_valid_and_lets_the_lab_do_little(tmp_path):
    """On the scale of systemd-analyze, 0 is the safest and 10 is root without limits."""
    unit = tmp_path / "separable@.service"
    unit.write_text((DEPLOY / unit.name).read_text().replace("/opt/separable/.venv/bin/gunicorn", "/bin/true"))
    verified = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
    assert (0, "") == (verified.returncode, verified.stderr)
    limit = ["systemd-analyze", "security", "--offline=yes", "--threshold=15", unit]
    subprocess.run(limit, check=True, capture_output=True)


def test_every_variable_in_deploy_is_one_that_the_lab_reads():
    """An unknown variable would stop the lab at startup."""
    files = [path.read_text() for path in DEPLOY.iterdir() if path.is_file()]
    named = {name for text in files for name in re.findall(r"SEPARABLE_[A-Z_]+", text)}
    assert named <= {f.metadata["variable"] for f in fields(Deployment)}
    assert len(named) >= 3
