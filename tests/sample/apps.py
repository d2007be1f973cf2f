"""A small domain for tests of the engine: errands that a unit runs, each checked by somebody else."""

from pathlib import Path

from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "tests.sample"
    label = "sample"
    verbose_name = "测试领域"

    def ready(self) -> None:
        from fazhi.kernel.terms import TermBook
        from fazhi.procedures.registry import Domain, plug
        from tests.sample import effects, models, rules

        folder = Path(__file__).parent
        plug(
            Domain(
                name="sample",
                folder=folder,
                terms=TermBook.load(folder / "terms.toml"),
                rules=rules,
                effects=effects,
                facts={"sample.errand": models.errand_facts},
                choices={"Colour": models.Colour},
            )
        )
