"""`python -m vsm_desktop` is the command `vsm-desktop`."""

from vsm_desktop.cli import main

if __name__ == "__main__":
    main()
