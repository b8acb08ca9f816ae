"""What is applied to a cluster: valid, complete, hardened, and true to the services it runs."""

import asyncio
import dataclasses
import importlib
import re
import tomllib
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

ROOT = Path(__file__).parents[2]
K8S = ROOT / "deploy" / "k8s"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
SERVICES = ("directory", "booking", "kiosk")
FOLDERS = sorted(path.parent for path in K8S.rglob("kustomization.yaml"))
MANIFESTS = sorted(path for path in K8S.rglob("*.yaml") if path.name != "kustomization.yaml")
EXAMPLES = [path for path in MANIFESTS if path.name.endswith(".example.yaml")]
KUBERNETES = ("1.31", "1.34")  # the oldest and the newest that we speak for
PLACEHOLDERS = re.compile(r"\b(USER|PASSWORD|HOST)\b")


def named(path: Path) -> str:
    return str(path.relative_to(K8S))


def documents(path: Path) -> list[dict[str, Any]]:
    return [each for each in yaml.safe_load_all(path.read_text()) if each]


def base(service: str, name: str) -> dict[str, Any]:
    (document,) = documents(K8S / "base" / service / f"{name}.yaml")
    return document


def patches(folder: Path) -> dict[str, str]:
    """The patch files of a folder, and the kind each is for ("" where the file says)."""
    (kustomization,) = documents(folder / "kustomization.yaml")
    return {each["path"]: each.get("target", {}).get("kind", "") for each in kustomization.get("patches", [])}


def is_patch(path: Path) -> bool:
    return path.name in patches(path.parent)


def pods() -> list[tuple[str, dict[str, Any]]]:
    return [
        (service, base(service, name)["spec"]["template"]["spec"])
        for service in SERVICES
        for name in ("deployment", "migrate")
    ]


def settings_of(service: str) -> set[str]:
    kind = importlib.import_module(f"services.{service}.settings").Settings
    return {field.name for field in dataclasses.fields(kind)}


@pytest.mark.parametrize("path", [path for path in MANIFESTS if not is_patch(path)], ids=named)
@pytest.mark.parametrize("version", KUBERNETES)
def test_every_manifest_follows_the_schema(path: Path, version: str) -> None:
    for document in documents(path):
        kubernetes_validate.validate(document, version, strict=True)


@pytest.mark.parametrize("folder", FOLDERS, ids=named)
def test_every_file_is_used_and_every_name_exists(folder: Path) -> None:
    (kustomization,) = documents(folder / "kustomization.yaml")
    assert (kustomization["apiVersion"], kustomization["kind"]) == (
        "kustomize.config.k8s.io/v1beta1",
        "Kustomization",
    )
    resources = kustomization["resources"]
    for name in [*resources, *patches(folder)]:
        found = folder / name
        assert found.is_file() or (found / "kustomization.yaml").is_file(), name
    files = {path.name for path in folder.glob("*.yaml")}
    examples = {path.name for path in EXAMPLES}
    assert files - examples - {"kustomization.yaml"} == {
        name for name in [*resources, *patches(folder)] if name.endswith(".yaml")
    }


def test_each_overlay_has_every_service() -> None:
    for overlay in ("demo", "production"):
        (kustomization,) = documents(K8S / "overlays" / overlay / "kustomization.yaml")
        assert {f"../../base/{service}" for service in SERVICES} < set(kustomization["resources"])
        assert [(image["name"], image["newTag"]) for image in kustomization["images"]] == [
            ("maillage", VERSION)
        ]


@pytest.mark.parametrize("path", [path for path in MANIFESTS if is_patch(path)], ids=named)
def test_every_patch_has_something_to_change(path: Path) -> None:
    (patch,) = documents(path)
    kind = patches(path.parent)[path.name]
    assert patch["kind"] in {"Deployment", "Job"}
    assert kind == patch["kind"] or patch["metadata"]["name"] in SERVICES
    containers = patch.get("spec", {}).get("template", {}).get("spec", {}).get("containers", [])
    for container in containers:
        service = patch["metadata"]["name"]
        assert container["name"] == service
        for variable in container["env"]:
            assert setting(service, variable["name"]) in settings_of(service)


def setting(service: str, variable: str) -> str:
    """The field that a variable fills."""
    start = f"MAILLAGE_{service.upper()}_"
    assert variable.startswith(start), variable
    return variable.removeprefix(start).lower()


@pytest.mark.parametrize("service", SERVICES)
def test_every_variable_is_a_setting_that_can_be_read(service: str) -> None:
    from services.platform.settings import read

    given = base(service, "configmap")["data"]
    (container,) = base(service, "deployment")["spec"]["template"]["spec"]["containers"]
    secret = [variable["name"] for variable in container["env"]]
    assert secret == [f"MAILLAGE_{service.upper()}_DATABASE_URL"]
    assert {setting(service, name) for name in [*given, *secret]} <= settings_of(service)
    kind = importlib.import_module(f"services.{service}.settings").Settings
    settings = read(kind, service.upper(), given)
    assert settings.port == container["ports"][0]["containerPort"]
    assert settings.metrics_port == container["ports"][1]["containerPort"]
    deployment = base(service, "deployment")["spec"]["template"]
    assert deployment["metadata"]["annotations"]["prometheus.io/port"] == str(settings.metrics_port)
    patience = deployment["spec"]["terminationGracePeriodSeconds"]
    assert patience > settings.drain_seconds + settings.grace_seconds
    mounted = {mount["mountPath"] for mount in container["volumeMounts"]}
    assert str(settings.keys_file.parent) in mounted
    for name in settings_of(service):
        if name.endswith("_address"):
            peer = name.removesuffix("_address")
            assert getattr(settings, name) == f"{peer}:{base(peer, 'service')['spec']['ports'][0]['port']}"


