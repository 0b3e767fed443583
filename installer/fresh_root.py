"""The package in a fresh Debian: installed by apt, tried, seen by the desktop's own tools, removed without a trace.

As root, with debootstrap; the bare root is kept beside its copy, so that a second trial is quick.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import shipping

# beside the package: the tools a desktop asks who opens a file, and a screen
DESKTOP = ("desktop-file-utils", "shared-mime-info", "xdg-utils", "libglib2.0-bin", "xvfb", "xauth")
SAMPLE = f"/usr/lib/{shipping.NAME}/_internal/vsm_desktop/resources/samples/acme-current.vsm"
# the window on a virtual screen: up within the time, still alive, and gone when told to
WINDOW = f"""
xvfb-run -a -s '-screen 0 1600x1000x24' sh -ec '
  {shipping.NAME} {SAMPLE} & window=$!
  sleep 5; kill -0 $window; kill $window; wait $window || true' 2>/dev/null
echo 'ok      the window opens on a virtual screen'
"""


def say(text: str) -> None:
    print(text, flush=True)


def inside(root: Path, script: str, show: bool = True) -> str:
    """Run a script in the root and give what it printed. Raises CalledProcessError."""
    clean = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LANG=C.UTF-8"]
    clean += ["DEBIAN_FRONTEND=noninteractive", "XDG_CURRENT_DESKTOP=GNOME"]  # or xdg-mime asks nobody
    done = subprocess.run(
        ["chroot", str(root), *clean, "sh", "-ec", script],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", check=False,
    )  # fmt: skip
    if show or done.returncode:
        say(done.stdout.rstrip())
    done.check_returncode()
    return done.stdout


def fresh(root: Path, suite: str, mirror: str) -> None:
    """A root with nothing in it but the base of Debian."""
    bare = root.with_name(f"{root.name}-bare")
    if not (bare / "etc/debian_version").exists():
        say(f"Making a fresh Debian {suite}")
        shutil.rmtree(bare, ignore_errors=True)
        subprocess.run(
            ["debootstrap", "--variant=minbase", suite, str(bare), mirror],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    shutil.rmtree(root, ignore_errors=True)
    subprocess.run(["cp", "-a", str(bare), str(root)], check=True)


def files_of(root: Path) -> set[str]:
    """Every path in the system, except what every installation writes."""
    found = inside(
        root,
        "find / -xdev -path /proc -prune -o -path /var -prune -o -path /tmp -prune -o -print",
        show=False,
    )
    return set(found.split("\n"))


def trial(package: Path, root: Path, suite: str, mirror: str) -> None:
    """Install, try, ask the desktop's tools, remove. Raises CalledProcessError or SystemExit when something is wrong."""
    fresh(root, suite, mirror)
    shutil.copy(package, root / "tmp/package.deb")
    install = "apt-get -qq update && apt-get -qq install -y --no-install-recommends"
    say("\n== the package and what it depends on, nothing else: self-test without a screen")
    inside(root, f"{install} /tmp/package.deb >/tmp/apt.log 2>&1 || {{ tail /tmp/apt.log; exit 1; }}")
    inside(root, f"{shipping.NAME} --version; {shipping.NAME} --self-test")
    inside(root, f"{shipping.NAME} check {SAMPLE}; {shipping.NAME} metrics {SAMPLE}")
    inside(root, f"dpkg --verify {shipping.NAME}")
    say("\n== removed and installed again, with the tools of a desktop and a virtual screen")
    inside(root, f"apt-get -qq purge -y {shipping.NAME} >/dev/null 2>&1", show=False)
    inside(
        root, f"{install} {' '.join(DESKTOP)} >/dev/null 2>&1; mkdir -p /usr/share/applications", show=False
    )
    before = files_of(root)
    inside(root, f"{install} /tmp/package.deb >/dev/null 2>&1", show=False)
    inside(root, f"xvfb-run -a {shipping.NAME} --self-test")
    inside(root, WINDOW)
    ask_desktop(root)
    inside(root, f"apt-get -qq purge -y {shipping.NAME} 2>&1")
    left = sorted(
        path for path in files_of(root) - before if "__pycache__" not in path and "/root/" not in path
    )
    if left:
        raise SystemExit("The package leaves behind: " + ", ".join(left))
    say("Removed; nothing is left behind.")


def ask_desktop(root: Path) -> None:
    """A map has its type by name and by content, an icon, and the program that opens it."""
    inside(root, f"desktop-file-validate /usr/share/applications/{shipping.NAME}.desktop")
    inside(root, f"cp {SAMPLE} /tmp/by-name.vsm; cp {SAMPLE} /tmp/by-content", show=False)
    for file in ("/tmp/by-name.vsm", "/tmp/by-content"):
        expect(inside(root, f"gio info -a standard::content-type {file}", show=False), shipping.MIME, file)
    expect(inside(root, "xdg-mime query filetype /tmp/by-name.vsm", show=False), shipping.MIME, "xdg-mime")
    entry = f"{shipping.NAME}.desktop"
    expect(inside(root, f"xdg-mime query default {shipping.MIME}", show=False), entry, "the default program")
    expect(inside(root, f"gio mime {shipping.MIME}", show=False), entry, "the programs for it")


def expect(said: str, wanted: str, what: str) -> None:
    if wanted not in said:
        raise SystemExit(f"{what}: {wanted} was expected, not: {said}")
    say(f"ok      {what}: {wanted}")
