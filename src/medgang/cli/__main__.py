"""`python -m medgang.cli` is `medgang`."""

from medgang.cli.main import main

main()