@pytest.mark.parametrize("service", SERVICES)
def test_probes_ask_for_the_health_name_of_the_service(service: str, tmp_path: Path) -> None:
    (container,) = base(service, "deployment")["spec"]["template"]["spec"]["containers"]
    assert container["command"] == ["python", "-m", f"services.{service}"]
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert container[probe]["grpc"] == {
            "port": 50051,
            "service": asyncio.run(health_name(service, tmp_path)),
        }


async def health_name(service: str, tmp_path: Path) -> str:
    """The name under which the service, really built, tells its health."""
    from prometheus_client import CollectorRegistry

    from services.platform.clock import system_clock
    from services.platform.ids import new_uuid7
    from services.platform.keys import make_keys
    from services.platform.service import Floor, channel

    keys = make_keys()
    floor = Floor(
        system_clock,
        new_uuid7,
        keys,
        CollectorRegistry(),
        lambda _peer: channel("127.0.0.1:9", keys, system_clock, service),
    )
    kind = importlib.import_module(f"services.{service}.settings").Settings
    given = {"notices_dir": tmp_path / "notices"} if "notices_dir" in settings_of(service) else {}
    wiring = importlib.import_module(f"services.{service}.wiring")
    built = await wiring.build(kind(database_url=f"sqlite:///{tmp_path}/{service}.db", **given), floor)
    if built.close is not None:
        await built.close()
    name: str = built.name
    return name


def test_every_pod_is_hardened() -> None:
    for _, pod in pods():
        context = pod["securityContext"]
        assert context["runAsNonRoot"]
        assert context["runAsUser"] >= 10_000
        assert context["seccompProfile"] == {"type": "RuntimeDefault"}
        assert pod["automountServiceAccountToken"] is False
        assert pod["enableServiceLinks"] is False
        for container in pod["containers"]:
            assert container["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }
            for bound in ("requests", "limits"):
                assert {"cpu", "memory"} <= container["resources"][bound].keys()
            assert container["image"] == f"maillage:{VERSION}"


@pytest.mark.parametrize("service", SERVICES)
def test_what_belongs_together_finds_each_other(service: str) -> None:
    deployment = base(service, "deployment")["spec"]
    labels = deployment["template"]["metadata"]["labels"].items()
    job_labels = base(service, "migrate")["spec"]["template"]["metadata"]["labels"].items()
    selectors = [
        deployment["selector"]["matchLabels"],
        base(service, "service")["spec"]["selector"],
        base(service, "poddisruptionbudget")["spec"]["selector"]["matchLabels"],
    ]
    for selector in selectors:
        assert selector.items() <= labels
        assert not selector.items() <= job_labels
    policy = base(service, "networkpolicy")["spec"]
    for each in (labels, job_labels):
        assert policy["podSelector"]["matchLabels"].items() <= each
    assert policy["policyTypes"] == ["Ingress", "Egress"]
    assert deployment["template"]["spec"]["serviceAccountName"] == service
    assert base(service, "serviceaccount")["automountServiceAccountToken"] is False


@pytest.mark.parametrize("service", SERVICES)
def test_a_migration_is_a_command_that_exists(service: str) -> None:
    from services.cli import instances

    job = base(service, "migrate")
    assert job["metadata"]["name"] == f"{service}-migrate-{VERSION.replace('.', '-')}"
    (container,) = job["spec"]["template"]["spec"]["containers"]
    program, *words = container["command"]
    assert program == "maillage"
    (variable,) = container["env"]
    command = instances.migrate
    assert words[0] == command.name
    url = next(option for option in command.params if option.name == "database_url")
    assert url.envvar == variable["name"]
    context = command.make_context("migrate", [*words[1:], "--database-url", "sqlite://"])
    assert context.params == {"name": service, "database_url": "sqlite://"}
    before = {"maillage-step": "before"}.items()
    for name in ("migrate", "serviceaccount", "networkpolicy"):  # what a migration cannot run without
        assert before <= base(service, name)["metadata"]["labels"].items()


def test_no_secret_is_kept_here() -> None:
    for path in MANIFESTS:
        for document in documents(path):
            if document["kind"] != "Secret":
                continue
            assert path in EXAMPLES
            assert all(PLACEHOLDERS.search(text) for text in document["stringData"].values())
    for path in K8S.rglob("*.yaml"):
        for url in re.findall(r"postgresql\S+", path.read_text()):
            assert "//USER:PASSWORD@HOST" in url, path


def test_the_example_names_every_secret_that_pods_ask_for() -> None:
    asked = {
        variable["valueFrom"]["secretKeyRef"]["name"]
        for _, pod in pods()
        for container in pod["containers"]
        for variable in container["env"]
    }
    (example,) = EXAMPLES
    shown = {document["metadata"]["name"]: document["stringData"] for document in documents(example)}
    assert asked == shown.keys()
    assert all(values.keys() == {"url"} for values in shown.values())
    assert "maillage-keys" in example.read_text()


def test_the_readme_names_every_variable() -> None:
    readme = (ROOT / "deploy" / "README.md").read_text()
    for service in SERVICES:
        for variable in base(service, "configmap")["data"]:
            assert f"`{setting(service, variable).upper()}`" in readme, variable
    assert f"maillage:{VERSION}" in readme
    assert f"maillage:{VERSION}" in (ROOT / "deploy" / "Dockerfile").read_text()
